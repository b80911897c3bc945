import { randomBytes } from 'node:crypto'
import files from 'node:fs/promises'
import { join } from 'node:path'
import { priceTableSchema } from '../../shared/domain/prices.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { systemClock } from './clock.ts'
import type { Core } from './core.ts'
import { diskFailure } from './disk/failure.ts'
import { makeFolder } from './disk/make-folder.ts'
import { outsideArchive } from './disk/outside-archive.ts'
import { mayBeProxy } from './fal/addresses.ts'
import type { Clock, FileSystem, Log } from './ports.ts'
import { programFile } from './program-file.ts'
import { checkEnvironmentKey } from './secrets/environment-key.ts'
import { createKeychain, type KeychainOptions } from './secrets/keychain.ts'
import { createKeyring, type Keyring } from './secrets/keyring.ts'
import { startKeychainProcess } from './secrets/node-process.ts'
import { openPriceBook, type PriceBook } from './prices/price-book.ts'
import { createCore } from './session.ts'
import { openSettings, type SaveSettings, type SettingsFile } from './settings.ts'

/** What every front door works with. */
export interface Program {
  readonly core: Core
  readonly keyring: Keyring
  /** What the user should know about the start, as sentences; mostly empty. */
  readonly notes: readonly string[]
  readonly settings: SettingsFile
  readonly prices: PriceBook
  /** Address of the studio proxy in use; null for fal.ai itself. */
  readonly falProxy: string | null
  /** The program's data folder. */
  readonly home: string
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
}

export interface ProgramOptions {
  /** The program's data folder; made where it is missing. */
  readonly home: string
  /** Read for `BOARDWRIGHT_FAL_PROXY`, and handed to the keychain's process without its keys. */
  readonly environment: NodeJS.ProcessEnv
  /** As `takeEnvironmentKey` gave it. One that is no key is left unused, and noted. */
  readonly environmentKey: string | null
  readonly log: Log
  /** How settings are written, where not by `conf`. */
  readonly saveSettings?: SaveSettings
  /** How the keychain's process is started, where not by Node itself. */
  readonly startKeychain?: KeychainOptions['start']
}

/** A file that comes with the program: the price table, the sample board. The build keeps `assets/` at the same place. */
export const assetPath = (name: string): string => outsideArchive(programFile(`assets/${name}`))

/**
 * Puts the program together for a front door. The key is not fetched yet: see `Keyring.load`. Failures: `disk/denied`
 * where the data folder cannot be made; `input/invalid` for an unusable proxy address; those of `openSettings`.
 */
export const openProgram = async (options: ProgramOptions): Promise<Result<Program>> => {
  const { home, environment, environmentKey, log } = options
  const made = await makeHome(home)
  if (!made.ok) return made
  const settings = await openSettings({
    home,
    files,
    clock: systemClock,
    ...(options.saveSettings && { save: options.saveSettings }),
  })
  if (!settings.ok) return settings
  const proxy = proxyFrom(environment['BOARDWRIGHT_FAL_PROXY'])
  if (!proxy.ok) return proxy
  const falProxy = proxy.value ?? settings.value.current().falProxy ?? null
  const start = options.startKeychain ?? startKeychainProcess(environment)
  const keychain = createKeychain({ clock: systemClock, platform: process.platform, start })
  const key = checkEnvironmentKey(environmentKey)
  const keyring = createKeyring({
    keychain,
    settings: settings.value,
    environmentKey: key.ok ? key.value : null,
  })
  const settingsNote = settings.value.note()
  const notes = [...(settingsNote === null ? [] : [settingsNote]), ...(key.ok ? [] : [key.error.message])]
  const shipped = priceTableSchema.parse(JSON.parse(await files.readFile(assetPath('prices.json'), 'utf8')))
  const prices = await openPriceBook({
    shipped,
    folder: join(home, 'prices'),
    files,
    clock: systemClock,
    randomBytes: draw,
    log,
  })
  const core = createCore({
    home,
    files,
    clock: systemClock,
    log,
    randomBytes: draw,
    key: keyring.current,
    keyProfile: () => {
      const { inUse, profile } = keyring.standing()
      return inUse?.source === 'keychain' ? profile : null
    },
    falProxy,
    prices: prices.current,
    settings: settings.value.current,
  })
  return succeed({
    core,
    keyring,
    notes,
    settings: settings.value,
    prices,
    falProxy,
    home,
    files,
    clock: systemClock,
    log,
  })
}

const draw = (count: number) => randomBytes(count)

const makeHome = async (home: string): Promise<Result<void>> => {
  try {
    await makeFolder(home, files, 0o700)
    return succeed(undefined)
  } catch (error) {
    const { detail, ...failure } = diskFailure(error, `The data folder ${home} cannot be made`)
    return {
      ok: false,
      error: {
        ...failure,
        code: 'disk/denied',
        message: `The data folder ${home} cannot be made; choose another with --home or BOARDWRIGHT_HOME.`,
        ...(detail !== undefined && { detail }),
      },
    }
  }
}

const proxyFrom = (address: string | undefined): Result<string | null> => {
  if (!address) return succeed(null)
  return mayBeProxy(address)
    ? succeed(address)
    : fail(
        'input/invalid',
        'BOARDWRIGHT_FAL_PROXY is not an https address of a studio proxy (http is allowed on this machine only).',
      )
}
