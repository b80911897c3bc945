import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import packageFile from '../../package.json' with { type: 'json' }
import { FailureError } from '../../shared/errors.ts'
import { homeFolder } from '../core/home.ts'
import { createFileLog, logFolder } from '../core/log/file-log.ts'
import { openProgram } from '../core/program.ts'
import { checkEnvironmentKey, takeEnvironmentKey } from '../core/secrets/environment-key.ts'
import type { KeyStanding } from '../../shared/domain/keys.ts'
import { diagnosticsText } from '../core/studio/diagnostics.ts'
import { describeKeychain } from '../core/secrets/key-state.ts'
import { askKey } from './ask-key.ts'
import { askPerson } from './ask-person.ts'
import { need, type Context } from './context.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { createOutput, type Output } from './output.ts'
import { createProgram, type GlobalOptions, type RunCommand } from './program.ts'
import { usageWords } from './usage-words.ts'

/**
 * The terminal program: reads the environment, runs one command, ends with its exit code. FAL_KEY is read here and
 * nowhere else, and taken out of the environment before anything can inherit it.
 */

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
  environmentKey: string | null,
  needsKey: boolean,
): Promise<Context> => {
  const home = resolve(options.home ?? homeFolder(process.env, process.platform, homedir()))
  const program = need(
    await openProgram({
      home,
      environment: process.env,
      environmentKey: need(checkEnvironmentKey(environmentKey)),
      log: createFileLog(logFolder(home)),
    }),
  )
  const { core, keyring, settings, prices, falProxy } = program
  const settingsNote = settings.note()
  if (settingsNote !== null) {
    output.note(settingsNote)
    output.event('settings-set-aside', { words: settingsNote })
  }
  if (needsKey) noteKeychain(output, await keyring.load())
  const canAsk = process.stdin.isTTY && process.stderr.isTTY && !options.json
  const interrupted = listenForInterrupts(output)
  return {
    core,
    output,
    home,
    settings: settings.current(),
    prices,
    confirm: canAsk ? askPerson(interrupted) : null,
    askKey: askKey(interrupted),
    keyring,
    falProxy,
    interrupted,
    diagnostics: () =>
      diagnosticsText({
        ...program,
        version: packageFile.version,
        frontDoor: 'terminal',
        openProjects: [],
        jobsRunning: 0,
      }),
  }
}

// A key may well be there: what stands in its way is worth knowing. No service, or no library, is how a server is.
const noteKeychain = (output: Output, { keychain, profile }: KeyStanding) => {
  if (keychain?.kind === 'locked' || keychain?.kind === 'unanswered')
    output.note(describeKeychain(keychain, profile, process.platform))
}

const runCommand =
  (environmentKey: string | null): RunCommand =>
  async (options, work, needs) => {
    const output = createOutput(process, options)
    let context: Context | null = null
    try {
      context = await contextFor(options, output, environmentKey, needs === 'key')
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

const environmentKey = takeEnvironmentKey(process.env)
const wantsJson = process.argv.includes('--json')
const program = createProgram(runCommand(environmentKey), packageFile.version)
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
