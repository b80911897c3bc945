import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openProject } from '../../electron/core/project/open-project.ts'
import { foldName } from '../../electron/core/project/file-names.ts'
import { documentVersion } from '../../shared/domain/document.ts'
import { projectPorts } from '../kit/system.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { must } from '../kit/text-board.ts'
import { elementShot, startFaultBoard, statesOf, textShot, writePng } from './board.ts'
import type { FaultBoard } from './board.ts'
import { makeTemplate, startTerminal } from './terminal.ts'

const documentOf = ({ folder }: { readonly folder: string }) => join(folder, 'boardwright.json')

describe('the disk', () => {
  it('22 · where the ledger cannot be opened, nothing is sent and the program says so', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
    await fs.rm(join(terminal.home, 'ledger.db'), { force: true })
    await fs.mkdir(join(terminal.home, 'ledger.db'))
    const refused = await terminal.run(['render', terminal.folder, '--yes'])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('so nothing is sent')
    expect(terminal.standIn.journal.sent()).toEqual([])
    await fs.rmdir(join(terminal.home, 'ledger.db'))
    expect((await terminal.run(['render', terminal.folder, '--yes'])).code).toBe(0)
    expect(await terminal.breaches()).toEqual([])
  })

  it('22 · a disk that is full when the clip arrives is waited for, and the clip is fetched when there is space', async () => {
    let isFull = true
    const files = {
      ...fs,
      open: (...given: Parameters<typeof fs.open>) =>
        isFull && String(given[0]).endsWith('.part')
          ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
          : fs.open(...given),
    }
    const board = await startFaultBoard({ files })
    const rendering = board.render()
    await vi.waitFor(() => expect(board.failures.map(({ code }) => code)).toContain('disk/full'), 10_000)
    isFull = false
    expect(statesOf(await rendering)).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })
})

/** A rendered board whose document has been saved more than once, with nobody at work on it. */
const savedBoard = async () => {
  const board = await startFaultBoard()
  await board.render()
  const before = board.project().document
  must(board.project().perform({ type: 'project.edit', title: 'The keeper' }))
  must(await board.project().saved())
  const good = board.project().document
  await board.judge()
  return { board, good, before, bytes: await fs.readFile(documentOf(board)) }
}

/** Opens the project as a new start of the program does. */
const openAgain = async (board: FaultBoard) => {
  const project = must(await openProject(board.folder, projectPorts(board.home)))
  await project.close()
  return project
}

