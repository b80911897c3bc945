import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { recordOf } from '../../shared/domain/document.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import { startPaidStudio } from '../kit/paid-studio.ts'
import { failingFiles } from '../kit/failing-files.ts'
import { must } from '../kit/text-board.ts'
import { startFaultBoard, statesOf, textShot } from './board.ts'
import { isLong } from './long-form.ts'
import { makeTemplate, startTerminal, type Terminal } from './terminal.ts'

const documentOf = ({ folder }: { readonly folder: string }) => join(folder, 'boardwright.json')

/** Files of which some calls fail with a code while `isBroken` says so. */
const filesThatFail = (
  code: string,
  isBroken: (name: keyof typeof fs, given: readonly unknown[]) => boolean,
): typeof fs =>
  new Proxy(fs, {
    get: (target, name: keyof typeof fs) => {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]): unknown =>
        isBroken(name, given)
          ? Promise.reject(Object.assign(new Error(`${code}: ${name}`), { code }))
          : Reflect.apply(value, target, given)
    },
  })

/** Files on a disk that has no room for another document while `isFull` says so. */
const filesOnFullDisk = (isFull: () => boolean) =>
  filesThatFail('ENOSPC', (name, [path]) => isFull() && name === 'open' && String(path).endsWith('.tmp'))

const writingCalls: ReadonlySet<string> = new Set([
  'mkdir',
  'rename',
  'link',
  'unlink',
  'rm',
  'writeFile',
  'copyFile',
])

/** Whether a call would change something on the disk. */
const writes = (name: string, [, flags]: readonly unknown[]): boolean =>
  writingCalls.has(name) ||
  (name === 'open' &&
    (typeof flags === 'number'
      ? (flags & (constants.O_WRONLY | constants.O_RDWR)) !== 0
      : /[wa+]/.test(String(flags))))

