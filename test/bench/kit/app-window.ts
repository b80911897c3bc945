import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { appWindowFlags } from '../../../electron/browser/app-window.ts'
import { chromiumPath } from '../../kit/chromium.ts'

/** An app window as the program opens it, which nobody sees, with that profile. */
export interface BenchWindow {
  /** Waits until a button whose text begins with these words can be pressed. */
  readonly pressable: (words: string) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens an address as the program does. The page is asked through the browser's debugging port, of which nothing else is turned
 * on: what records a page's requests has each of them remember its stack, for which the engine parses the script anew.
 */
export const openBenchWindow = (address: string, profile: string): BenchWindow => {
  const browser = spawn(
    chromiumPath(),
    [
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--remote-debugging-port=0',
      ...appWindowFlags(address, profile),
    ],
    { stdio: 'ignore' },
  )
  const ended = once(browser, 'exit')
  return {
    pressable: async (words) => {
      const script = `(${untilPressable.toString()})(${JSON.stringify(words)})`
      const deadline = AbortSignal.timeout(patienceMs)
      while (!deadline.aborted) {
        const page = await findPage(profile)
        if (page !== null && (await ranThrough(page, script, deadline))) return
        await sleep(5)
      }
      throw new Error(`no button “${words}” can be pressed`)
    },
    close: async () => {
      browser.kill('SIGTERM')
      await ended
      // The next one of this profile writes its own.
      await files.rm(portFile(profile), { force: true })
    },
  }
}

const patienceMs = 60_000

const portFile = (profile: string) => join(profile, 'DevToolsActivePort')

/** The debugging address of the page, where there is one already. */
const findPage = async (profile: string): Promise<string | null> => {
  try {
    const [port] = (await files.readFile(portFile(profile), 'utf8')).split('\n')
    const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
    return (targets as Target[]).find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? null
  } catch {
    return null
  }
}

interface Target {
  readonly type: string
  readonly webSocketDebuggerUrl: string
}

/** Whether the script came to its end in that page: the one that a window begins with goes when its address comes. */
const ranThrough = async (page: string, expression: string, signal: AbortSignal): Promise<boolean> => {
  const socket = new WebSocket(page)
  try {
    await once(socket, 'open', { signal })
    socket.send(
      JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true } }),
    )
    const [answer] = (await once(socket, 'message', { signal })) as [Buffer]
    const { result } = JSON.parse(answer.toString()) as {
      readonly result?: { readonly exceptionDetails?: unknown }
    }
    return result !== undefined && result.exceptionDetails === undefined
  } catch {
    return false
  } finally {
    socket.terminate()
  }
}

/** In the page: waits until the button is there, on top of whatever else is, and keeps its place. */
const untilPressable = (words: string): Promise<void> =>
  new Promise((resolve) => {
    let last = ''
    const look = () => {
      const button = [...document.querySelectorAll('button')].find(
        (one) => !one.disabled && one.textContent.startsWith(words),
      )
      const { left, top, width, height } = button?.getBoundingClientRect() ?? new DOMRect()
      const onTop = document.elementFromPoint(left + width / 2, top + height / 2)
      const place = button?.contains(onTop) ? [left, top, width, height].join(' ') : ''
      if (place !== '' && place === last) return resolve()
      last = place
      setTimeout(look, 10)
    }
    look()
  })
