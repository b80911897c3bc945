import { z } from 'zod'

/** The keys a person may keep side by side; one of them is active. */
export const keyProfiles = ['development', 'staging', 'production'] as const
export type KeyProfile = (typeof keyProfiles)[number]

/** The profile that is active where nobody has chosen another. */
export const defaultProfile: KeyProfile = 'production'

/**
 * What the system's keychain says about the key of one profile. `detail` is its own words, and holds no key.
 * - `present`: `endsIn` is the last four characters; `storedOn` a date (UTC, `2026-11-22`), null where another program
 *   stored the key.
 * - `no-key`: `seenOpen` says that the keychain was seen to be open. A locked keyring whose prompt is dismissed hides
 *   its keys in the same silence.
 * - `unanswered`: nothing came within `waitedMs` milliseconds; usually a prompt that waits for a person.
 */
export const keychainStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('present'), endsIn: z.string().max(4), storedOn: z.string().nullable() }),
  z.object({ kind: z.literal('no-key'), seenOpen: z.boolean() }),
  z.object({ kind: z.literal('no-service'), detail: z.string() }),
  z.object({ kind: z.literal('locked'), detail: z.string() }),
  z.object({ kind: z.literal('unanswered'), waitedMs: z.number() }),
  z.object({ kind: z.literal('library-missing'), detail: z.string() }),
])
export type KeychainState = Readonly<z.infer<typeof keychainStateSchema>>

/** Where the key in use is from: a session key goes before the environment's, and that before the keychain's. */
export const keySources = ['session', 'environment', 'keychain'] as const
export type KeySource = (typeof keySources)[number]

/** What anyone may know about the keys: never more of a key than its last four characters. */
export const keyStandingSchema = z.object({
  /** The active profile. */
  profile: z.enum(keyProfiles),
  inUse: z.object({ source: z.enum(keySources), endsIn: z.string().max(4) }).nullable(),
  /** The active profile's entry when the keychain was last asked; null where it has not been asked. */
  keychain: keychainStateSchema.nullable(),
})
export type KeyStanding = Readonly<z.infer<typeof keyStandingSchema>>
