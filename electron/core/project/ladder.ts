import { join } from 'node:path'
import type { FileSystem } from '../ports.ts'
import { errnoOf } from '../disk/failure.ts'
import { writeWhole, type WritePorts } from './document-file.ts'
import { folderKey, timeInName } from './layout.ts'

/**
 * The ladder: earlier states of a project, kept in the program's data folder, so that they outlive the project folder.
 * A rung is named after its time and its folder: `<home>/backups/<project id>/<time>-<folder key>.json`.
 */

/** One earlier state. `savedAt` in milliseconds since 1970, as the clock was then. */
export interface Rung {
  readonly path: string
  readonly savedAt: number
  /** Whether it was saved in this very folder, not in another place of the same project. */
  readonly isOwn: boolean
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What is kept: the newest few, then the last of each hour for a day, then the last of each day for a month. */
const newestKept = 5
const hourlyForMs = dayMs
const dailyForMs = 30 * dayMs

/** Which of these times (milliseconds since 1970) may go from the ladder at the time `now`. */
export const timesToDrop = (times: readonly number[], now: number): number[] => {
  const newestFirst = times.toSorted((a, b) => b - a)
  const kept = new Set(newestFirst.slice(0, newestKept))
  const filled = new Set<string>()
  for (const time of newestFirst) {
    const age = now - time
    const bucket =
      age < hourlyForMs
        ? `hour ${Math.floor(time / hourMs)}`
        : age < dailyForMs
          ? `day ${Math.floor(time / dayMs)}`
          : null
    if (bucket === null || filled.has(bucket)) continue
    filled.add(bucket)
    kept.add(time)
  }
  return newestFirst.filter((time) => !kept.has(time))
}

const rungPattern = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([0-9a-f]{12})\.json$/

const rungsIn = async (rungFolder: string, ownKey: string, files: FileSystem): Promise<Rung[]> =>
  (await namesIn(rungFolder, files)).flatMap((name) => {
    const [, day, hours, minutes, seconds, milliseconds, key] = rungPattern.exec(name) ?? []
    if (key === undefined) return []
    const savedAt = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`)
    return { path: join(rungFolder, name), savedAt, isOwn: key === ownKey }
  })

const namesIn = async (folder: string, files: FileSystem): Promise<string[]> => {
  try {
    return await files.readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return []
    throw error
  }
}

/** Adds a rung, and thins out the ladder of this project folder. Rejects as file calls do. */
export const addRung = async (
  place: { readonly home: string; readonly projectId: string; readonly folder: string },
  bytes: Uint8Array,
  now: number,
  ports: WritePorts,
): Promise<void> => {
  const { files } = ports
  const key = folderKey(place.folder)
  const rungFolder = join(place.home, 'backups', place.projectId)
  await files.mkdir(rungFolder, { recursive: true })
  // What a process that died was writing; only the holder of the folder's lock writes rungs with its key.
  for (const name of await files.readdir(rungFolder))
    if (name.startsWith('.') && name.includes(`-${key}.json.`))
      await files.rm(join(rungFolder, name), { force: true })
  await writeWhole(rungFolder, `${timeInName(now)}-${key}.json`, bytes, ports)
  const own = (await rungsIn(rungFolder, key, files)).filter((rung) => rung.isOwn)
  const drop = new Set(
    timesToDrop(
      own.map((rung) => rung.savedAt),
      now,
    ),
  )
  for (const rung of own) if (drop.has(rung.savedAt)) await files.rm(rung.path, { force: true })
}

/**
 * Rungs of a project folder, and of the same project saved elsewhere (it was moved or copied), in no order. Rejects as
 * file calls do.
 * @param projectId null where the document is too damaged to tell.
 */
export const listRungs = async (
  place: { readonly home: string; readonly projectId: string | null; readonly folder: string },
  files: FileSystem,
): Promise<Rung[]> => {
  const key = folderKey(place.folder)
  const backups = join(place.home, 'backups')
  const rungs: Rung[] = []
  for (const projectId of await namesIn(backups, files)) {
    const found = await rungsIn(join(backups, projectId), key, files)
    rungs.push(...found.filter((rung) => rung.isOwn || projectId === place.projectId))
  }
  return rungs
}
