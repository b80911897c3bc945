import stringWidth from 'string-width'
import { expect, onTestFinished, test } from 'vitest'
import { standInKey, startStandIn, type StandIn, type StandInOptions } from '../stand-in/server.ts'
import { makePlace, type Place } from './kit/place.ts'
import { screenAfter, startOnTerminal } from './kit/terminal.ts'

const size = { columns: 80, rows: 24 }

const studio = async (options: StandInOptions = {}): Promise<Place & { readonly standIn: StandIn }> => {
  const standIn = await startStandIn(options)
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  await place.must('new', 'film')
  await place.must('add', 'film', 'text', '--prompt', 'rain', '--title', '雨の夜、灯台にて')
  return { ...place, standIn }
}

/** Renders at a terminal and, once the question is there, types. */
const answer = async ({ start }: Place, typed: string) => {
  const rendering = startOnTerminal(['render', 'film'], size, start)
  await expect.poll(rendering.output, { timeout: 20_000 }).toContain('Render 1 take for $0.20? [y/N]')
  rendering.type(typed)
  const { code } = await rendering.ended
  return { code, screen: screenAfter(rendering.output(), size) }
}

test('at a terminal the price is shown and asked about, and yes renders', async () => {
  const place = await studio()
  const { code, screen } = await answer(place, 'y\r')
  expect(code).toBe(0)
  expect(screen[1]).toBe('10 · 雨の夜、灯台にて  $0.20  Text to video 2.2 · 720p · 5 s')
  expect(screen.filter((line) => line.startsWith('10 · '))).toEqual([
    screen[1],
    '10 · 雨の夜、灯台にて         take 1   succeeded    010_雨の夜-灯台にて_take01…',
  ])
  expect(screen).toContain('1 take made, $0.20 spent.')
  expect(place.standIn.journal.accepted()).toHaveLength(1)
})

test.each([
  ['no', 'n\r', 5],
  ['just the return key', '\r', 5],
  ['the end of input', '\u0004', 5],
  ['Ctrl-C', '\u0003', 130],
])('%s spends nothing', async (_, typed, expected) => {
  const place = await studio()
  const { code, screen } = await answer(place, typed)
  expect(code).toBe(expected)
  expect(screen).toContain('Rendering would cost $0.20; nothing was sent.')
  expect(place.standIn.journal.sent()).toEqual([])
  expect((await place.json('jobs', '--all')).summary).toMatchObject({ jobs: 0 })
})

test('the live table keeps one line for each job, within 80 columns, from the first moment to the last', async () => {
  const { must, start } = await makePlace()
  await must('new', 'film')
  const long = 'A title that is far too long for the table and has to be cut somewhere'
  await must('add', 'film', 'text', '--prompt', 'rain', '--title', long)
  await must('add', 'film', 'text', '--prompt', 'rain [fail]', '--title', '👩‍🚀🇨🇳 駅')
  const rendering = startOnTerminal(['render', 'film'], size, start)
  expect((await rendering.ended).code).toBe(1)

  const frames = rendering.output().split('\u001B[?2026l')
  expect(frames.length).toBeGreaterThan(5)
  for (const at of frames.slice(1).keys()) {
    const screen = screenAfter(frames.slice(0, at + 1).join(''), size)
    const rows = screen.filter((line) => line.includes(' take 1 '))
    expect(rows.map((line) => line.slice(0, 3))).toEqual(['10 ', '20 '])
    for (const line of rows) expect(stringWidth(line)).toBeLessThan(80)
  }
  expect(rendering.output()).toMatch(/running {6}[█░]{20} \d+ %/)
  const screen = screenAfter(rendering.output(), size)
  expect(screen).toContain('10 · A title that is far to…  take 1   succeeded    010_a-title-that-is-far-to…')
  expect(screen.find((line) => line.startsWith('20 · 👩‍🚀🇨🇳 駅'))).toContain('failed')
  expect(screen).toContain('2 of 2 done')
})

test('forty jobs fit on the screen, and Ctrl-C stops them in good order', async () => {
  const { must, json, start, standIn } = await studio({ durationMs: Infinity })
  await must('add', 'film', 'text', '--prompt', 'snow')
  const rendering = startOnTerminal(['render', 'film', '--takes', '20', '--yes'], size, start)
  await standIn.waitFor((journal) => journal.accepted().length === 40, 60_000)
  await expect.poll(rendering.output, { timeout: 20_000 }).toMatch(/place \d+ in the queue/)
  const table = screenAfter(rendering.output(), size)
  expect(table.filter((line) => line.includes('  take '))).toHaveLength(16)
  expect(table).toContain('0 of 40 done')

  rendering.type('\u0003')
  expect((await rendering.ended).code).toBe(130)
  const screen = screenAfter(rendering.output(), size)
  expect(screen).toContain('40 jobs are not done; “boardwright resume” goes on.')
  expect(screen.join('\n')).not.toContain('Error')
  expect((await json('jobs', 'film')).summary).toMatchObject({ jobs: 40, waiting: 40 })
  expect(standIn.journal.accepted()).toHaveLength(40)
})

test('in a pipe there is neither a table nor a flood, and --quiet leaves only the clips', async () => {
  const { run } = await studio()
  const piped = await run('render', 'film', '--yes', '--takes', '3')
  expect(piped.code).toBe(0)
  expect(piped.stdout.trim().split('\n')).toHaveLength(3)
  expect(piped.stdout + piped.stderr).not.toContain('\u001B')
  expect(piped.stderr.trim().split('\n').length).toBeLessThanOrEqual(3 * 2 + 2)
  const quiet = await run('render', 'film', '--yes', '--takes', '1', '--quiet')
  expect(quiet).toMatchObject({ code: 0, stderr: '' })
  expect(quiet.stdout).toMatch(/^\S+_take04\.mp4\n$/)
})
