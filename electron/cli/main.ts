import { randomBytes } from 'node:crypto'
import files from 'node:fs/promises'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import packageFile from '../../package.json' with { type: 'json' }
import { priceTableSchema } from '../../shared/domain/prices.ts'
import { FailureError } from '../../shared/errors.ts'
import { systemClock } from '../core/clock.ts'
import { makeFolder } from '../core/disk/make-folder.ts'
import { mayBeProxy } from '../core/fal/addresses.ts'
import { homeFolder } from '../core/home.ts'
import { createCore } from '../core/session.ts'
import { readKey } from '../core/secrets/key-shape.ts'
import { createKeychain, startKeychainProcess } from '../core/secrets/keychain.ts'
import { createKeyring, type KeyStanding } from '../core/secrets/keyring.ts'
import { describeKeychain } from '../core/secrets/key-state.ts'
import { openSettings } from '../core/settings.ts'
import { askKey } from './ask-key.ts'
import { askPerson } from './ask-person.ts'
import { assetPath, need, wrongUse, type Context } from './context.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { createOutput, type Output } from './output.ts'
import { createProgram, type GlobalOptions, type RunCommand } from './program.ts'
import { usageWords } from './usage-words.ts'

/**
 * The terminal program: reads the environment, runs one command, ends with its exit code. FAL_KEY is read here and
 * nowhere else, and taken out of the environment before anything can inherit it.
 */

const takeKey = (environment: NodeJS.ProcessEnv): string | null => {
  const key = environment['FAL_KEY']?.trim() ?? ''
  for (const name of ['FAL_KEY', 'FAL_KEY_ID', 'FAL_KEY_SECRET']) delete environment[name]
  return key === '' ? null : key
}

const checkKey = (given: string | null): string | null => {
  if (given === null) return null
  const key = readKey(given)
  if (key.ok) return key.value
  throw new FailureError({
    ...key.error,
    code: 'fal/bad-key',
    message: `FAL_KEY does not look like a key. ${key.error.message}`,
  })
}

const checkProxy = (address: string | undefined): string | null => {
  if (!address) return null
  return mayBeProxy(address)
    ? address
    : wrongUse(
        'BOARDWRIGHT_FAL_PROXY is not an https address of a studio proxy (http is allowed on this machine only).',
      )
}

/** The first Ctrl-C lets the work stop in an orderly way; the second ends the program at once: the ledger is always in order. */
const listenForInterrupts = (output: Output): AbortSignal => {
  const interruption = new AbortController()
  const onSignal = () => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted)
    output.note('Stopping. Press Ctrl-C again to leave at once.')
    interruption.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return interruption.signal
}

const contextFor = async (
  options: GlobalOptions,
  output: Output,
  givenKey: string | null,
  needsKey: boolean,
): Promise<Context> => {
  const home = resolve(options.home ?? homeFolder(process.env, process.platform, homedir()))
  await makeHome(home)
  const environmentKey = checkKey(givenKey)
  const settingsFile = need(await openSettings({ home, files, clock: systemClock }))
  const settingsNote = settingsFile.note()
  if (settingsNote !== null) {
    output.note(settingsNote)
    output.event('settings-set-aside', { words: settingsNote })
  }
  const settings = settingsFile.current()
  const falProxy = checkProxy(process.env['BOARDWRIGHT_FAL_PROXY']) ?? settings.falProxy ?? null
  const { platform } = process
  const start = startKeychainProcess(process.env)
  const keychain = createKeychain({ clock: systemClock, platform, start })
  const keyring = createKeyring({ keychain, settings: settingsFile, environmentKey })
  if (needsKey) noteKeychain(output, await keyring.load())
  const prices = priceTableSchema.parse(JSON.parse(await files.readFile(assetPath('prices.json'), 'utf8')))
  const core = createCore({
    home,
    files,
    clock: systemClock,
    log: { info: () => {}, warn: () => {} },
    randomBytes: (count) => randomBytes(count),
    key: keyring.current,
    falProxy,
    prices,
    settings,
  })
  const canAsk = process.stdin.isTTY && process.stderr.isTTY && !options.json
  const interrupted = listenForInterrupts(output)
  return {
    core,
    output,
    home,
    settings,
    confirm: canAsk ? askPerson(interrupted) : null,
    askKey: askKey(interrupted),
    keyring,
    falProxy,
    interrupted,
  }
}

// A key may well be there: what stands in its way is worth knowing. No service, or no library, is how a server is.
const noteKeychain = (output: Output, { keychain, profile }: KeyStanding) => {
  if (keychain?.kind === 'locked' || keychain?.kind === 'unanswered')
    output.note(describeKeychain(keychain, profile, process.platform))
}

const makeHome = async (home: string) => {
  try {
    await makeFolder(home, files, 0o700)
  } catch (error) {
    throw new FailureError({
      code: 'disk/denied',
      message: `The data folder ${home} cannot be made; choose another with --home.`,
      detail: String(error),
    })
  }
}

const runCommand =
  (givenKey: string | null): RunCommand =>
  async (options, work, needs) => {
    const output = createOutput(process, options)
    let context: Context | null = null
    try {
      context = await contextFor(options, output, givenKey, needs === 'key')
      process.exitCode = (await work(context)) ?? exitCodes.ok
    } catch (error) {
      if (!(error instanceof FailureError)) {
        output.summary({ error: 'internal' })
        throw error
      }
      const { failure } = error
      output.failure(failure)
      output.summary({ error: failure.code })
      process.exitCode = context?.interrupted.aborted ? exitCodes.interrupted : exitCodeOf(failure)
    } finally {
      await context?.core.close()
      output.finish()
    }
  }

const givenKey = takeKey(process.env)
const wantsJson = process.argv.includes('--json')
const program = createProgram(runCommand(givenKey), packageFile.version)
// What was typed wrongly is said by `usageFailed`, in the program's own voice.
const quietly = { outputError: () => {}, ...(wantsJson && { writeErr: () => {} }) }
const throwInstead = (error: CommanderError): never => {
  throw error
}
const nested = program.commands.flatMap((command) => command.commands)
for (const command of [program, ...program.commands, ...nested]) {
  command.exitOverride(throwInstead)
  command.configureOutput(quietly)
}

const usageFailed = ({ code, exitCode, message }: CommanderError): ExitCode => {
  if (exitCode === 0) return exitCodes.ok
  // Without a command, the help has been shown already.
  if (code === 'commander.help' && !wantsJson) return exitCodes.wrongUse
  const command = program.commands.find((known) => known.name() === process.argv[2])
  const output = createOutput(process, { json: wantsJson, quiet: false })
  output.failure({
    code: 'input/invalid',
    message: usageWords(code === 'commander.help' ? 'a command is missing' : message, command?.name()),
  })
  output.summary({ error: 'input/invalid' })
  output.finish()
  return exitCodes.wrongUse
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = usageFailed(error)
  else {
    // A broken invariant: said in full, for whoever mends it. It holds no key, because nothing here ever prints one.
    console.error(error)
    process.exitCode = exitCodes.jobFailed
  }
}
