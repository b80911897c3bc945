import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { assetsOf, shotsInOrder } from '../../../../../shared/domain/board.ts'
import { startStudio, type StudioSetting } from '../../../../kit/studio.ts'
import { must } from '../../../../kit/text-board.ts'

const projectsFolder = ({ userFolder }: StudioSetting) => join(userFolder, 'Boardwright')

/** A studio whose sample board is on the disk, and not open. */
const withSample = async () => {
  const setting = await startStudio()
  const { lastProject } = must(await setting.ask('app.state', {}))
  return { ...setting, sample: lastProject ?? '' }
}

/** A file in a window's hands. */
const handOver = async ({ studio }: StudioSetting, name: string, bytes: Uint8Array) => {
  const { token, path } = await studio.handedFiles.place(name)
  await fs.writeFile(path, bytes)
  return token
}

const picture = (colour: string) =>
  sharp({ create: { width: 640, height: 360, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

const board = (path: string) => fs.readFile(join(path, 'boardwright.json'), 'utf8')
const media = (path: string) => fs.readdir(join(path, 'media'))

const open = async ({ ask }: StudioSetting, folder: string) => must(await ask('project.open', { folder }))

describe('a project from images', () => {
  test('has a shot for each, in the order of their names, and says of each what became of it', async () => {
    const setting = await startStudio()
    const folder = join(setting.userFolder, 'stills')
    await fs.mkdir(folder)
    await fs.writeFile(join(folder, 'still 10.jpg'), await picture('#204060'))
    await fs.writeFile(join(folder, 'still 9.jpg'), await picture('#602040'))
    await fs.writeFile(join(folder, 'still 8.jpg'), 'not a picture')
    await fs.writeFile(join(folder, 'notes.txt'), 'no image')
    const from = { kind: 'folder-of-images' as const, folder }
    const made = must(
      await setting.ask('project.create', { folder: null, title: 'Stills', aspect: '16:9', from }),
    )
    const shots = shotsInOrder(made.document)
    const named = shots.map(({ image }) => image.picture && made.document.assets[image.picture.assetId]?.name)
    expect(named).toEqual(['still 9.jpg', 'still 10.jpg'])
    expect(shots.map(({ label, mode }) => [label, mode])).toEqual([
      ['10', 'image'],
      ['20', 'image'],
    ])
    const told = setting.heard.flatMap(({ name, payload }) => (name === 'image.progressed' ? [payload] : []))
    expect(told.map(({ projectId, done, of }) => [projectId, done, of])).toEqual([
      [made.projectId, 1, 3],
      [made.projectId, 2, 3],
      [made.projectId, 3, 3],
    ])
    const refused = told.filter(({ latest }) => latest.outcome.kind === 'refused')
    expect(refused.map(({ latest }) => latest.name)).toEqual(['still 8.jpg'])
  })

  test('leaves nothing behind where none of them can be used', async () => {
    const setting = await startStudio()
    const files = [await handOver(setting, 'a.jpg', Buffer.from('not a picture'))]
    const refused = await setting.ask('project.create', {
      folder: null,
      title: 'Stills',
      aspect: '16:9',
      from: { kind: 'images', files },
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
    expect(await fs.readdir(projectsFolder(setting))).toEqual(['The Last Keeper'])
  })
})

describe('an archive', () => {
  test('gives the same board and the same images back', async () => {
    const setting = await withSample()
    const { file } = must(await setting.ask('project.archive', { folder: setting.sample, into: null }))
    const token = await handOver(setting, 'The Last Keeper.zip', await fs.readFile(file))
    const { folder } = must(await setting.ask('project.restore', { file: token, folder: null }))
    expect(folder).not.toBe(setting.sample)
    expect(await board(folder)).toBe(await board(setting.sample))
    expect(await media(folder)).toEqual(await media(setting.sample))
  })

  test('tells how far it is, to the end, and can be shown in its folder', async () => {
    const setting = await withSample()
    const { file } = must(await setting.ask('project.archive', { folder: setting.sample, into: null }))
    const parts = setting.heard.flatMap(({ name, payload }) =>
      name === 'project.archiveProgressed' && payload.folder === setting.sample ? [payload.part] : [],
    )
    expect(parts.length).toBeGreaterThan(10)
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect(parts.at(-1)).toBeGreaterThan(0.95)
    must(await setting.ask('folder.reveal', { path: file }))
    expect(setting.frontDoor.revealed).toEqual([file])
    expect(await setting.ask('folder.reveal', { path: '/etc/passwd' })).toMatchObject({
      error: { code: 'input/invalid' },
    })
  })

  test('that is cancelled leaves nothing behind', async () => {
    const setting = await withSample()
    const { ask, sample, studio } = setting
    await fs.mkdir(join(sample, 'exports'), { recursive: true })
    await fs.writeFile(join(sample, 'exports', 'long.mov'), Buffer.alloc(30_000_000))
    const leave = studio.join('window-2', (name) => {
      if (name === 'project.archiveProgressed') void ask('project.cancelArchive', { folder: sample })
    })
    const archived = await ask('project.archive', { folder: sample, into: null })
    leave()
    expect(archived).toMatchObject({ ok: false, error: { code: 'project/refused' } })
    expect(await fs.readdir(projectsFolder(setting))).toEqual(['The Last Keeper'])
  })

  test.each([
    ['bytes that are no zip', (bytes: Buffer) => Buffer.from(bytes.subarray(100))],
    ['half of it', (bytes: Buffer) => Buffer.from(bytes.subarray(0, bytes.length / 2))],
    [
      'a flipped bit in a picture',
      (bytes: Buffer) => {
        const flipped = Buffer.from(bytes)
        const at = Math.floor(flipped.length / 2)
        flipped[at] = (flipped[at] ?? 0) ^ 1
        return flipped
      },
    ],
  ])('that is %s is refused, and leaves nothing behind', async (_, damage) => {
    const setting = await withSample()
    const { file } = must(await setting.ask('project.archive', { folder: setting.sample, into: null }))
    const token = await handOver(setting, 'board.zip', damage(await fs.readFile(file)))
    await fs.rm(file)
    const refused = await setting.ask('project.restore', { file: token, folder: null })
    expect(refused).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
    expect(await fs.readdir(projectsFolder(setting))).toEqual(['The Last Keeper'])
  })
})

/** Two shots of the sample, which was left, and another project that is open. */
const twoProjects = async () => {
  const setting = await withSample()
  const source = await open(setting, setting.sample)
  const shotIds = shotsInOrder(source.document)
    .slice(0, 2)
    .map(({ id }) => id)
  const from = { projectId: source.projectId, folder: source.folder }
  must(await setting.ask('project.close', { projectId: source.projectId }))
  const target = must(
    await setting.ask('project.create', {
      folder: null,
      title: 'Other',
      aspect: '16:9',
      from: { kind: 'empty' },
    }),
  )
  return {
    setting,
    source,
    from,
    shotIds,
    target,
    place: { sceneId: target.document.sceneIds[0]!, index: 0 },
  }
}

describe('shots that were copied', () => {
  test('are pasted into another project, with their images, also when theirs was left', async () => {
    const { setting, source, from, shotIds, target, place } = await twoProjects()
    const { projectId } = target
    const pasted = must(await setting.ask('shot.paste', { from, projectId, shotIds, ...place }))
    const { document, folder } = await open(setting, target.folder)
    const shots = shotsInOrder(document)
    expect(shots.map(({ id }) => id)).toEqual(pasted.shotIds)
    const titleOf = (id: string) => source.document.shots[id as (typeof shotIds)[number]]?.title
    expect(shots.map(({ title }) => title)).toEqual(shotIds.map(titleOf))
    const used = [...new Set(shots.flatMap(assetsOf))]
    expect(used.length).toBeGreaterThan(0)
    const files = await media(folder)
    for (const id of used) expect(files.some((file) => file.startsWith(id))).toBe(true)
  })

  test('are refused where another project is in that folder by now', async () => {
    const { setting, from, shotIds, target, place } = await twoProjects()
    const { projectId } = target
    const elsewhere = { ...from, folder: target.folder }
    const refused = await setting.ask('shot.paste', { from: elsewhere, projectId, shotIds, ...place })
    expect(refused).toMatchObject({ ok: false, error: { code: 'input/not-found' } })
  })
})

describe('a project that is not open', () => {
  test('is copied as one of its own, renamed and moved, and the list follows', async () => {
    const setting = await withSample()
    const { ask, sample } = setting
    const copy = must(
      await ask('project.duplicate', { folder: sample, title: 'Second watch', withTakes: false }),
    )
    const [original, copied] = [await open(setting, sample), await open(setting, copy.folder)]
    expect(copied.projectId).not.toBe(original.projectId)
    for (const { projectId } of [original, copied]) must(await ask('project.close', { projectId }))

    must(await ask('project.rename', { folder: copy.folder, title: 'Third watch' }))
    const elsewhere = join(setting.userFolder, 'Elsewhere')
    await fs.mkdir(elsewhere)
    const moved = must(await ask('project.move', { folder: copy.folder, into: elsewhere }))
    expect(moved.folder).toBe(join(elsewhere, 'Second watch'))
    const { projects } = must(await ask('project.list', {}))
    expect(projects.map(({ title, folder }) => [title, folder])).toEqual(
      expect.arrayContaining([
        ['The Last Keeper', sample],
        ['Third watch', moved.folder],
      ]),
    )
  })

  test('is not moved while it is open', async () => {
    const setting = await withSample()
    await open(setting, setting.sample)
    const refused = await setting.ask('project.move', { folder: setting.sample, into: setting.userFolder })
    expect(refused).toMatchObject({ ok: false, error: { code: 'project/locked' } })
  })
})

describe('the places that a window may name', () => {
  test.each(['/etc', '/', 'relative', '/etc/../etc/passwd'])('leave out %s', async (folder) => {
    const { ask } = await startStudio()
    expect(await ask('folder.list', { folder })).toMatchObject({
      ok: false,
      error: { code: 'input/invalid' },
    })
    expect(await ask('project.open', { folder })).toMatchObject({
      ok: false,
      error: { code: 'input/invalid' },
    })
  })

  test('leave out what a link in the user’s folder leads to', async () => {
    const { ask, userFolder } = await startStudio()
    await fs.symlink('/etc', join(userFolder, 'link'))
    const listed = await ask('folder.list', { folder: join(userFolder, 'link') })
    expect(listed).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
  })

  test('are folders by name, and a new one among them', async () => {
    const { ask, userFolder } = await startStudio()
    const made = must(await ask('folder.make', { parent: userFolder, name: 'Films' }))
    const { folders, parent } = must(await ask('folder.list', { folder: null }))
    expect(folders.map(({ folder }) => folder)).toContain(made.folder)
    expect(parent).toBeNull()
    expect(await ask('folder.make', { parent: userFolder, name: '../Films' })).toMatchObject({ ok: false })
  })
})

test('images that come in at once, hand in hand, all stay', async () => {
  const setting = await withSample()
  const { projectId } = await open(setting, setting.sample)
  const colours = Array.from({ length: 30 }, (_, at) => `#${(at * 8).toString(16).padStart(2, '0')}4060`)
  const files = []
  for (const colour of colours) files.push(await handOver(setting, `${colour}.jpg`, await picture(colour)))
  const { images } = must(await setting.ask('image.import', { projectId, files, importId: 'one' }))
  expect(images.map(({ outcome }) => outcome.kind)).toEqual(colours.map(() => 'added'))
  must(await setting.ask('board.undo', { projectId }))
  const { document } = await open(setting, setting.sample)
  expect(Object.values(document.assets).filter(({ name }) => name.startsWith('#'))).toEqual([])
})

describe('the next start', () => {
  test('begins with the project that was opened last, also where it took the place of another', async () => {
    const setting = await startStudio()
    const { lastProject } = must(await setting.ask('app.state', {}))
    const first = await open(setting, lastProject ?? '')
    const second = must(
      await setting.ask('project.create', {
        folder: null,
        title: 'Another',
        aspect: '16:9',
        from: { kind: 'empty' },
      }),
    )
    must(await setting.ask('project.close', { projectId: first.projectId }))
    expect(must(await setting.ask('app.state', {})).lastProject).toBe(second.folder)
    must(await setting.ask('project.close', { projectId: second.projectId }))
    expect(must(await setting.ask('app.state', {})).lastProject).toBeNull()
  })
})
