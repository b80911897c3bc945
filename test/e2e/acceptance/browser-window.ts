import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { startCommand, type Start } from '../kit/program.ts'
import { until } from './driver.ts'
import type { SpeakingWindow } from './window-driver.ts'

const program = fileURLToPath(new URL('../../../dist/electron/browser/main.js', import.meta.url))

/** Starts browser mode without a window of its own, and comes in by the printed address, as a browser does. */
export const startBrowserWindow = async (start: Start): Promise<SpeakingWindow> => {
  const running = startCommand(process.execPath, [program, '--no-window'], start)
  const address = await until(
    async () => /^http:\/\/\S+$/m.exec(running.output())?.[0] ?? null,
    'the address of browser mode',
  )
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const { origin, host } = new URL(address)
  const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie, origin } })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<string, (answer: never) => void>()
  socket.on('message', (data: Buffer) => {
    const { id, answer } = JSON.parse(data.toString('utf8')) as { id?: string; answer?: never }
    if (id === undefined || answer === undefined) return
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  return {
    ask: (call, input) =>
      new Promise((resolve) => {
        const id = randomUUID()
        waiting.set(id, resolve)
        socket.send(JSON.stringify({ id, call, input }))
      }),
    kill: async () => {
      running.signal('SIGKILL')
      await running.ended
    },
    close: async () => {
      socket.close()
      running.signal('SIGTERM')
      await running.ended
    },
  }
}
