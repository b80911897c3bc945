import type { Handlers } from '../../../shared/contract.ts'
import type { KeychainState, KeyProfile } from '../../../shared/domain/keys.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { endOf } from '../secrets/key-shape.ts'
import { describeKeychain } from '../secrets/key-state.ts'
import type { StudioParts } from './studio-parts.ts'

type KeyHandlers = Pick<Handlers, 'key.status' | 'key.store' | 'key.forget' | 'key.use' | 'key.check'>

/** Keys: they go in, and what comes out is never more than their last four characters. */
export const createKeyHandlers = (parts: StudioParts): KeyHandlers => {
  const { core, keyring, driver, windows } = parts
  /** Windows hear how the keys stand, and jobs that waited for a key go on. */
  const changed = () => {
    const standing = keyring.standing()
    windows.tellAll('key.changed', { standing, engine: core.defaultEngine() })
    if (standing.inUse) {
      void driver.resumeWaiting(null)
      parts.pricesAreWanted()
    }
    return standing
  }

  const keyToCheck = async (profile: KeyProfile | null): Promise<Result<string>> => {
    const key =
      profile === null ? (keyring.current() ?? (await loaded())) : (await keyring.stored(profile)).key
    return key === null
      ? fail('fal/no-key', 'There is no key to check. Store one first.', { cost: 'nothing' })
      : succeed(key)
  }
  const loaded = async () => {
    await keyring.load()
    return keyring.current()
  }

  return {
    'key.status': async ({ profile }) => {
      const state = await keyring.status(profile)
      changed()
      return succeed({ state, words: words(state, profile) })
    },
    'key.store': async ({ profile, key, where }) => {
      if (where === 'session') {
        const used = keyring.useForSession(key)
        if (!used.ok) return used
        return succeed({
          standing: changed(),
          state: null,
          words: 'The key is used until Boardwright ends; it is in memory alone.',
        })
      }
      const stored = await keyring.store(profile, key)
      if (!stored.ok) return stored
      return succeed({ standing: changed(), state: stored.value, words: words(stored.value, profile) })
    },
    'key.forget': async ({ profile }) => {
      const state = await keyring.forget(profile)
      return succeed({ standing: changed(), state, words: words(state, profile) })
    },
    'key.use': async ({ profile }) => {
      const selected = await keyring.select(profile)
      if (!selected.ok) return selected
      parts.settingsChanged(parts.settings.current())
      return succeed(changed())
    },
    'key.check': async ({ profile }) => {
      const key = await keyToCheck(profile)
      if (!key.ok) return key
      const checked = await core.checkKey(key.value)
      return checked.ok ? succeed({ endsIn: endOf(key.value) }) : checked
    },
  }
}

const words = (state: KeychainState, profile: KeyProfile) =>
  describeKeychain(state, profile, process.platform)
