import { join } from 'node:path'
import type { z } from 'zod'
import {
  settingsSchema as sharedSchema,
  type Settings,
  type SettingsEdit,
} from '../../shared/domain/settings.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { mayBeProxy } from './fal/addresses.ts'
import type { Clock, FileSystem } from './ports.ts'
import { diskFailure, errnoOf } from './disk/failure.ts'

/** As the shared schema; besides, the proxy's address is taken apart as it will be used. */
const settingsSchema = sharedSchema.extend({
  falProxy: sharedSchema.shape.falProxy.refine(
    (address) => address === undefined || mayBeProxy(address),
    'is not an https address (http is allowed on this machine only)',
  ),
})

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

  const change: SettingsFile['change'] = async (edit) => {
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
  }

  // One after another: each begins with what the one before it left in the file.
  let latest: Promise<unknown> = Promise.resolve()
  return succeed({
    current: () => settings,
    note: () => note,
    change: (edit) => {
      const changed = latest.then(() => change(edit))
      latest = changed.catch(() => {})
      return changed
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
