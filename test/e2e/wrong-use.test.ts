import * as fs from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { listingOf } from './kit/listing.ts'
import { makePlace, type Place } from './kit/place.ts'
import { eventsOf, summaryOf } from './kit/program.ts'

const long = (characters: number) => 'x'.repeat(characters)

/** Wrong command lines, each with what its refusal must name. The board is `film`, with one shot, 10. */
const wrongLines: readonly (readonly [args: readonly string[], ...named: string[]])[] = [
  [['paint'], "'paint'", '--help'],
  [['estimat', 'film'], "'estimat'", 'estimate'],
  [['new'], "'folder'", 'required'],
  [['new', ''], "'folder'", 'empty'],
  [['new', 'film', 'more'], "'new'", 'Too many arguments'],
  [['new', 'film'], 'There is a project in this folder already', '/film)'],
  [['new', 'full'], 'not empty', '/full)'],
  [['new', 'notes.txt'], 'A file is in the way', '/notes.txt)'],
  [['new', 'other', '--aspect', '4:3'], '--aspect', '16:9, 9:16'],
  [['new', 'other', '--title', long(20_001)], '--title', '20,001', '20,000'],
  [['add'], "'folder'", 'required'],
  [['add', 'film'], "'kind'", 'required'],
  [['add', 'film', 'collage'], '<kind> collage', 'frames, elements, image, text'],
  [['add', 'film', 'frames'], '<image>', '2 to 5', '0 given'],
  [['add', 'film', 'frames', 'a.png'], '<image>', '2 to 5', '1 given'],
  [['add', 'film', 'frames', ...'abcdef'.split('').map(() => 'a.png')], '<image>', '2 to 5', '6 given'],
  [['add', 'film', 'frames', 'a.png', 'gone.png'], 'gone.png', 'not found'],
  [['add', 'film', 'frames', 'a.png', 'notes.txt'], 'notes.txt', 'not an image'],
  [['add', 'film', 'frames', 'a.png', 'full'], 'full', 'not a file'],
  [['add', 'film', 'frames', 'a.png', 'cut.png'], 'cut.png'],
  [['add', 'film', 'frames', 'a.png', 'empty.jpg'], 'empty.jpg'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--gap', '5', '--gap', '5'], '--gap', 'exactly 1', '2 given'],
  [['add', 'film', 'frames', 'a.png', 'b.png', 'a.png', '--gap', '5'], '--gap', 'exactly 2', '1 given'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--gap', '0'], '--gap', '1 to 25'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--gap', '26'], '--gap', '1 to 25'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--gap', '2.5'], '--gap', 'Whole seconds'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--gap', 'long:waves'], '--gap', 'Whole seconds'],
  [
    ['add', 'film', 'frames', 'a.png', 'b.png', 'a.png', '--gap', '13', '--gap', '13'],
    '--gap',
    '26 s',
    '25 s',
  ],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--gap', `5:${long(2501)}`], '--gap', '2,501', '2,500'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--duration', '5'], '--duration', 'frames'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--aspect', '1:1'], '--aspect', 'frames'],
  [['add', 'film', 'frames', 'a.png', 'b.png', '--model', '2.1'], '--model', 'frames'],
  [['add', 'film', 'elements', '--prompt', 'p'], '<image[=role]>', '1 to 5', '0 given'],
  [
    ['add', 'film', 'elements', ...'abcdef'.split('').map(() => 'a.png'), '--prompt', 'p'],
    '1 to 5',
    '6 given',
  ],
  [['add', 'film', 'elements', 'a.png=hero', '--prompt', 'p'], 'hero', 'character, prop, wardrobe, setting'],
  [['add', 'film', 'elements', 'a.png'], '--prompt', 'elements'],
  [
    ['add', 'film', 'elements', 'a.png', '--prompt', 'p', '--ingredients', 'loose'],
    '--ingredients',
    'precise, creative',
  ],
  [['add', 'film', 'elements', 'a.png', '--prompt', 'p', '--gap', '5'], '--gap', 'elements'],
  [['add', 'film', 'image', '--prompt', 'p'], '<image>', 'exactly one', '0 given'],
  [['add', 'film', 'image', 'a.png', 'b.png', '--prompt', 'p'], '<image>', 'exactly one', '2 given'],
  [['add', 'film', 'image', 'a.png'], '--prompt', 'image'],
  [['add', 'film', 'image', 'a.png', '--prompt', 'p', '--model', '3'], '--model', '2.2, 2.1, turbo'],
  [['add', 'film', 'image', 'a.png', '--prompt', 'p', '--duration', '7'], '--duration', '5 or 10'],
  [['add', 'film', 'image', 'a.png', '--prompt', 'p', '--ingredients', 'precise'], '--ingredients', 'image'],
  [['add', 'film', 'text'], '--prompt', 'text'],
  [['add', 'film', 'text', '--prompt', ' \n '], '--prompt', 'text'],
  [['add', 'film', 'text', 'a.png', '--prompt', 'p'], 'a.png', 'no images'],
  [['add', 'film', 'text', '--prompt', long(2501)], '--prompt', '2,501', '2,500'],
  [['add', 'film', 'text', '--prompt', 'p', '--negative', long(2501)], '--negative', '2,501', '2,500'],
  [['add', 'film', 'text', '--prompt', 'p', '--notes', long(20_001)], '--notes', '20,001', '20,000'],
  [['add', 'film', 'text', '--prompt', 'p', '--seed', '-1'], '--seed', '4294967295'],
  [['add', 'film', 'text', '--prompt', 'p', '--seed', '4294967296'], '--seed', '4294967295'],
  [['add', 'film', 'text', '--prompt', 'p', '--seed', long(9999)], '--seed', '4294967295'],
  [['add', 'film', 'text', '--prompt', 'p', '--resolution', '4k'], '--resolution', '720p, 1080p'],
  [['add', 'film', 'text', '--prompt', 'p', '--fit', 'stretch'], '--fit', 'cover, contain'],
  [['add', 'film', 'text', '--prompt', 'p', '--sed', '1'], "'--sed'", '--seed'],
  [['add', 'film', 'text', '--prompt'], '--prompt', 'missing'],
  [['list'], "'folder'", 'required'],
  [['estimate', 'film', '--shot', '20'], '--shot 20', 'It has 10'],
  [['estimate', 'film', '--quality', 'best'], '--quality', 'draft, final'],
  [['render', 'film', '--shot', '20'], '--shot 20', 'It has 10'],
  [['render', 'film', '--engine', 'sora'], '--engine', 'fal, rehearsal'],
  [['render', 'film', '--takes', '0'], '--takes', '1 to 20'],
  [['render', 'film', '--takes', '21'], '--takes', '1 to 20'],
  [['render', 'film', '--budget', 'five'], '--budget', '2.50'],
  [['render', 'bare'], 'no shots', 'boardwright add'],
  [['jobs', 'film', '--every'], "'--every'"],
  [['cancel'], "'job'", 'required'],
  [['cancel', 'ten'], '<job> ten', 'boardwright jobs --all'],
  [['cancel', 'job_0123456789ab'], '<job> job_0123456789ab', 'boardwright jobs --all'],
  [['settle', 'job_0123456789ab'], '--adopt', '--send-again', '--give-up'],
  [['settle', 'job_0123456789ab', '--adopt', 'a', '--give-up'], 'exactly one'],
  [['settle', 'job_0123456789ab', '--adopt', 'a/../b'], '--adopt a/../b'],
  [['settle', 'job_0123456789ab', '--give-up'], '<job> job_0123456789ab'],
]

