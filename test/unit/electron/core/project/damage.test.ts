import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  openProject,
  type Project,
  type ProjectPorts,
} from '../../../../../electron/core/project/open-project.ts'
import { openBytes } from '../../../../../electron/core/project/read-project.ts'
import type { OpenOptions } from '../../../../../electron/core/project/open-project.ts'
import { documentVersion } from '../../../../../shared/domain/document.ts'
import { createSerialiser, serialiseDocument } from '../../../../../shared/domain/opening.ts'
import { startBoard } from '../../../../kit/boards.ts'
import { largeBoard } from '../../../../kit/large-board.ts'
import { silentLog } from '../../../../kit/system.ts'

const nameOf = (folder: string) => join(folder, 'boardwright.json')

/** A closed project, saved as "First" and then as "Second". */
const savedTwice = async () => {
  const { folder, project, ports } = await startBoard()
  for (const title of ['First', 'Second']) {
    project.perform({ type: 'project.edit', title })
    await project.saved()
  }
  await project.close()
  return { folder, ports, id: project.document.id, bytes: await fs.readFile(nameOf(folder)) }
}

const opening = async (folder: string, ports: ProjectPorts, options?: OpenOptions): Promise<Project> => {
  const opened = await openProject(folder, ports, options)
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`)
  return opened.value
}

const keptIn = async (folder: string) =>
  (await fs.readdir(folder)).filter((name) => name.startsWith('boardwright.damaged-'))

const parsed = (bytes: Buffer) => JSON.parse(bytes.toString()) as Record<string, unknown>
/** A file call that a full disk refuses. */
const refuse = async () => {
  throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
}

const withVersion = (bytes: Buffer, version: number) => JSON.stringify({ ...parsed(bytes), version })

const sorted = (records: object) =>
  Object.fromEntries(Object.entries(records).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const deep = `{"format":"boardwright","version":1,"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`

describe('a damaged document', () => {
  const damages: [string, (whole: Buffer) => string | Buffer][] = [
    ['of 0 bytes', () => ''],
    ['of zeros alone', (whole) => Buffer.alloc(whole.length)],
    ['cut short', (whole) => whole.subarray(0, whole.length / 2)],
    ['in another encoding', (whole) => Buffer.from(`\ufeff${whole.toString()}`, 'utf16le')],
    ['with a byte that is no UTF-8', (whole) => Buffer.from(whole).fill(0xff, 20, 21)],
    ['with a title that is a number', (whole) => JSON.stringify({ ...parsed(whole), title: 5 })],
    ['with shots in a list', (whole) => JSON.stringify({ ...parsed(whole), shots: [] })],
    ['without a version', (whole) => JSON.stringify({ ...parsed(whole), version: undefined })],
    ['nested 100,000 deep', () => deep],
    ['that is a list', () => '[]'],
    ['of another program', () => '{"format":"something-else","version":1}'],
    [
      'with a scene in it twice',
      (whole) => whole.toString().replace(/( {4}("scn_\w+": )\{)/, '$1},\n    $2{'),
    ],
  ]
  it.each(damages)('%s is kept aside, and the newest good state opens', async (_, damage) => {
    const { folder, ports, bytes } = await savedTwice()
    const damaged = Buffer.from(damage(bytes))
    await fs.writeFile(nameOf(folder), damaged)
    const project = await opening(folder, ports)
    expect(project.document.title).toBe('First')
    expect(project.report).toMatchObject({ repairs: [], recoveredFrom: { why: expect.any(String) } })
    const kept = await keptIn(folder)
    expect(kept).toEqual([project.report.keptAside])
    expect((await fs.readFile(join(folder, kept[0] ?? ''))).equals(damaged)).toBe(true)
    expect(project.saveState).toBe('saved')
    await project.close()

    const again = await opening(folder, ports)
    expect([again.document.title, again.report]).toEqual(['First', { repairs: [] }])
    expect(await keptIn(folder)).toEqual(kept)
    await again.close()
  })

  it('opens from the ladder where the backup is gone or damaged as well', async () => {
    for (const spoil of [fs.rm, (path: string) => fs.writeFile(path, '{"format":')]) {
      const { folder, ports } = await savedTwice()
      await fs.writeFile(nameOf(folder), '')
      await spoil(join(folder, 'boardwright.backup.json'))
      const project = await opening(folder, ports)
      expect(project.document.title).toBe('First')
      expect(project.report.recoveredFrom).toMatchObject({ source: 'ladder' })
      await project.close()
    }
  })

  it('opens from the ladder after the project was moved, by the id in it', async () => {
    const { folder, ports, bytes } = await savedTwice()
    const moved = `${folder}-moved`
    await fs.rename(folder, moved)
    await fs.rm(join(moved, 'boardwright.backup.json'))
    await fs.writeFile(nameOf(moved), bytes.subarray(0, bytes.length - 20))
    const project = await opening(moved, ports)
    expect(project.document.title).toBe('First')
    await project.close()
  })

  it('that is missing opens from the newest good state', async () => {
    const { folder, ports } = await savedTwice()
    await fs.rm(nameOf(folder))
    const project = await opening(folder, ports)
    expect(project.document.title).toBe('First')
    expect(project.report.keptAside).toBeUndefined()
    expect(await fs.readFile(nameOf(folder), 'utf8')).toContain('First')
    await project.close()
  })

  it('stays untouched where no good state is left, and the failure names it', async () => {
    const { folder, ports } = await savedTwice()
    await fs.rm(join(folder, 'boardwright.backup.json'))
    await fs.rm(ports.home, { recursive: true })
    await fs.writeFile(nameOf(folder), '{"format":')
    for (let time = 0; time < 2; time++) {
      expect(await openProject(folder, ports)).toMatchObject({
        error: {
          code: 'project/damaged',
          message: expect.stringContaining('boardwright.json'),
          detail: expect.any(String),
        },
      })
    }
    expect(await fs.readFile(nameOf(folder), 'utf8')).toBe('{"format":')
    expect(await keptIn(folder)).toEqual([])
  })

  it('is never overwritten where it cannot be kept aside', async () => {
    const { folder, ports } = await savedTwice()
    await fs.writeFile(nameOf(folder), 'damaged')
    const project = await opening(folder, { ...ports, files: { ...fs, link: refuse, copyFile: refuse } })
    expect(project.document.title).toBe('First')
    expect(project.access).toMatchObject({
      kind: 'read-only',
      words: expect.stringContaining('disk is full'),
    })
    await project.close()
    expect(await fs.readFile(nameOf(folder), 'utf8')).toBe('damaged')
  })

  it('cut at any byte is never taken for a whole one', async () => {
    const { bytes } = await savedTwice()
    for (let length = 0; length < bytes.length - 1; length++)
      expect(openBytes(bytes.subarray(0, length)).kind, `${length} of ${bytes.length} bytes`).toBe('damaged')
  })

  it('opens something good whichever bits are flipped', { timeout: 60_000 }, async () => {
    const { folder, ports, bytes } = await savedTwice()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: bytes.length * 8 - 1 }), { minLength: 1, maxLength: 4 }),
        async (bits) => {
          const flipped = Buffer.from(bytes)
          for (const bit of bits) flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          await fs.writeFile(nameOf(folder), flipped)
          const opened = await openProject(folder, ports)
          // A flipped version number may make it a newer one, which is not this program's to judge.
          const outcome = opened.ok
            ? openBytes(Buffer.from(serialiseDocument(opened.value.document))).kind
            : opened.error.code
          expect(['opened', 'project/too-new']).toContain(outcome)
          if (opened.ok) await opened.value.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('with members called __proto__ changes nothing but itself', async () => {
    const { folder, ports, bytes } = await savedTwice()
    const text = bytes
      .toString()
      .replace('"sceneIds": [', '"__proto__": {"polluted": true}, "sceneIds": ["__proto__", "constructor", ')
      .replace('"shots": {}', '"shots": {"__proto__": {"polluted": true}}')
    await fs.writeFile(nameOf(folder), text)
    const project = await opening(folder, ports)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(project.document.sceneIds).toHaveLength(1)
    expect(Object.keys(project.document.shots)).toEqual([])
    await project.close()
  })
})

describe('a document that is not as this program would write it', () => {
  it('opens with a byte order mark', async () => {
    const { folder, ports, bytes } = await savedTwice()
    await fs.writeFile(nameOf(folder), `\ufeff${bytes.toString()}`)
    const project = await opening(folder, ports)
    expect([project.document.title, project.report]).toEqual(['Second', { repairs: [] }])
    await project.close()
  })

  it('is put right where nothing is lost by it, and the report says so', async () => {
    const { folder, ports, bytes } = await savedTwice()
    const document = parsed(bytes)
    const [sceneId] = document['sceneIds'] as string[]
    await fs.writeFile(
      nameOf(folder),
      JSON.stringify({ ...document, sceneIds: [sceneId, sceneId, 'scn_zzzzzzzzzzzz'] }),
    )
    const project = await opening(folder, ports)
    expect(project.document.sceneIds).toEqual([sceneId])
    expect(project.report.repairs).toEqual(['The order of the scenes was put right.'])
    await project.close()
  })
})

describe('a document of another version', () => {
  it('opens read-only where it is newer, and is not touched', async () => {
    const { folder, ports, bytes } = await savedTwice()
    const newer = withVersion(bytes, documentVersion + 1)
    await fs.writeFile(nameOf(folder), newer)
    const project = await opening(folder, ports)
    expect(project.access).toMatchObject({ kind: 'read-only', why: 'too-new' })
    expect(project.document.title).toBe('Second')
    expect(project.perform({ type: 'project.edit', title: 'No' })).toMatchObject({
      error: { code: 'project/read-only' },
    })
    await project.close()
    expect(await fs.readFile(nameOf(folder), 'utf8')).toBe(newer)
    expect(await fs.readdir(join(folder, '.boardwright'))).toEqual([])
  })

  it('is refused where it is newer and cannot be read at all', async () => {
    const { folder, ports } = await savedTwice()
    await fs.writeFile(nameOf(folder), '{"format":"boardwright","version":9,"boards":{}}')
    expect(await openProject(folder, ports)).toMatchObject({
      error: { code: 'project/too-new', message: expect.stringContaining('Update Boardwright') },
    })
  })

  // Versions to come stand in for older ones, so that their steps may be anything.
  const [from, between, to] = [documentVersion, documentVersion + 1, documentVersion + 2] as const
  const steps: OpenOptions = {
    currentVersion: to,
    migrations: {
      [from]: (document) => ({ ...document, title: `${String(document['title'])}, migrated` }),
      [between]: (document) => ({ ...document, title: `${String(document['title'])} twice` }),
    },
  }

  it('of the first shape there was opens with all that it had, and is kept as it was', async () => {
    const { folder, ports } = await savedTwice()
    const first = await fs.readFile(new URL('../../../shared/domain/version-1.json', import.meta.url))
    await fs.writeFile(nameOf(folder), first)
    const project = await opening(folder, ports)
    expect(project.report).toEqual({ repairs: [], migratedFrom: 1 })
    expect(Object.keys(project.document.takes)).toHaveLength(4)
    project.perform({ type: 'template.edit', style: 'muted blues' })
    expect((await project.saved()).ok).toBe(true)
    expect((await fs.readFile(join(folder, 'boardwright.v1.json'))).equals(first)).toBe(true)
    await project.close()
    const again = await opening(folder, ports)
    expect(again.report).toEqual({ repairs: [] })
    expect(again.document).toEqual(project.document)
    await again.close()
  })

  it('is migrated in memory, and kept under its version before it is saved', async () => {
    const { folder, ports, bytes } = await savedTwice()
    await fs.rm(join(ports.home, 'validated'), { recursive: true })
    const project = await opening(folder, ports, steps)
    expect(project.document.title).toBe('Second, migrated twice')
    expect(project.report).toEqual({ repairs: [], migratedFrom: from })
    expect((await fs.readFile(nameOf(folder))).equals(bytes)).toBe(true)
    project.perform({ type: 'project.edit', title: 'Edited' })
    expect((await project.saved()).ok).toBe(true)
    expect((await fs.readFile(join(folder, `boardwright.v${from}.json`))).equals(bytes)).toBe(true)
    await project.close()
  })

  it('stays as it was where a migration fails half-way', async () => {
    const { folder, ports, bytes } = await savedTwice()
    await fs.rm(ports.home, { recursive: true })
    const failing: OpenOptions = {
      ...steps,
      migrations: {
        ...steps.migrations,
        [between]: (document) => {
          delete document['scenes']
          throw new TypeError('no such member')
        },
      },
    }
    const opened = await openProject(folder, ports, failing)
    expect(opened).toMatchObject({
      error: { code: 'project/damaged', detail: expect.stringContaining(`from version ${between} to ${to}`) },
    })
    expect((await fs.readFile(nameOf(folder))).equals(bytes)).toBe(true)
  })
})

describe('a document whose bytes are known', () => {
  it('is not checked again, and one that differs in a byte is', async () => {
    const { folder, ports, bytes } = await savedTwice()
    const opened = await opening(folder, ports)
    expect(opened.document.title).toBe('Second')
    await opened.close()
    await fs.writeFile(nameOf(folder), bytes.toString().replace('16:9', '16:8'))
    const damaged = await opening(folder, ports)
    expect(damaged.report.recoveredFrom?.why).toContain('aspect')
    await damaged.close()
  })

  it('is known by the program’s own folder alone', async () => {
    const { folder, ports } = await savedTwice()
    const warnings: string[] = []
    const log = { ...silentLog, warn: (event: string) => void warnings.push(event) }
    await fs.rm(join(ports.home, 'validated'), { recursive: true })
    await fs.writeFile(join(ports.home, 'validated'), 'in the way')
    const project = await opening(folder, { ...ports, log })
    expect(project.document.title).toBe('Second')
    expect(warnings).toEqual(['project.notRemembered'])
    await project.close()
  })

  it('of 400 shots opens the same whether known or not', async () => {
    const { folder, project, ports } = await startBoard()
    await project.close()
    const board = largeBoard(400)
    await fs.writeFile(nameOf(folder), serialiseDocument(board))
    const checked = await opening(folder, ports)
    const first = checked.document
    await checked.close()
    const known = await opening(folder, ports)
    expect(known.document).toEqual(first)
    expect(first).toEqual(board)
    await known.close()
  })
})

describe('the text of a document', () => {
  it('is that of its members in order, however often and in whatever pieces it was made', () => {
    const board = largeBoard(120)
    const pieces = createSerialiser((text) => Buffer.from(text))
    const text = Buffer.concat(pieces(board)).toString()
    const { scenes, shots, assets, takes, takeMarks, ...head } = board
    const whole = {
      ...head,
      scenes: sorted(scenes),
      shots: sorted(shots),
      assets: sorted(assets),
      takes: sorted(takes),
      takeMarks: sorted(takeMarks),
    }
    expect(text).toBe(`${JSON.stringify(whole, null, 2)}\n`)
    expect(serialiseDocument(board)).toBe(text)
    const [shot] = Object.values(board.shots)
    if (!shot) throw new Error('the board has shots')
    const edited = {
      ...board,
      title: 'Other',
      shots: { ...board.shots, [shot.id]: { ...shot, title: 'Edited\n  "line"' } },
    }
    expect(Buffer.concat(pieces(edited)).toString()).toBe(serialiseDocument(edited))
  })
})

describe('a document made to do harm', () => {
  it('cannot keep the program busy with labels that all are the same', () => {
    const board = largeBoard(3000)
    const shots = Object.fromEntries(
      Object.entries(board.shots).map(([id, shot]) => [id, { ...shot, label: '9999999999999999' }]),
    )
    const began = performance.now()
    const opened = openBytes(Buffer.from(serialiseDocument({ ...board, shots })))
    expect(performance.now() - began).toBeLessThan(2000)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const labels = Object.values(opened.document.shots).map((shot) => shot.label)
    expect(new Set(labels).size).toBe(3000)
    expect(openBytes(Buffer.from(serialiseDocument(opened.document)))).toMatchObject({
      kind: 'opened',
      repairs: [],
    })
  })
})
