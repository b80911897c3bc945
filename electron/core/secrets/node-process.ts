import { spawn, type ChildProcess } from 'node:child_process'
import { programModule } from '../program-file.ts'
import type { KeychainProcess } from './keychain.ts'
import type { KeychainAnswer } from './keychain-messages.ts'

/** File of the keychain's process, as sources or as built. */
export const keychainModule = (): string => programModule('electron/core/secrets/keychain-process')

/**
 * What the keychain's process inherits. Threat: a key, or a file that keeps one, through what a child inherits: it
 * gets no key from the environment, and no options that write reports or heap snapshots.
 */
export const keychainEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && !withheld.has(name)) env[name] = value
  return env
}

const withheld: ReadonlySet<string> = new Set(['FAL_KEY', 'FAL_KEY_ID', 'FAL_KEY_SECRET', 'NODE_OPTIONS'])

/** Starts the keychain's process with Node itself, without output. */
export const spawnKeychainProcess = (environment: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [keychainModule()], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: keychainEnvironment(environment),
    windowsHide: true,
  })

/** A child of Node's, with a channel for messages, as the keychain's process. */
export const overNode = (child: ChildProcess): KeychainProcess => ({
  send: (request, onFailed) => {
    child.send(request, (error) => {
      if (error) onFailed(error.message)
    })
  },
  onAnswer: (listener) => child.on('message', (answer) => listener(answer as KeychainAnswer)),
  onEnd: (listener) => {
    child.on('error', (error) => listener(error.message))
    child.on('exit', (code, signal) => listener(`the keychain’s process ended with ${signal ?? code}`))
  },
  kill: () => {
    child.kill('SIGKILL')
  },
})

/** The keychain's process where Node runs the program: the terminal and browser mode. */
export const startKeychainProcess =
  (environment: NodeJS.ProcessEnv): (() => KeychainProcess) =>
  () =>
    overNode(spawnKeychainProcess(environment))
