import { join } from 'node:path'
import { z } from 'zod'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import type { FileSystem } from './ports.ts'

const milliseconds = z.int().min(1).max(2_592_000_000)
const count = z.int().min(1).max(1000)

/**
 * What the user may set, in `settings.json` of the program's data folder. Every member may be left out. Limits are
 * this program's own; fal.ai's account limit (2–40 running) holds besides.
 */
const settingsSchema = z.object({
  limits: z
    .object({
      /** Requests at fal.ai at once, waiting or running. More than run at once, so that none of the account's places is idle. */
      fal: count.default(60),
      /** Rehearsals at once; each keeps about one processor busy. */
      rehearsals: z.int().min(1).max(16).default(1),
      downloads: z.int().min(1).max(16).default(3),
      pollsPerSecond: z.number().gt(0).max(8).default(8),
    })
    .prefault({}),
  timing: z
    .object({
      connectMs: milliseconds.default(15_000),
      submitMs: milliseconds.default(60_000),
      readMs: milliseconds.default(30_000),
      uploadMs: milliseconds.default(300_000),
      stallMs: milliseconds.default(30_000),
      pollFloorMs: milliseconds.default(1000),
      pollCeilingMs: milliseconds.default(30_000),
      retryMs: milliseconds.default(1000),
      retryMaxMs: milliseconds.default(60_000),
      /** How long an uncertain request is looked for before the user is asked. */
      lookupPatienceMs: milliseconds.default(600_000),
      /** How long an uploaded image is used again; fal.ai keeps files for at least 7 days. */
      uploadLifetimeMs: milliseconds.default(518_400_000),
      /** The same paid request again within this time gives the clip that was just made. */
      repeatWindowMs: z.int().min(0).max(3_600_000).default(10_000),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof settingsSchema>

/** The settings of a program that nobody has set. */
export const defaultSettings = (): Settings => settingsSchema.parse({})

/** Reads the settings; without a file, the defaults. Failure: `input/invalid`, naming the member at fault. */
export const readSettings = async (home: string, files: FileSystem): Promise<Result<Settings>> => {
  const path = join(home, 'settings.json')
  let text: string
  try {
    text = await files.readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return succeed(defaultSettings())
    return fail('disk/failed', `The settings in ${path} cannot be read.`, { detail: String(error) })
  }
  try {
    return succeed(settingsSchema.parse(JSON.parse(text)))
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    const detail = issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : String(error)
    return fail('input/invalid', `The settings in ${path} are not valid; correct the file or remove it.`, {
      detail,
    })
  }
}
