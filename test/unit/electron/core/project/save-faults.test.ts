import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProject, type OpenOptions } from '../../../../../electron/core/project/open-project.ts'
import { acquireLock } from '../../../../../electron/core/project/lock.ts'
import { documentVersion } from '../../../../../shared/domain/document.ts'
import { startBoard } from '../../../../kit/boards.ts'
import { failingFiles, type FailurePlan } from '../../../../kit/failing-files.ts'
import { projectPorts } from '../../../../kit/system.ts'

// The process whose files fail is dead for the next one: its lock is stale at once.
const dead = { host: 'studio', pid: 1, isAlive: () => false }
const impatient: OpenOptions = { holder: dead, lockTimings: { beatMs: 1000, staleMs: 60, lookMs: 5 } }
const migrating: OpenOptions = {
  ...impatient,
  currentVersion: documentVersion + 1,
  migrations: {
    [documentVersion]: (document) => ({ ...document, title: `${String(document['title'])} (migrated)` }),
  },
}

const kinds: Omit<FailurePlan, 'at'>[] = [
  { code: 'ENOSPC', lasts: 'once' },
  { code: 'EIO', lasts: 'once', afterwards: true },
  { code: 'EACCES', lasts: 'onwards' },
]

/** A closed project called "Old", saved twice. */
const oldBoard = async () => {
  const { folder, project, ports } = await startBoard()
  for (const title of ['Older', 'Old']) {
    project.perform({ type: 'project.edit', title })
    await project.saved()
  }
  await project.close()
  return { folder, ports }
}

const litter = async (folder: string) => (await fs.readdir(folder)).filter((name) => name.endsWith('.tmp'))

describe.each(kinds)('where any one file call answers $code ($lasts)', (kind) => {
  it('a save leaves the old document or the new one', { timeout: 120_000 }, async () => {
    let isThrough = false
    let failures = 0
    for (let at = 1; !isThrough; at++) {
      const { folder, ports } = await oldBoard()
      const { files, calls } = failingFiles({ ...kind, at })
      const opened = await openProject(folder, { ...ports, files }, impatient)
      let acknowledged = 'Old'
      if (opened.ok) {
        const project = opened.value
        if (project.perform({ type: 'project.edit', title: 'New' }).ok && (await project.saved()).ok)
          acknowledged = 'New'
        else failures++
        await project.close()
      }
      isThrough = calls() < at
      const again = await openProject(folder, projectPorts(ports.home), impatient)
      if (!again.ok) throw new Error(`after call ${at}: ${again.error.code}`)
      expect(acknowledged === 'New' ? ['New'] : ['Old', 'New'], `after call ${at}`).toContain(
        again.value.document.title,
      )
      expect(again.value.report.recoveredFrom, `after call ${at}`).toBeUndefined()
      expect(again.value.access, `after call ${at}`).toEqual({ kind: 'write' })
      expect(await litter(folder), `after call ${at}`).toEqual([])
      await again.value.close()
    }
    expect(failures).toBeGreaterThan(5)
  })

  it('a recovery keeps the damaged document and opens a good one', { timeout: 120_000 }, async () => {
    let isThrough = false
    for (let at = 1; !isThrough; at++) {
      const { folder, ports } = await oldBoard()
      await fs.writeFile(join(folder, 'boardwright.json'), 'damaged')
      const { files, calls } = failingFiles({ ...kind, at })
      const opened = await openProject(folder, { ...ports, files }, impatient)
      if (opened.ok) await opened.value.close()
      isThrough = calls() < at
      const again = await openProject(folder, projectPorts(ports.home), impatient)
      if (!again.ok) throw new Error(`after call ${at}: ${again.error.code}`)
      expect(again.value.document.title, `after call ${at}`).toBe('Older')
      const kept = (await fs.readdir(folder)).filter((name) => name.startsWith('boardwright.damaged-'))
      const texts = await Promise.all(kept.map((name) => fs.readFile(join(folder, name), 'utf8')))
      expect(texts, `after call ${at}`).toContain('damaged')
      await again.value.close()
    }
  })

  it(
    'a migration leaves the original, under its own name or its version’s',
    { timeout: 120_000 },
    async () => {
      let isThrough = false
      for (let at = 1; !isThrough; at++) {
        const { folder, ports } = await oldBoard()
        await fs.rm(join(ports.home, 'validated'), { recursive: true })
        const original = await fs.readFile(join(folder, 'boardwright.json'))
        const { files, calls } = failingFiles({ ...kind, at })
        const opened = await openProject(folder, { ...ports, files }, migrating)
        if (opened.ok) {
          opened.value.perform({ type: 'project.edit', title: 'New' })
          await opened.value.saved()
          await opened.value.close()
        }
        isThrough = calls() < at
        const texts = await Promise.all(
          (await fs.readdir(folder))
            .filter((name) => /^boardwright(?:\.v\d+(?:-\d+)?)?\.json$/.test(name))
            .map((name) => fs.readFile(join(folder, name))),
        )
        expect(
          texts.some((text) => text.equals(original)),
          `after call ${at}`,
        ).toBe(true)
      }
    },
  )
})

it('the lock of a process that died in any file call is never in the way', async () => {
  let isThrough = false
  for (let at = 1; !isThrough; at++) {
    const { folder, ports } = await oldBoard()
    const { files, calls } = failingFiles({ at, code: 'EIO', lasts: 'onwards' })
    const dying = await acquireLock(folder, { ...ports, files, holder: dead })
    isThrough = calls() < at
    if (dying.ok) await dying.value.release()
    const next = await acquireLock(folder, {
      ...ports,
      holder: dead,
      timings: { beatMs: 1000, staleMs: 60, lookMs: 5 },
    })
    expect(next.ok, `after call ${at}`).toBe(true)
    if (next.ok) await next.value.release()
  }
})
