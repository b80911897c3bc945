import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { CallArgument, CallName, CallOutput } from '../../shared/contract.ts'
import type { Result } from '../../shared/errors.ts'
import type { ProjectSnapshot } from '../../shared/views.ts'
import { runProgram, startCommand, type Ended, type Running } from '../e2e/kit/program.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'

const program = fileURLToPath(new URL('../../dist/electron/browser/main.js', import.meta.url))
const patience = { timeout: 30_000 }

/** Browser mode as it is delivered, with a home of its own. */
export interface Delivered {
  readonly home: string
  /** Starts it, once more where it runs already. */
  readonly start: (...args: string[]) => Started
  /** Runs the terminal program beside it, to its end. */
  readonly terminal: (...args: string[]) => Promise<Ended>
}

export interface Started {
  readonly running: Running
  /** The latest address that it printed. */
  readonly address: () => Promise<URL>
}

/** A page that has come in. */
export interface Page {
  readonly origin: string
  readonly host: string
  readonly cookie: string
  readonly socket: WebSocket
  readonly call: <Name extends CallName>(
    name: Name,
    input: CallArgument<Name>,
  ) => Promise<Result<CallOutput<Name>>>
  /** Opens the project that the program opens at its start. */
  readonly openSample: () => Promise<ProjectSnapshot>
  readonly closed: Promise<number>
}

/** What a user has set, and the environment of whatever runs in the place. */
export interface Place {
  readonly settings?: object
  readonly environment?: Readonly<Record<string, string>>
}

/** A user's place for a test; what runs in it ends with the test. */
export const deliver = async ({ settings, environment = {} }: Place = {}): Promise<Delivered> => {
  const folder = await temporaryFolder()
  const home = join(folder, 'home')
  if (settings) {
    await mkdir(home)
    await writeFile(join(home, 'settings.json'), JSON.stringify(settings))
  }
  const env = { ...environment, BOARDWRIGHT_HOME: home }
  return {
    home,
    terminal: (...args) => runProgram(args, { home: folder, env }),
    start: (...args) => {
      const running = startCommand(process.execPath, [program, '--no-window', '--home', home, ...args], {
        home: folder,
        env,
      })
      onTestFinished(async () => {
        running.signal('SIGCONT')
        running.signal('SIGKILL')
        await running.ended
      })
      return {
        running,
        address: async () => {
          await expect.poll(running.output, patience).toMatch(/^http:\S+$/m)
          return new URL(
            running
              .output()
              .match(/^http:\S+$/gm)
              ?.at(-1) ?? '',
          )
        },
      }
    },
  }
}

/** Exchanges an address for the cookie. */
const cookieFor = async (address: URL): Promise<string> => {
  const entered = await fetch(address, { redirect: 'manual' })
  expect(entered.status).toBe(303)
  return (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** Comes in by an address, as a browser does. */
export const visit = async (address: URL): Promise<Page> => {
  const { origin, host } = address
  const cookie = await cookieFor(address)
  const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie, origin } })
  onTestFinished(() => socket.terminate())
  socket.on('error', () => undefined)
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('open', resolve))
  const waiting = new Map<number, (answer: never) => void>()
  socket.on('message', (data: Buffer) => {
    const { id, answer } = JSON.parse(data.toString('utf8')) as { id?: number; answer: never }
    if (id !== undefined) waiting.get(id)?.(answer)
  })
  let lastId = 0
  const call: Page['call'] = (name, input) =>
    new Promise((resolve) => {
      lastId += 1
      waiting.set(lastId, resolve)
      socket.send(JSON.stringify({ id: lastId, call: name, input }))
    })
  const openSample = async () => {
    const state = await call('app.state', {})
    const folder = state.ok ? state.value.lastProject : null
    const opened = await call('project.open', { folder: folder ?? 'none' })
    if (!opened.ok) throw new Error(opened.error.message)
    return opened.value
  }
  return { origin, host, cookie, socket, call, openSample, closed }
}

/** Sends a request as it is written, and gives all that came back. */
export const ask = (host: string, lines: readonly string[], connection = 'close'): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(host.split(':')[1]), '127.0.0.1', () =>
      socket.write(`${lines.join('\r\n')}\r\nConnection: ${connection}\r\n\r\n`),
    )
    let answer = ''
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })

/** The status of a written request. */
export const statusOf = async (host: string, ...lines: string[]): Promise<number> =>
  statusIn(await ask(host, lines))

const statusIn = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

/** The status with which a socket is refused. */
export const socketStatus = async (
  host: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> => {
  const lines = [
    'GET /socket HTTP/1.1',
    ...Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}`),
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]
  return statusIn(await ask(host, lines, 'Upgrade'))
}
