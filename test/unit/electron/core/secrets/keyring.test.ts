import { describe, expect, test } from 'vitest'
import type { FoundKey, Keychain } from '../../../../../electron/core/secrets/keychain.ts'
import type { KeychainState, KeyProfile } from '../../../../../shared/domain/keys.ts'
import { createKeyring } from '../../../../../electron/core/secrets/keyring.ts'
import type { Settings } from '../../../../../shared/domain/settings.ts'
import { defaultSettings } from '../../../../../electron/core/settings.ts'

const present = (key: string): FoundKey => ({
  state: { kind: 'present', endsIn: key.slice(-4), storedOn: '2026-11-22' },
  key,
})
const noKey: FoundKey = { state: { kind: 'no-key', seenOpen: true }, key: null }
const locked = { kind: 'locked', detail: 'x' } as const satisfies KeychainState

const keyringWith = (
  environmentKey: string | null = null,
  stored: Readonly<Partial<Record<KeyProfile, string>>> = {},
) => {
  const entries = new Map(Object.entries(stored))
  const fault: { state: typeof locked | null } = { state: null }
  const answer = (profile: KeyProfile): FoundKey => {
    if (fault.state) return { state: fault.state, key: null }
    const key = entries.get(profile)
    return key === undefined ? noKey : present(key)
  }
  const asked: KeyProfile[] = []
  const keychain: Keychain = {
    read: (profile) => {
      asked.push(profile)
      return Promise.resolve(answer(profile))
    },
    store: (profile, key) => {
      if (!fault.state) entries.set(profile, key)
      return Promise.resolve(answer(profile))
    },
    forget: (profile) => {
      if (!fault.state) entries.delete(profile)
      return Promise.resolve(answer(profile))
    },
  }
  let settings: Settings = defaultSettings()
  const keyring = createKeyring({
    keychain,
    environmentKey,
    settings: {
      current: () => settings,
      change: ({ profile }) => {
        settings = { ...settings, profile }
        return Promise.resolve({ ok: true, value: settings })
      },
    },
  })
  return { keyring, asked, fault, settings: () => settings }
}

describe('the key in use', () => {
  test('is none until the keychain is asked, and then the active profile’s', async () => {
    const { keyring } = keyringWith(null, { production: 'the-production-key' })
    expect(keyring.current()).toBeNull()
    expect(keyring.standing()).toEqual({ profile: 'production', inUse: null, keychain: null })
    expect(await keyring.load()).toEqual({
      profile: 'production',
      inUse: { source: 'keychain', endsIn: '-key' },
      keychain: { kind: 'present', endsIn: '-key', storedOn: '2026-11-22' },
    })
    expect(keyring.current()).toBe('the-production-key')
  })

  test('is the environment’s where there is one; the keychain is not asked then', async () => {
    const { keyring, asked } = keyringWith('the-environment-key', { production: 'the-production-key' })
    expect((await keyring.load()).inUse?.source).toBe('environment')
    expect(keyring.current()).toBe('the-environment-key')
    expect(asked).toEqual([])
  })

  test('is the session’s where one was given, whatever else there is', async () => {
    const { keyring } = keyringWith('the-environment-key')
    expect(keyring.useForSession(' the-session-key\n')).toEqual({ ok: true, value: undefined })
    expect(keyring.current()).toBe('the-session-key')
    expect(keyring.standing().inUse?.source).toBe('session')
    await keyring.select('staging')
    expect(keyring.current()).toBe('the-environment-key')
  })

  test('is given for the session in a broken state too', async () => {
    const { keyring, fault } = keyringWith()
    fault.state = locked
    expect((await keyring.load()).keychain).toEqual(locked)
    keyring.useForSession('the-session-key')
    expect(keyring.current()).toBe('the-session-key')
    expect(keyring.standing()).toMatchObject({ inUse: { source: 'session' }, keychain: locked })
  })

  test('follows the active profile, which is remembered', async () => {
    const { keyring, settings } = keyringWith(null, {
      production: 'key-of-production',
      staging: 'key-of-staging',
    })
    await keyring.load()
    expect(await keyring.select('staging')).toMatchObject({ ok: true, value: { profile: 'staging' } })
    expect(keyring.current()).toBe('key-of-staging')
    expect(settings().profile).toBe('staging')
    await keyring.select('development')
    expect(keyring.current()).toBeNull()
  })

  test('changes when the active profile’s key is stored or forgotten, and not for another’s', async () => {
    const { keyring } = keyringWith()
    await keyring.store('staging', 'key-of-staging')
    expect(keyring.current()).toBeNull()
    expect(await keyring.store('production', ' key-of-production ')).toMatchObject({
      ok: true,
      value: { kind: 'present' },
    })
    expect(keyring.current()).toBe('key-of-production')
    await keyring.forget('staging')
    expect(keyring.current()).toBe('key-of-production')
    await keyring.forget('production')
    expect(keyring.current()).toBeNull()
  })

  test('stays in use while the keychain cannot be reached, until the keychain says that it is gone', async () => {
    const { keyring, fault } = keyringWith(null, { production: 'the-production-key' })
    await keyring.load()
    fault.state = locked
    expect(await keyring.status('production')).toEqual(locked)
    expect((await keyring.store('production', 'another-key')).ok).toBe(true)
    expect(await keyring.forget('production')).toEqual(locked)
    expect(keyring.current()).toBe('the-production-key')
  })

  test('is found by asking for the state', async () => {
    const { keyring } = keyringWith(null, { production: 'the-production-key' })
    await keyring.status('production')
    expect(keyring.current()).toBe('the-production-key')
  })
})

test('what is no key is refused before anything is asked, and changes nothing', async () => {
  const { keyring } = keyringWith(null, { production: 'the-production-key' })
  await keyring.load()
  expect(await keyring.store('production', 'two words')).toMatchObject({ error: { code: 'input/invalid' } })
  expect(keyring.useForSession('')).toMatchObject({ error: { code: 'input/invalid' } })
  expect(keyring.current()).toBe('the-production-key')
})
