import * as fs from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  acquireLock,
  thisProcess,
  type LockHolder,
  type ProjectLock,
} from '../../../../../electron/core/project/lock.ts'
import { failingFiles } from '../../../../kit/failing-files.ts'
import { projectPorts } from '../../../../kit/system.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import type { FileSystem } from '../../../../../electron/core/ports.ts'

const timings = { beatMs: 20, staleMs: 400, lookMs: 5 }
const here: LockHolder = { host: 'studio', pid: 100, isAlive: () => true }

const acquire = async (folder: string, holder: LockHolder = here, files: FileSystem = fs) => {
  const result = await acquireLock(folder, { ...projectPorts(folder), files, holder, timings })
  if (result.ok) onTestFinished(() => result.value.release())
  return result
}

const held = async (folder: string, holder?: LockHolder): Promise<ProjectLock> => {
  const result = await acquire(folder, holder)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const pathIn = (folder: string) => join(folder, '.boardwright', 'lock.json')

/** A lock whose holder is no more, as a process that was killed leaves it. */
const leaveLock = async (folder: string, owner: { host: string; pid: number }) => {
  await fs.mkdir(join(folder, '.boardwright'), { recursive: true })
  await fs.writeFile(
    pathIn(folder),
    JSON.stringify({ token: 'gone', startedAt: '2026-11-01T00:00:00.000Z', ...owner }),
  )
}

describe('the lock of a project', () => {
  it('is refused to a second process while the first is alive, and free again afterwards', async () => {
    const folder = await temporaryFolder()
    const first = await held(folder)
    expect(await acquire(folder, { ...here, pid: 101 })).toMatchObject({
      ok: false,
      error: { code: 'project/locked' },
    })
    expect(await acquire(folder, { ...here, host: 'laptop' })).toMatchObject({
      error: { message: expect.stringContaining('on the computer studio') },
    })
    await first.release()
    expect(await acquire(folder, { ...here, pid: 101 })).toMatchObject({ ok: true })
  })

  it('is taken over at once from a process that was killed', async () => {
    const folder = await temporaryFolder()
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const { host, isAlive } = thisProcess()
    await leaveLock(folder, { host, pid: child.pid ?? 0 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const result = await acquireLock(folder, {
      ...projectPorts(folder),
      holder: { host, pid: process.pid, isAlive },
      timings: { ...timings, staleMs: 3_600_000 },
    })
    expect(result.ok).toBe(true)
    if (result.ok) await result.value.release()
  })

  it.each([
    ['its process id was given to another process', { host: 'studio', pid: 1 }],
    ['its computer is gone', { host: 'laptop', pid: 1 }],
  ])('is taken over when %s: its heartbeat stands still', async (_, owner) => {
    const folder = await temporaryFolder()
    await leaveLock(folder, owner)
    const began = performance.now()
    expect((await acquire(folder)).ok).toBe(true)
    expect(performance.now() - began).toBeGreaterThanOrEqual(timings.staleMs)
  })

  it.each([
    ['an empty file', (path: string) => fs.writeFile(path, '')],
    ['nonsense', (path: string) => fs.writeFile(path, '{"token": [')],
    ['a folder', (path: string) => fs.mkdir(join(path, 'inner'), { recursive: true })],
    ['a link to nowhere', (path: string) => fs.symlink('/nowhere/at/all', path)],
    [
      'a sparse gigabyte',
      async (path: string) => {
        await fs.writeFile(path, '')
        await fs.truncate(path, 2 ** 30)
      },
    ],
  ])('never bricks the project: %s in its place is cleared away', async (_, put) => {
    const folder = await temporaryFolder()
    await fs.mkdir(join(folder, '.boardwright'))
    await put(pathIn(folder))
    expect((await acquire(folder)).ok).toBe(true)
  })

  it('is taken over although an earlier takeover was killed half-way', async () => {
    const folder = await temporaryFolder()
    await leaveLock(folder, { host: 'studio', pid: 1 })
    await fs.writeFile(join(folder, '.boardwright', 'lock.takeover'), 'gone too')
    expect((await acquire(folder)).ok).toBe(true)
  })

  it('goes to one of many that take a stale lock over at once', async () => {
    const folder = await temporaryFolder()
    await leaveLock(folder, { host: 'studio', pid: 1 })
    const results = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map((at) => acquire(folder, { ...here, pid: 200 + at })),
    )
    const winners = results.flatMap((result) => (result.ok ? result.value : []))
    expect(winners).toHaveLength(1)
    expect(await winners[0]?.isHeld()).toBe(true)
  })

  it('comes back when its folder is deleted', async () => {
    const folder = await temporaryFolder()
    await held(folder)
    await fs.rm(join(folder, '.boardwright'), { recursive: true })
    await vi.waitFor(() => fs.access(pathIn(folder)))
    expect(await acquire(folder, { ...here, pid: 101 })).toMatchObject({ ok: false })
  })

  it('does not bring back a project folder that is gone', async () => {
    const parent = await temporaryFolder()
    const folder = join(parent, 'board')
    await fs.mkdir(folder)
    const lock = await held(folder)
    await fs.rename(folder, join(parent, 'moved'))
    expect(await lock.isHeld()).toBe(true)
    expect(await fs.readdir(parent)).toEqual(['moved'])
  })

  it('is lost, and says so once, when another process has taken it', async () => {
    const folder = await temporaryFolder()
    const lock = await held(folder)
    let losses = 0
    lock.onLost(() => losses++)
    await leaveLock(folder, { host: 'laptop', pid: 7 })
    await vi.waitFor(() => expect(losses).toBe(1))
    expect(await lock.isHeld()).toBe(false)
    await lock.release()
    expect(await fs.readFile(pathIn(folder), 'utf8')).toContain('laptop')
    expect(losses).toBe(1)
  })

  it('survives the failure of any single file call: held, or refused and free for the next', async () => {
    let isThrough = false
    for (let at = 1; !isThrough; at++) {
      const folder = await temporaryFolder()
      await leaveLock(folder, { host: 'studio', pid: 1 })
      const { files, calls } = failingFiles({ at, code: 'EIO', lasts: 'once' })
      const gone = { ...here, isAlive: () => false }
      const first = await acquire(folder, gone, files)
      isThrough = calls() < at
      if (first.ok) await first.value.release()
      expect((await acquire(folder, gone)).ok, `after call ${at}`).toBe(true)
    }
  })

  it('is not taken in a .boardwright that leads elsewhere', async () => {
    const folder = await temporaryFolder()
    const elsewhere = await temporaryFolder()
    await fs.symlink(elsewhere, join(folder, '.boardwright'))
    expect(await acquire(folder)).toMatchObject({ ok: false, error: { code: 'project/refused' } })
    expect(await fs.readdir(elsewhere)).toEqual([])
  })
})
