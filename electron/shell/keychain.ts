import { utilityProcess } from 'electron'
import type { KeychainProcess } from '../core/secrets/keychain.ts'
import type { KeychainAnswer } from '../core/secrets/keychain-messages.ts'
import { keychainEnvironment, keychainModule } from '../core/secrets/node-process.ts'

/**
 * Starts the keychain's process as one of Electron's own: the packaged program cannot be run as plain Node. It gets no
 * key in its arguments or environment, and says nothing but its answer.
 */
export const startKeychain =
  (environment: NodeJS.ProcessEnv): (() => KeychainProcess) =>
  () => {
    const child = utilityProcess.fork(keychainModule(), [], {
      env: keychainEnvironment(environment),
      stdio: 'ignore',
      serviceName: 'Boardwright Keychain',
    })
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
      send: (request) => child.postMessage(request),
      onAnswer: (listener) => child.on('message', (answer) => listener(answer as KeychainAnswer)),
      onEnd: (listener) =>
        child.on('exit', (code) => listener(`the keychain’s process ended with ${String(code)}`)),
      kill: () => {
        child.kill()
      },
    }
  }
