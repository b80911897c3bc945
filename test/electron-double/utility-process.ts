import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { app } from './app.ts'
import { record } from './recorder.ts'

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly execArgv?: string[]
  readonly cwd?: string
  readonly stdio?: 'pipe' | 'ignore' | 'inherit'
  readonly serviceName?: string
}

class UtilityProcess extends EventEmitter {
  readonly #child
  readonly stdout
  readonly stderr

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super()
    const { stdio = 'inherit', serviceName = 'Node Utility Process' } = options
    record('utilityProcess.fork', modulePath, args, { serviceName })
    this.#child = fork(join(import.meta.dirname, 'utility-child.ts'), [modulePath, ...args], {
      serialization: 'advanced',
      env: options.env ?? process.env,
      stdio: [stdio === 'pipe' ? 'ignore' : stdio, stdio, stdio, 'ipc'],
      ...(options.execArgv && { execArgv: options.execArgv }),
      ...(options.cwd !== undefined && { cwd: options.cwd }),
    })
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code, signal) => {
      if (code !== 0)
        app.emit(
          'child-process-gone',
          {},
          {
            type: 'Utility',
            reason: signal ? 'killed' : 'abnormal-exit',
            exitCode: code ?? 0,
            serviceName: 'node.mojom.NodeService',
            name: serviceName,
          },
        )
      this.emit('exit', code ?? 0)
    })
  }

  get pid() {
    return this.#child.exitCode === null ? this.#child.pid : undefined
  }
  postMessage(message: unknown) {
    if (this.#child.connected) this.#child.send({ message })
  }
  kill() {
    return this.#child.kill('SIGTERM')
  }
}

/** A real process of Node, with `process.parentPort` in it. */
export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(modulePath, args, options),
}
