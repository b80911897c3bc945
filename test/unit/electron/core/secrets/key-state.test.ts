import { describe, expect, test } from 'vitest'
import type { KeychainState } from '../../../../../shared/domain/keys.ts'
import { describeKeychain } from '../../../../../electron/core/secrets/key-state.ts'

const platforms = ['linux', 'darwin', 'win32'] as const
const broken: readonly KeychainState[] = [
  { kind: 'no-service', detail: 'x' },
  { kind: 'locked', detail: 'x' },
  { kind: 'unanswered', waitedMs: 4200 },
  { kind: 'library-missing', detail: 'x' },
]

const wordsOfNoKey = (seenOpen: boolean, platform: NodeJS.Platform) =>
  describeKeychain({ kind: 'no-key', seenOpen }, 'production', platform)

describe('a keychain in words', () => {
  test.each(platforms.flatMap((platform) => broken.map((state) => [platform, state.kind, state] as const)))(
    'on %s, %s: what to do, and that a key can be given for this session',
    (platform, _, state) => {
      const words = describeKeychain(state, 'production', platform)
      expect(words).toMatch(/then try again\.|Install Boardwright again/)
      expect(words).toContain('a key for this session only')
      expect(words).toContain('never written to disk')
    },
  )

  test('each state has its own words on each system', () => {
    const all = platforms.flatMap((platform) =>
      broken.map((state) => describeKeychain(state, 'production', platform)),
    )
    expect(new Set(all).size).toBe(all.length)
  })

  test.each([
    ['linux', 'library-missing', 'libsecret'],
    ['linux', 'no-service', 'Secret Service'],
    ['linux', 'locked', 'Unlock it'],
    ['darwin', 'locked', 'Keychain Access'],
    ['win32', 'no-service', 'Credential Manager'],
  ] as const)('on %s, %s names %s', (platform, kind, name) => {
    expect(describeKeychain({ kind, detail: 'x' }, 'production', platform)).toContain(name)
  })

  test('a wait is told in seconds', () => {
    expect(describeKeychain({ kind: 'unanswered', waitedMs: 4200 }, 'staging', 'linux')).toContain('5 s')
  })

  test('a key is told by its profile, its end and its day', () => {
    const state = { kind: 'present', endsIn: '1a2b', storedOn: '2026-11-22' } as const
    expect(describeKeychain(state, 'staging', 'darwin')).toBe(
      'The staging key is in the macOS keychain: it ends in …1a2b, stored on 2026-11-22.',
    )
    expect(describeKeychain({ ...state, storedOn: null }, 'staging', 'linux')).toBe(
      'The staging key is in the keyring: it ends in …1a2b.',
    )
  })

  test('no key is said for certain only where the keyring was seen open', () => {
    expect(wordsOfNoKey(true, 'linux')).toBe('No production key is stored in the keyring.')
    expect(wordsOfNoKey(false, 'linux')).toContain('or it is locked')
    expect(wordsOfNoKey(false, 'win32')).toBe(
      'No production key is stored in the Windows Credential Manager.',
    )
  })
})
