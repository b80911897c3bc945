import { z } from 'zod'
import type { Clock } from '../ports.ts'
import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts'
import { endOf, readKey } from './key-shape.ts'
import type { KeychainState, KeyProfile } from '../../../shared/domain/keys.ts'

/** What was found in the keychain. `key` is there where the state is `present`, and nowhere else. */
export type FoundKey =
  | { readonly state: KeychainState & { readonly kind: 'present' }; readonly key: string }
  | { readonly state: Exclude<KeychainState, { readonly kind: 'present' }>; readonly key: null }

/** The system's keychain, with one entry per profile. Nothing rejects, and nothing waits longer than its deadline. */
export interface Keychain {
  /**
   * The key, for the core's own use. Without `thoroughly`, a locked keyring may look empty; with it, that is told apart
   * as far as the system lets it, which may prompt even where no key is stored.
   */
  readonly read: (profile: KeyProfile, thoroughly: boolean) => Promise<FoundKey>
  /** Stores a key that `readKey` has passed, and reads it back: `present` where that succeeded. Waits for a person. */
  readonly store: (profile: KeyProfile, key: string) => Promise<FoundKey>
  /** Removes the key, and looks again: `no-key` where that succeeded. Waits for a person. */
  readonly forget: (profile: KeyProfile) => Promise<FoundKey>
}

/** The keychain's own process with its channel, whoever started it. One request is sent to it. */
export interface KeychainProcess {
  /** `onFailed` is told, in words, where the request cannot be sent. */
  readonly send: (request: KeychainRequest, onFailed: (how: string) => void) => void
  readonly onAnswer: (listener: (answer: KeychainAnswer) => void) => void
  /** Tells `listener`, in words, how the process ended, or that it could not be started. */
  readonly onEnd: (listener: (how: string) => void) => void
  /** Ends it at once, whatever it waits for. */
  readonly kill: () => void
}

export interface KeychainOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly platform: NodeJS.Platform
  readonly start: () => KeychainProcess
  /** Longest wait for an answer, in milliseconds (5 s). */
  readonly answerMs?: number
  /** Longest wait where a person may have to type the keychain's password first, in milliseconds (60 s). */
  readonly personMs?: number
}

const entrySchema = z.object({ key: z.string(), storedAt: z.iso.datetime() })

/** Connects the keychain. A process is started for each call, and killed with its answer or at the deadline. */
export const createKeychain = (options: KeychainOptions): Keychain => {
  const { clock, platform, start, answerMs = 5000, personMs = 60_000 } = options
  // Elsewhere a locked keychain says so by itself.
  const probes = platform === 'linux'
  const ask = async (request: KeychainRequest, waitMs: number): Promise<FoundKey> => {
    const answer = await askProcess(start, request, waitMs)
    switch (answer.kind) {
      case 'secret':
        return foundKey(answer.secret)
      case 'nothing':
        return { state: { kind: 'no-key', seenOpen: answer.seenOpen }, key: null }
      case 'refused':
        return { state: { kind: answer.why, detail: answer.detail }, key: null }
      case 'unanswered':
        return { state: answer, key: null }
    }
  }
  return {
    read: (account, thoroughly) => ask({ kind: 'read', account, probes: probes && thoroughly }, answerMs),
    store: (account, key) => {
      const secret = JSON.stringify({ key, storedAt: new Date(clock.now()).toISOString() })
      return ask({ kind: 'store', account, secret }, personMs)
    },
    forget: (account) => ask({ kind: 'forget', account, probes }, personMs),
  }
}

/** An entry as we write it, or a bare key that another program stored under our name. */
const foundKey = (secret: string): FoundKey => {
  const entry = entrySchema.safeParse(parseJson(secret))
  const key = readKey(entry.success ? entry.data.key : secret)
  if (!key.ok) return { state: { kind: 'no-key', seenOpen: true }, key: null }
  const storedOn = entry.success ? entry.data.storedAt.slice(0, 10) : null
  return { state: { kind: 'present', endsIn: endOf(key.value), storedOn }, key: key.value }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type Unanswered = Extract<KeychainState, { readonly kind: 'unanswered' }>

const askProcess = (
  start: () => KeychainProcess,
  request: KeychainRequest,
  waitMs: number,
): Promise<KeychainAnswer | Unanswered> =>
  new Promise((resolve) => {
    const keychain = start()
    const settle = (answer: KeychainAnswer | Unanswered) => {
      clearTimeout(deadline)
      keychain.kill()
      resolve(answer)
    }
    const broken = (detail: string) => settle({ kind: 'refused', why: 'no-service', detail })
    const deadline = setTimeout(() => settle({ kind: 'unanswered', waitedMs: waitMs }), waitMs)
    keychain.onAnswer(settle)
    keychain.onEnd(broken)
    keychain.send(request, broken)
  })
