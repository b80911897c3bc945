import { endOf } from '../../core/secrets/key-shape.ts'
import type { KeychainState, KeyProfile } from '../../../shared/domain/keys.ts'
import { describeKeychain } from '../../core/secrets/key-state.ts'
import type { KeyStanding } from '../../../shared/domain/keys.ts'
import { need, wrongUse, type Context } from '../context.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'

/** `boardwright key set`: stores a key, read from a hidden prompt or from standard input, in the system's keychain. */
export const setKey = async (context: Context, chosen: KeyProfile | undefined): Promise<ExitCode> => {
  const { keyring, interrupted } = context
  const profile = chosen ?? keyring.standing().profile
  const text = await context.askKey()
  if (interrupted.aborted) return exitCodes.interrupted
  const state = need(await keyring.store(profile, text ?? wrongUse('No key was given; nothing was stored.')))
  if (state.kind !== 'present') return refuse(context, profile, state, 'The key was not stored.')
  report(context, profile, state)
  noteEnvironment(context)
  return exitCodes.ok
}

/** `boardwright key status`: what the keychain holds for a profile, and which key is in use. */
export const showKey = async (context: Context, chosen: KeyProfile | undefined): Promise<ExitCode> => {
  const { keyring, output } = context
  const profile = chosen ?? keyring.standing().profile
  const state = await keyring.status(profile)
  report(context, profile, state)
  const standing = keyring.standing()
  output.line(describeUse(standing))
  return state.kind === 'present' || (chosen === undefined && standing.inUse !== null)
    ? exitCodes.ok
    : exitCodes.keyOrAccount
}

/** `boardwright key forget`: removes a key from the system's keychain. */
export const forgetKey = async (context: Context, chosen: KeyProfile | undefined): Promise<ExitCode> => {
  const profile = chosen ?? context.keyring.standing().profile
  const state = await context.keyring.forget(profile)
  if (state.kind !== 'no-key') return refuse(context, profile, state, 'The key was not removed.')
  report(context, profile, state)
  noteEnvironment(context)
  return exitCodes.ok
}

/** `boardwright key use`: makes a profile the active one. */
export const useKey = async (context: Context, profile: KeyProfile): Promise<ExitCode> => {
  const standing = need(await context.keyring.select(profile))
  context.output.line(`The ${profile} key is the active one now.`)
  if (standing.keychain) report(context, profile, standing.keychain)
  noteEnvironment(context)
  return exitCodes.ok
}

/** `boardwright key check`: asks fal.ai whether it accepts the key in use, or that of a profile. Costs nothing. */
export const checkKey = async (context: Context, chosen: KeyProfile | undefined): Promise<ExitCode> => {
  const { core, keyring, output } = context
  const found = chosen === undefined ? await keyInUse(context) : await storedKey(context, chosen)
  if (found.key === null) return refuse(context, found.profile, found.state, 'There is no key to check.')
  need(await core.checkKey(found.key))
  output.line(`fal.ai accepts ${found.name}, which ends in …${endOf(found.key)}.`)
  output.summary({ profile: keyring.standing().profile, accepted: true, endsIn: endOf(found.key) })
  return exitCodes.ok
}

type KeyToCheck =
  | { readonly key: string; readonly name: string }
  | { readonly key: null; readonly profile: KeyProfile; readonly state: KeychainState }

const keyInUse = async ({ keyring }: Context): Promise<KeyToCheck> => {
  const standing = await keyring.load()
  const key = keyring.current()
  return key === null
    ? { key, profile: standing.profile, state: standing.keychain ?? { kind: 'no-key', seenOpen: false } }
    : { key, name: nameInUse(standing) }
}

const storedKey = async ({ keyring }: Context, profile: KeyProfile): Promise<KeyToCheck> => {
  const { state, key } = await keyring.stored(profile)
  return key === null ? { key, profile, state } : { key, name: `the ${profile} key` }
}

/** The key in use, in words: "the production key". */
export const nameInUse = ({ inUse, profile }: KeyStanding): string => {
  switch (inUse?.source) {
    case undefined:
      return 'no key'
    case 'environment':
      return 'the key of FAL_KEY'
    case 'session':
      return 'the key given for this session'
    case 'keychain':
      return `the ${profile} key`
  }
}

const describeUse = (standing: KeyStanding): string =>
  standing.inUse === null
    ? `The active profile is ${standing.profile}. Without a key, shots are rehearsed; “boardwright key set” stores one, FAL_KEY gives one for once.`
    : `In use: ${nameInUse(standing)}, which ends in …${standing.inUse.endsIn}.`

const report = ({ keyring, output }: Context, profile: KeyProfile, state: KeychainState) => {
  const words = describeKeychain(state, profile, process.platform)
  const { kind, ...fields } = state
  const { profile: active, inUse } = keyring.standing()
  const facts = { profile, state: kind, ...fields, active, inUse }
  output.line(words)
  output.event('key', { ...facts, words })
  output.summary(facts)
}

const noteEnvironment = ({ keyring, output }: Context) => {
  const standing = keyring.standing()
  if (standing.inUse?.source === 'environment')
    output.note(`FAL_KEY is set and goes before the keychain: ${nameInUse(standing)} stays in use.`)
}

const refuse = ({ output }: Context, profile: KeyProfile, state: KeychainState, what: string): ExitCode => {
  output.failure({
    code: 'fal/no-key',
    message: `${what} ${describeKeychain(state, profile, process.platform)}`,
    ...('detail' in state && { detail: state.detail }),
    cost: 'nothing',
  })
  output.summary({ error: 'fal/no-key', profile, state: state.kind })
  return exitCodes.keyOrAccount
}
