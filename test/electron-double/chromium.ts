import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { lifeline } from './messages.ts'
import { speakThroughPipe, type Session } from './cdp.ts'

export interface PageTarget {
  readonly targetId: string
  readonly session: Session
}

/** A page that Chromium opened by itself: `window.open`, a link with a target. Held before it loads anything. */
export interface Popup extends PageTarget {
  readonly openerId: string | undefined
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--disable-popup-blocking',
  '--disable-back-forward-cache',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // One process for a page and its frames, so that one session sees them all.
  '--disable-site-isolation-trials',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
  '--no-proxy-server',
  '--password-store=basic',
  '--use-mock-keychain',
]

/**
 * Starts Chromium. It is driven through a pipe, so it ends when this process ends, however that happens; tests reach
 * the same pages through `endpoint`. Every `*.localhost` name leads to `schemePort`, loopback works, nothing else exists.
 */
export const launchChromium = async (executable: string, profile: string, schemePort: number) => {
  const child = spawn(
    executable,
    [
      ...flags,
      `--host-resolver-rules=MAP *.localhost 127.0.0.1:${schemePort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      '--remote-debugging-port=0',
    ],
    // A home of its own: what Chromium keeps must not be taken for what the app keeps.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', lifeline], env: { ...process.env, HOME: profile } },
  )
  const exited = once(child, 'exit')
  const { session } = speakThroughPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const root = session()

  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      if (text.length < 20_000) text += piece
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code} while starting: ${text}`)))
  })

  const arrived = new Map<string, Session>()
  const making = new Set<Promise<unknown>>()
  let onPopup: ((popup: Popup) => void) | undefined
  let onGone: ((targetId: string) => void) | undefined
  const arrivals = new Map<string, (session: Session) => void>()

  /** Whether a page is one of ours is known once the creations under way have answered. */
  const tellPopup = async (popup: Popup) => {
    await Promise.allSettled(making)
    if (arrived.delete(popup.targetId)) onPopup?.(popup)
  }

  root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const page = session(sessionId)
    if (targetInfo.type !== 'page') {
      page.send('Runtime.runIfWaitingForDebugger').catch(ignoreGone)
      return
    }
    arrived.set(targetInfo.targetId, page)
    arrivals.get(targetInfo.targetId)?.(page)
    void tellPopup({ targetId: targetInfo.targetId, session: page, openerId: targetInfo.openerId })
  })
  root.on('Target.targetDestroyed', ({ targetId }) => onGone?.(targetId))
  await root.send('Target.setDiscoverTargets', { discover: true })
  await root.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })

  /** A new page, held before its first document: set it up, then `Runtime.runIfWaitingForDebugger`. */
  const createPage = (width: number, height: number): Promise<PageTarget> => {
    const made = (async () => {
      const { targetId } = await root.send('Target.createTarget', {
        url: 'about:blank',
        width,
        height,
        newWindow: true,
      })
      const ready = arrived.get(targetId)
      const page =
        ready ?? (await new Promise<Session>((resolve) => arrivals.set(targetId, (found) => resolve(found))))
      arrived.delete(targetId)
      arrivals.delete(targetId)
      return { targetId, session: page }
    })()
    making.add(made)
    void made.finally(() => making.delete(made)).catch(ignoreGone)
    return made
  }

  return {
    endpoint,
    root,
    createPage,
    closePage: (targetId: string) => root.send('Target.closeTarget', { targetId }).catch(ignoreGone),
    whenPopup: (listener: (popup: Popup) => void) => void (onPopup = listener),
    whenGone: (listener: (targetId: string) => void) => void (onGone = listener),
    close: async () => {
      const forced = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await root.send('Browser.close').catch(ignoreGone)
      await exited
      clearTimeout(forced)
    },
  }
}

export type Chromium = Awaited<ReturnType<typeof launchChromium>>

/** For commands to a page or a Chromium that may have gone meanwhile: then there is nothing left to command. */
export const ignoreGone = (error: unknown): void => {
  const gone =
    /has gone|not found|No target|No session|Cannot find context|detached|closed|destroyed|Invalid InterceptionId|not attached|crashed/i
  if (!(error instanceof Error && gone.test(error.message))) throw error
}