describe('a full disk', () => {
  it('22 · during a save leaves the document as it was, says so, and the edit is saved when there is space', async () => {
    let isFull = false
    const board = await startFaultBoard({
      files: filesOnFullDisk(() => isFull),
    })
    const before = await fs.readFile(documentOf(board), 'utf8')
    isFull = true
    must(board.project().perform({ type: 'project.edit', title: 'The keeper' }))
    const saved = await board.project().saved()
    expect(saved).toMatchObject({ error: { code: 'disk/full' } })
    expect(await fs.readFile(documentOf(board), 'utf8')).toBe(before)
    expect(board.project().document.title).toBe('The keeper')
    isFull = false
    must(board.project().perform({ type: 'project.edit', title: 'The last keeper' }))
    must(await board.project().saved())
    expect(await fs.readFile(documentOf(board), 'utf8')).toContain('The last keeper')
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    await board.judge()
  })

  it('22 · while a take is added leaves the clip that was paid for, and the take is recorded when there is space', async () => {
    let isFull = false
    const board = await startFaultBoard({
      files: filesOnFullDisk(() => isFull),
    })
    isFull = true
    const rendering = board.render()
    await vi.waitFor(() => expect(board.failures.map(({ code }) => code)).toContain('disk/full'), 10_000)
    isFull = false
    expect(statesOf(await rendering)).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it.skipIf(process.platform === 'win32')(
    '22 · that fills up anywhere between the order and the clip: nothing is sent that is not recorded, and it goes on when there is space',
    async () => {
      const template = await makeTemplate([textShot('The tower')])
      let refused = 0
      // Kilobytes that any one file may grow to: the ledger’s journal is the first that needs more.
      for (const kilobytes of [36, 44, 52, 60, 72, 84, 100, 120]) {
        const terminal = await startTerminal(template)
        await renderUnderLimit(terminal, kilobytes)
        if (terminal.standIn.journal.count('submit') === 0) refused++
        await terminal.resumeToTheEnd()
        const again = await terminal.run(['render', terminal.folder, '--yes', '--json'])
        expect(again.code, `${kilobytes} KB: ${again.stdout}`).toBe(0)
        expect(await terminal.breaches(), `${kilobytes} KB`).toEqual([])
      }
      expect(refused).toBeGreaterThan(0)
    },
  )
})

const program = fileURLToPath(new URL('../../bin/boardwright.js', import.meta.url))

/** Renders where no file may grow beyond a size, and ends the program when it has had time to wait for space. */
const renderUnderLimit = async (terminal: Terminal, kilobytes: number): Promise<void> => {
  const child = spawn(
    'bash',
    [
      '-c',
      `ulimit -f ${kilobytes} && exec "$0" "$@"`,
      process.execPath,
      program,
      'render',
      terminal.folder,
      '--yes',
    ],
    {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: terminal.root,
        FAL_KEY: terminal.standIn.key,
        BOARDWRIGHT_HOME: terminal.home,
        BOARDWRIGHT_FAL_PROXY: terminal.standIn.proxyUrl,
      },
    },
  )
  const killing = setTimeout(() => child.kill('SIGKILL'), 4000)
  await once(child, 'exit')
  clearTimeout(killing)
}

describe('files that fail', () => {
  // Each call fails in one of three ways; in the long form, in all of them.
  it.each([
    ['ENOSPC', 1],
    ['EIO', 2],
    ['EMFILE', 3],
  ])(
    '20 · whichever file call of a render answers %s once, nothing is paid twice and nothing paid for is lost',
    async (code, first) => {
      let tried = 0
      for (let at = isLong ? 1 : first; ; at += isLong ? 1 : 3) {
        const plan = { at: Number.POSITIVE_INFINITY, code, lasts: 'once' as const }
        const { files, calls } = failingFiles(plan)
        const board = await startFaultBoard({ files })
        plan.at = calls() + at
        await board.render()
        // What the failure has ended is taken up as the next start does.
        await board.resume()
        const isThrough = calls() < plan.at
        plan.at = Number.POSITIVE_INFINITY
        await board.restart()
        await board.resume()
        expect(
          board.jobs().every(({ state }) => !isOpen(state)),
          `call ${at}`,
        ).toBe(true)
        expect(board.standIn.journal.accepted().length, `call ${at}`).toBeLessThanOrEqual(1)
        await board.judge()
        if (isThrough) break
        tried++
      }
      expect(tried).toBeGreaterThan(5)
    },
  )
})

describe('a project that cannot be reached', () => {
  it('23 · a folder that cannot be written in opens for reading, says so, and nothing is sent', async () => {
    let isForbidden = false
    const board = await startFaultBoard({
      files: filesThatFail(
        'EACCES',
        (name, given) => isForbidden && String(given[0]).includes(board.folder) && writes(name, given),
      ),
    })
    const text = await fs.readFile(documentOf(board), 'utf8')
    isForbidden = true
    await board.restart()
    const { access } = board.project()
    expect(access).toMatchObject({ kind: 'read-only', why: 'no-permission' })
    expect(access.kind === 'read-only' && access.words).toMatch(/permission|written/i)
    expect(board.project().perform({ type: 'project.edit', title: 'Other' })).toMatchObject({ ok: false })
    expect(board.core().order(board.project(), [])).toMatchObject({
      error: { code: 'project/read-only', cost: 'nothing' },
    })
    expect(board.standIn.journal.events).toEqual([])
    expect(await fs.readFile(documentOf(board), 'utf8')).toBe(text)
    isForbidden = false
    await board.restart()
    expect(statesOf(await board.render())).toEqual(['succeeded'])
    await board.judge()
  })

  it('23 · a folder that is moved away while a clip arrives is waited for, and the clip is stored when it is back', async () => {
    const board = await startFaultBoard({ standIn: { durationMs: 400 } })
    const jobs = board.order()
    const rendering = board.run(jobs)
    await board.standIn.waitFor((journal) => journal.count('status') > 0, 10_000)
    await fs.rename(board.folder, `${board.folder} away`)
    await vi.waitFor(() => expect(board.failures.length).toBeGreaterThan(0), 10_000)
    // What was made in its place meanwhile holds nothing of anybody’s.
    await fs.rm(board.folder, { recursive: true, force: true })
    await fs.rename(`${board.folder} away`, board.folder)
    expect(statesOf(await rendering)).toEqual(['succeeded'])
    expect(board.standIn.journal.count('submit')).toBe(1)
    await board.judge()
  })

  it('23 · a project that was moved between two starts goes on where it is now', async () => {
    const template = await makeTemplate([textShot('The tower')])
    const terminal = await startTerminal(template, { durationMs: 3000 })
    await terminal.run(['render', terminal.folder, '--yes'], {
      onStart: (child) => {
        void terminal.standIn
          .waitFor((journal) => journal.count('status') > 0, 20_000)
          .then(() => child.kill('SIGKILL'))
      },
    })
    const moved = `${terminal.folder} moved`
    await fs.rename(terminal.folder, moved)
    const gone = await terminal.run(['resume', '--json'])
    expect(gone.stdout).toContain('project/not-found')
    const resumed = await terminal.run(['resume', moved, '--json'])
    expect(resumed.code, `said: ${resumed.stdout}`).toBe(0)
    expect((await fs.readdir(join(moved, 'clips'))).some((name) => name.endsWith('.mp4'))).toBe(true)
    expect(terminal.standIn.journal.count('submit')).toBe(1)
    await fs.rename(moved, terminal.folder)
    expect(await terminal.breaches()).toEqual([])
  })

  it('23 · a clip that was deleted by hand is marked as missing, and fetched again while fal.ai keeps it', async () => {
    const studio = await startPaidStudio()
    const { ask, board, standIn } = studio
    must(await studio.order(studio.shot('text')))
    await studio.settled()
    const [take] = Object.values((await studio.document()).takes)
    if (!take) throw new Error('there is no take')
    const clip = join(board.folder, 'clips', take.file)
    await fs.rm(clip)
    const opened = must(await ask('project.open', { folder: board.folder }))
    expect(opened.missingClips).toEqual([take.file])
    expect(recordOf(opened.document.takes, take.id)).toEqual(take)
    must(await ask('take.fetchAgain', { projectId: board.projectId, takeId: take.id }))
    expect((await fs.stat(clip)).size).toBe(take.bytes)
    await fs.rm(clip)
    standIn.script({ step: 'download', nth: 'every', fault: { kind: 'reply', status: 404 } })
    expect(await ask('take.fetchAgain', { projectId: board.projectId, takeId: take.id })).toMatchObject({
      error: {
        code: 'fal/expired',
        message: expect.stringContaining(
          'no longer keeps this clip, so it cannot be fetched again',
        ) as unknown,
        requestId: take.requestId,
      },
    })
    const known = must(await ask('project.lookForClips', { projectId: board.projectId }))
    expect(known).toEqual({ missingClips: [take.file], expiredClips: [take.file] })
    expect(standIn.journal.count('submit')).toBe(1)
  })
})