describe('the project file', () => {
  it('24 · whatever has damaged the document, the newest good state opens and the damaged one is kept aside', async () => {
    const { board, good, before, bytes } = await savedBoard()
    const text = bytes.toString('utf8')
    const [firstShot = ''] = Object.keys(good.shots)
    const damages: Record<string, Buffer | string> = {
      'no bytes': '',
      'wrong types': text.replace('"shots": {', '"shots": "none", "other": {'),
      'nested 100,000 deep': `${text.slice(0, -3)}, "deep": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'nested and never closed': '{"a":'.repeat(100_000),
      'an id twice': text.replace(`"${firstShot}": {`, `"${firstShot}": {}, "${firstShot}": {`),
      'another program’s file': '{"format": "something else"}',
      'bytes that are no text': Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    }
    for (let part = 1; part < 16; part++)
      damages[`cut at ${part}/16`] = bytes.subarray(0, Math.floor((bytes.length * part) / 16))
    for (const [what, damaged] of Object.entries(damages)) {
      await fs.writeFile(documentOf(board), damaged)
      const project = await openAgain(board)
      // The save itself was destroyed, so the newest good state may be the one before it; the paid take is in both.
      expect([good, before], `after ${what}`).toContainEqual(project.document)
      expect(project.access.kind, `after ${what}`).toBe('write')
      const { recoveredFrom, keptAside } = project.report
      // Nested within a member that nobody knows, it is valid, and the member is dropped.
      if (what === 'nested 100,000 deep' && !recoveredFrom) continue
      expect(recoveredFrom, `after ${what}`).toBeDefined()
      expect(
        (await fs.readFile(join(board.folder, keptAside ?? ''))).equals(Buffer.from(damaged)),
        `after ${what}`,
      ).toBe(true)
    }
    expect(board.standIn.journal.count('submit')).toBe(1)
  })

  it('24 · a byte order mark and a member called __proto__ do no harm', async () => {
    const { board, good, bytes } = await savedBoard()
    const poisoned = bytes
      .toString('utf8')
      .replace('{', '{"__proto__": {"format": "stolen", "polluted": true},')
    for (const text of [`\uFEFF${bytes.toString('utf8')}`, poisoned]) {
      await fs.writeFile(documentOf(board), text)
      expect((await openAgain(board)).document).toEqual(good)
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('24 · a flipped bit anywhere leaves a project that opens', async () => {
    const { board, good, bytes } = await savedBoard()
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 64)) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      await fs.writeFile(documentOf(board), flipped)
      const { document } = await openAgain(board)
      expect(Object.keys(document.shots), `bit in byte ${at}`).toHaveLength(Object.keys(good.shots).length)
      expect(Object.keys(document.takes), `bit in byte ${at}`).toHaveLength(Object.keys(good.takes).length)
    }
  })

  it('25 · a project of a newer version opens for reading: nothing is sent and no byte of it changes', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
    const text = await fs.readFile(documentOf(terminal), 'utf8')
    const newer = text.replace(`"version": ${documentVersion}`, `"version": ${documentVersion + 1}`)
    await fs.writeFile(documentOf(terminal), newer)
    expect((await terminal.run(['list', terminal.folder])).code).toBe(0)
    const refused = await terminal.run(['render', terminal.folder, '--yes'])
    expect(refused.code).toBe(6)
    expect(refused.stderr).toContain('Update Boardwright')
    expect(await fs.readFile(documentOf(terminal), 'utf8')).toBe(newer)
    expect(terminal.standIn.journal.sent()).toEqual([])
  })

  const strangers: Record<string, (document: string) => string> = {
    'an image outside the folder': (text) => text.replaceAll(/"[0-9a-f]{64}"(?=: \{)/g, '"../../../secret"'),
    'an endpoint of its own': (text) => text.replace('"model": "2.2"', '"model": "https://evilfal.run/x"'),
    'a clip outside the folder': (text) => text.replace('_take01.mp4"', '/../../../secret.mp4"'),
    'a UNC path': (text) => text.replaceAll(/"[0-9a-f]{64}"(?=: \{)/g, String.raw`"\\\\evil\\share\\secret"`),
    'a prompt of a megabyte': (text) => text.replace('"A lighthouse, Shot 1"', `"${'x'.repeat(1_000_000)}"`),
  }

  it.each(Object.keys(strangers))(
    '26 · a stranger’s project with %s is refused in words, and nothing is sent',
    async (name) => {
      const board = await startFaultBoard()
      must(
        await board
          .core()
          .addShot(board.project(), elementShot(await writePng(join(board.root, 'lamp.png')))),
      )
      await board.render()
      await board.judge()
      const text = await fs.readFile(documentOf(board), 'utf8')
      const hostile = strangers[name]?.(text) ?? text
      expect(hostile).not.toBe(text)
      // As it arrives on another computer: without the states that this one has kept.
      const place = join(await temporaryFolder(), 'board')
      await fs.cp(board.folder, place, { recursive: true })
      await fs.rm(join(place, 'boardwright.backup.json'), { force: true })
      await fs.writeFile(documentOf({ folder: place }), hostile)
      const opened = await openProject(place, projectPorts(join(await temporaryFolder(), 'home')))
      expect(opened).toMatchObject({ ok: false, error: { code: 'project/damaged' } })
      expect(await fs.readFile(documentOf({ folder: place }), 'utf8')).toBe(hostile)
      expect(board.standIn.journal.count('submit')).toBe(2)
    },
  )

  it('26 · an image that is a link out of the folder is neither read nor sent', async () => {
    const board = await startFaultBoard({ shots: 0 })
    must(
      await board.core().addShot(board.project(), elementShot(await writePng(join(board.root, 'lamp.png')))),
    )
    const secret = await writePng(join(board.root, 'secret.png'), '#ff0000')
    const media = join(board.folder, 'media')
    const [image = ''] = await fs.readdir(media)
    await fs.rm(join(media, image))
    await fs.symlink(secret, join(media, image))
    const [end] = await board.render()
    expect(end?.job).toMatchObject({ state: 'failed', failure: { code: 'media/outside-project' } })
    expect(board.standIn.journal.events).toEqual([])
    await board.judge()
  })

  it('26 · a clips folder that is a link gets no clip; what was paid for is kept until it is a folder again', async () => {
    const board = await startFaultBoard()
    const elsewhere = join(board.root, 'elsewhere')
    await fs.mkdir(elsewhere)
    const clips = join(board.folder, 'clips')
    await fs.rmdir(clips)
    await fs.symlink(elsewhere, clips)
    const rendering = board.render()
    await vi.waitFor(
      () => expect(board.failures.map(({ code }) => code)).toContain('media/outside-project'),
      10_000,
    )
    expect(await fs.readdir(elsewhere)).toEqual([])
    await fs.unlink(clips)
    expect(statesOf(await rendering)).toEqual(['succeeded'])
    await board.judge()
  })

  it('27 · titles of every troublesome kind give clips that are told apart on every file system', async () => {
    const titles = [
      'CON',
      'con',
      'nul.txt',
      'ends with a dot.',
      ' ',
      '..',
      'a/b\\c:d*e?f"g<h>i|j',
      'é'.normalize('NFC'),
      'é'.normalize('NFD'),
      'ÉTÉ',
      'été',
      '🏮🌊',
      'مرحبا',
      '\u202Egnp.exe',
      'two\nlines',
      'x'.repeat(255),
      'ー'.repeat(200),
    ]
    const board = await startFaultBoard({ shots: 0 })
    for (const title of titles)
      must(
        await board
          .core()
          .addShot(board.project(), textShot(title, `A lighthouse, ${titles.indexOf(title)}`)),
      )
    expect(statesOf(await board.render())).toEqual(titles.map(() => 'succeeded'))
    const clips = (await fs.readdir(join(board.folder, 'clips'))).filter((name) => name.endsWith('.mp4'))
    expect(new Set(clips.map(foldName)).size).toBe(titles.length)
    for (const name of clips) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
      expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*\.mp4$/u)
    }
    await board.judge()
  })
})
