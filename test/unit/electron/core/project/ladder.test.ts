import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addRung, listRungs, timesToDrop } from '../../../../../electron/core/project/ladder.ts'
import { projectPorts } from '../../../../kit/system.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const now = Date.UTC(2026, 10, 22, 12, 30)

describe('the ladder of earlier states', () => {
  it('keeps the newest five, the last of every hour of a day and the last of every day of a month', () => {
    let times: number[] = []
    // A save every ten minutes for fifty days, thinned out after each.
    for (let time = now - 50 * dayMs; time <= now; time += 10 * minuteMs) {
      times.push(time)
      const drop = new Set(timesToDrop(times, time))
      times = times.filter((kept) => !drop.has(kept))
    }
    const ages = times.map((time) => now - time)
    expect(ages.filter((age) => age <= 40 * minuteMs)).toHaveLength(5)
    expect(ages.filter((age) => age < dayMs).length).toBeGreaterThanOrEqual(24)
    expect(Math.max(...ages)).toBeGreaterThan(28 * dayMs)
    expect(Math.max(...ages)).toBeLessThan(31 * dayMs)
    expect(times.length).toBeLessThanOrEqual(5 + 25 + 31)
  })

  it('keeps the last five however old they are', () => {
    const old = [1, 2, 3, 4, 5].map((at) => now - 400 * dayMs + at)
    expect(timesToDrop(old, now)).toEqual([])
    expect(timesToDrop([...old, now], now)).toEqual([old[0]])
  })

  it('keeps working after the clock was set back', () => {
    const ahead = [1, 2, 3, 4, 5, 6].map((at) => now + at * dayMs)
    const dropped = timesToDrop([now, ...ahead], now)
    expect(dropped).not.toContain(now)
  })

  it('tells the states of a project folder from those of its copy', async () => {
    const home = await temporaryFolder()
    const ports = projectPorts(home)
    const place = { home, projectId: 'prj_000000000000', folder: '/boards/one' }
    await addRung(place, Buffer.from('own'), now, ports)
    await addRung({ ...place, folder: '/boards/copy' }, Buffer.from('copy'), now + 1, ports)
    await addRung(
      { ...place, projectId: 'prj_111111111111', folder: '/boards/two' },
      Buffer.from('other'),
      now,
      ports,
    )

    const read = async (projectId: string | null) => {
      const rungs = await listRungs({ home, projectId, folder: '/boards/one' }, fs)
      return Promise.all(
        rungs.map(async ({ path, isOwn }) => ({ text: await fs.readFile(path, 'utf8'), isOwn })),
      )
    }
    expect(await read(null)).toEqual([{ text: 'own', isOwn: true }])
    expect(await read('prj_000000000000')).toEqual([
      { text: 'own', isOwn: true },
      { text: 'copy', isOwn: false },
    ])
  })

  it('holds no more than it should on disk', async () => {
    const home = await temporaryFolder()
    const place = { home, projectId: 'prj_000000000000', folder: '/boards/one' }
    const rungFolder = join(home, 'backups', place.projectId)
    await addRung(place, Buffer.from('first'), now - 1, projectPorts(home))
    const [first] = await fs.readdir(rungFolder)
    await fs.writeFile(join(rungFolder, `.${first}.0123456789ab.tmp`), 'half-written')
    for (let at = 0; at < 12; at++) await addRung(place, Buffer.from(`${at}`), now + at, projectPorts(home))
    expect(await fs.readdir(rungFolder)).toHaveLength(5)
  })
})