/** A user's place with the board, pictures good and bad, and other things that can be named by mistake. */
const furnish = async (): Promise<Place> => {
  const place = await makePlace()
  const { path, must } = place
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#486' } }).png()
  await fs.writeFile(path('a.png'), await picture.toBuffer())
  await fs.writeFile(path('b.png'), await picture.negate().toBuffer())
  await fs.writeFile(path('cut.png'), (await picture.toBuffer()).subarray(0, 200))
  await fs.writeFile(path('empty.jpg'), '')
  await fs.writeFile(path('notes.txt'), 'notes')
  await fs.mkdir(path('full'))
  await fs.writeFile(path('full/notes.txt'), 'notes')
  await must('new', 'bare')
  await must('new', 'film')
  await must('add', 'film', 'text', '--prompt', 'rain')
  return place
}

test('a wrong command line is refused in words that name what is wrong, and writes nothing', async () => {
  const [forPeople, forPrograms] = await Promise.all([furnish(), furnish()])
  const before = await Promise.all([forPeople, forPrograms].map((place) => withoutHome(place)))
  for (const [args, ...named] of wrongLines) {
    const line = args.join(' ').slice(0, 80)
    const [said, told] = await Promise.all([forPeople.run(...args), forPrograms.run(...args, '--json')])

    expect.soft(said.code, line).toBe(2)
    expect.soft(said.stdout, line).toBe('')
    for (const words of named) expect.soft(said.stderr, line).toContain(words)
    expect.soft(said.stderr.length, line).toBeLessThan(500)

    expect.soft(told.code, line).toBe(2)
    const error = eventsOf(told).find(({ event }) => event === 'error')
    expect.soft(said.stderr, line).toContain(error?.['message'])
    expect
      .soft(summaryOf(told), line)
      .toMatchObject({ succeeded: 0, failed: 0, uncertain: 0, spentUsd: 0, clips: [] })
    expect.soft(summaryOf(told)['error'], line).toBe(error?.['code'])
  }
  const after = await Promise.all([forPeople, forPrograms].map((place) => withoutHome(place)))
  expect(after).toEqual(before)
})

const withoutHome = async ({ folder, start }: Place) =>
  Object.fromEntries(Object.entries(await listingOf(folder)).filter(([path]) => !path.startsWith(start.home)))
