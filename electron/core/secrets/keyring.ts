import { succeed, type Result } from '../../../shared/errors.ts'
import type { SettingsFile } from '../settings.ts'
import type { FoundKey, Keychain } from './keychain.ts'
import { endOf, readKey } from './key-shape.ts'
import {
  defaultProfile,
  type KeychainState,
  type KeyProfile,
  type KeySource,
  type KeyStanding,
} from '../../../shared/domain/keys.ts'

/** The keys of the program: one is in use at a time. Keys go in, and come out only through `current` and `stored`. */
export interface Keyring {
  /** The key in use, from memory; null where none is known. */
  readonly current: () => string | null
  readonly standing: () => KeyStanding
  /** Fetches the active profile's key from the keychain, unless a session key or the environment's is in use. */
  readonly load: () => Promise<KeyStanding>
  /** The key of any profile, for the core's own use. */
  readonly stored: (profile: KeyProfile) => Promise<FoundKey>
  /** What the keychain holds for a profile, told apart as far as the system lets it; may prompt. */
  readonly status: (profile: KeyProfile) => Promise<KeychainState>
  /** Stores a key as typed. Failure: `input/invalid`. The state tells whether it is in the keychain. */
  readonly store: (profile: KeyProfile, text: string) => Promise<Result<KeychainState>>
  readonly forget: (profile: KeyProfile) => Promise<KeychainState>
  /** Keeps a key as typed in memory and uses it until the program ends or a profile is chosen. Failure: `input/invalid`. */
  readonly useForSession: (text: string) => Result<void>
  /** Makes a profile the active one, in the settings too, and loads its key. Failure: as `SettingsFile.change`. */
  readonly select: (profile: KeyProfile) => Promise<Result<KeyStanding>>
}

export interface KeyringOptions {
  readonly keychain: Keychain
  readonly settings: Pick<SettingsFile, 'current' | 'change'>
  /** The key that came with the environment, as `readKey` gave it. */
  readonly environmentKey: string | null
}

/** A keyring that knows no more than the environment's key until it is loaded. */
export const createKeyring = ({ keychain, settings, environmentKey }: KeyringOptions): Keyring => {
  let sessionKey: string | null = null
  const seen = new Map<KeyProfile, { readonly state: KeychainState; readonly key: string | null }>()
  const profile = () => settings.current().profile ?? defaultProfile

  // A key that is known stays in use while the keychain cannot be reached: only its own word ends that.
  const remember = (about: KeyProfile, { state, key }: FoundKey): KeychainState => {
    const isAnswer = state.kind === 'present' || state.kind === 'no-key'
    seen.set(about, { state, key: isAnswer ? key : (seen.get(about)?.key ?? null) })
    return state
  }

  const inUse = (): { readonly source: KeySource; readonly key: string } | null => {
    if (sessionKey !== null) return { source: 'session', key: sessionKey }
    if (environmentKey !== null) return { source: 'environment', key: environmentKey }
    const key = seen.get(profile())?.key ?? null
    return key === null ? null : { source: 'keychain', key }
  }
  const standing = (): KeyStanding => {
    const used = inUse()
    return {
      profile: profile(),
      inUse: used && { source: used.source, endsIn: endOf(used.key) },
      keychain: seen.get(profile())?.state ?? null,
    }
  }
  const load = async (): Promise<KeyStanding> => {
    const active = profile()
    if (sessionKey === null && environmentKey === null) remember(active, await keychain.read(active, false))
    return standing()
  }

  return {
    current: () => inUse()?.key ?? null,
    standing,
    load,
    stored: (asked) => keychain.read(asked, false),
    status: async (asked) => remember(asked, await keychain.read(asked, true)),
    store: async (chosen, text) => {
      const key = readKey(text)
      return key.ok ? succeed(remember(chosen, await keychain.store(chosen, key.value))) : key
    },
    forget: async (chosen) => remember(chosen, await keychain.forget(chosen)),
    useForSession: (text) => {
      const key = readKey(text)
      if (!key.ok) return key
      sessionKey = key.value
      return succeed(undefined)
    },
    select: async (chosen) => {
      const changed = await settings.change({ profile: chosen })
      if (!changed.ok) return changed
      sessionKey = null
      return succeed(await load())
    },
  }
}
