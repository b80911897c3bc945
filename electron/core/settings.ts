import { join } from 'node:path'
import { z } from 'zod'
import { engines } from '../../shared/domain/document.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { mayBeProxy } from './fal/addresses.ts'
import type { Clock, FileSystem } from './ports.ts'
import { diskFailure, errnoOf } from './disk/failure.ts'
import { keyProfiles } from './secrets/key-state.ts'

const milliseconds = z.int().min(1).max(2_592_000_000)
const count = z.int().min(1).max(1000)

/**
 * What the user may set, in `settings.json` of the program's data folder. Every member may be left out. Limits are
 * this program's own; fal.ai's account limit (2–40 running) holds besides. No key is ever in here.
 */
const settingsSchema = z.object({
  /** What renders where nothing else is said; without it, fal where a key is known, else the rehearsal. */
  engine: z.enum(engines).optional(),
  /** Whose key is used; production without it. */
  profile: z.enum(keyProfiles).optional(),
  /** Address of a studio proxy; `BOARDWRIGHT_FAL_PROXY` goes before it. */
  falProxy: z
    .string()
    .refine(mayBeProxy, 'is not an https address (http is allowed on this machine only)')
    .optional(),
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
      /** How long a job may be with fal.ai before it is called overdue. */
      overdueMs: milliseconds.default(1_800_000),
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

/** Members to set; `undefined` takes one back to its default. Those of `limits` and `timing` are set one by one. */
export type SettingsEdit = z.input<typeof settingsSchema>

/** The settings of a program that nobody has set. */
export const defaultSettings = (): Settings => settingsSchema.parse({})

/** The settings of this program's data folder. */
export interface SettingsFile {
  readonly current: () => Settings
  /** What was wrong with the file when it was last read, as a sentence for the user; null where nothing was. */
  readonly note: () => string | null
  /**
   * Changes members and writes the file, in which only what differs from nothing said is kept. The file is read again
   * first: another process may have changed it. Failures: `input/invalid` with the field, `disk/…`.
   */
  readonly change: (edit: SettingsEdit) => Promise<Result<Settings>>
}

/** Replaces the content of `settings.json` in `home` in one step. */
export type SaveSettings = (home: string, members: Readonly<Record<string, unknown>>) => Promise<void>

export interface SettingsPorts {
  readonly home: string
  readonly files: FileSystem
  readonly clock: Pick<Clock, 'now'>
  /** `conf` unless told; the Electron shell may pass one on electron-store, which writes the same file. */
  readonly save?: SaveSettings
}

/**
 * Opens the settings; without a file they are the defaults. A file that is not valid is set aside as
 * `settings.broken-<time>.json` and the defaults hold. Failure: `disk/…` where the file cannot be read.
 */
export const openSettings = async ({
  home,
  files,
  clock,
  save = saveWithConf,
}: SettingsPorts): Promise<Result<SettingsFile>> => {
  const path = join(home, 'settings.json')
  let settings = defaultSettings()
  let note: string | null = null

  const setAside = async (why: string): Promise<void> => {
    const name = `settings.broken-${new Date(clock.now()).toISOString().replaceAll(':', '-')}.json`
    const kept = await attempt(() => files.rename(path, join(home, name)))
    note = `The settings in ${path} are not valid (${why}), so the defaults are used. ${
      kept.ok ? `The file is kept as ${name}.` : 'The file could not be set aside.'
    }`
  }

  /** The members as they stand in the file, valid and sparse. */
  const read = async (): Promise<Result<Members>> => {
    note = null
    const text = await attempt(() => readText(path, files))
    if (!text.ok) return text
    const members = parseMembers(text.value)
    if (typeof members !== 'string') return succeed(members)
    await setAside(members)
    return succeed({})
  }

  const first = await read()
  if (!first.ok) return first
  settings = settingsSchema.parse(first.value)

  return succeed({
    current: () => settings,
    note: () => note,
    change: async (edit) => {
      const before = await read()
      if (!before.ok) return before
      const members = merge(before.value, edit)
      const parsed = settingsSchema.safeParse(members)
      if (!parsed.success) {
        const field = fieldOf(parsed.error)
        return fail('input/invalid', `The setting ${field} cannot be that: ${wordsOf(parsed.error)}.`, {
          field,
        })
      }
      const saved = await attempt(() => save(home, members))
      if (!saved.ok) return saved
      settings = parsed.data
      return succeed(settings)
    },
  })
}

type Members = Readonly<Record<string, unknown>>

const readText = async (path: string, files: FileSystem): Promise<string> => {
  try {
    return await files.readFile(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return '{}'
    throw error
  }
}

/** The members of a valid file, or what is wrong with it. */
const parseMembers = (text: string): Members | string => {
  let members: unknown
  try {
    members = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const parsed = settingsSchema.safeParse(members)
  return parsed.success
    ? (members as Members)
    : `${fieldOf(parsed.error) || 'the file'}: ${wordsOf(parsed.error)}`
}

const fieldOf = ({ issues: [issue] }: z.ZodError): string => issue?.path.join('.') ?? ''
const wordsOf = ({ issues: [issue] }: z.ZodError): string => issue?.message ?? ''

const isGroup = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members this program does not know are kept: a newer one may have written them. Groups left empty go. */
const merge = (members: Members, edit: Members): Members => {
  const merged: Record<string, unknown> = { ...members }
  for (const [name, value] of Object.entries(edit)) {
    const inner = isGroup(value) ? merge(isGroup(members[name]) ? members[name] : {}, value) : value
    if (inner === undefined || (isGroup(inner) && Object.keys(inner).length === 0)) delete merged[name]
    else merged[name] = inner
  }
  return merged
}

const attempt = async <Value>(act: () => Promise<Value>): Promise<Result<Value>> => {
  try {
    return succeed(await act())
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The settings could not be read or saved') }
  }
}

// Loaded when something is to be written: loading it takes longer than most commands.
const saveWithConf: SaveSettings = async (home, members) => {
  const { default: Conf } = await import('conf')
  const store = new Conf<Record<string, unknown>>({
    cwd: home,
    configName: 'settings',
    configFileMode: 0o600,
    serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
  })
  store.store = { ...members }
}
