import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The built program, as its user starts it. */
export const programPath = fileURLToPath(new URL('../../../bin/boardwright.js', import.meta.url))

/** How a program is started. `home` is its data folder; of the environment it gets nothing else but the PATH. */
export interface Start {
  readonly home: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** One line of `--json`. */
export type OutputEvent = Readonly<Record<string, unknown>> & { readonly event: string }

/** What came of a program that has ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A program under way. */
export interface Running {
  readonly ended: Promise<Ended>
  /** What it has written so far, on both streams. */
  readonly output: () => string
  readonly signal: (name: NodeJS.Signals) => void
  readonly type: (text: string) => void
  /** Stops reading its standard output, as `head` does. */
  readonly closeOutput: () => void
}

/** Starts any command; it is ended by whoever starts it, at the latest with the test. */
export const startCommand = (file: string, args: readonly string[], { home, cwd, env }: Start): Running => {
  const build = fileURLToPath(new URL('../../../dist/electron/cli/main.js', import.meta.url))
  if (!existsSync(build)) throw new Error('The program is not built: run “npm run build” before these tests.')
  const child = spawn(file, args, {
    cwd: cwd ?? home,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      TERM: 'xterm',
      LANG: 'C.UTF-8',
      BOARDWRIGHT_HOME: home,
      ...env,
    },
  })
  let stdout = ''
  let stderr = ''
  let both = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    both += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    both += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return {
    ended,
    output: () => both,
    signal: (name) => child.kill(name),
    type: (text) => child.stdin.write(text),
    closeOutput: () => void child.stdout.destroy(),
  }
}

/** Starts `boardwright` with these arguments. */
export const startProgram = (args: readonly string[], start: Start): Running =>
  startCommand(process.execPath, [programPath, ...args], start)

/** Runs `boardwright` with these arguments to its end. */
export const runProgram = (args: readonly string[], start: Start): Promise<Ended> =>
  startProgram(args, start).ended

/** The events of a program that ran with `--json`. Throws where a line is no event. */
export const eventsOf = ({ stdout }: Pick<Ended, 'stdout'>): OutputEvent[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OutputEvent)

/** The summary that ends the output of `--json`. Throws where the last line is another one. */
export const summaryOf = (ended: Pick<Ended, 'stdout'>): OutputEvent => {
  const last = eventsOf(ended).at(-1)
  if (last?.event !== 'summary') throw new Error(`the last line is no summary: ${JSON.stringify(last)}`)
  return last
}
