import { callMaxBytes } from '../../shared/boundary-limits.ts'
import type { PagePorts, Pages, SocketLimits } from './pages.ts'

/** The sockets of the pages. */
export interface Sockets extends Pages {
  /** Tells `listener` whenever a page has come or gone. */
  readonly onCount: (listener: (pages: number) => void) => () => void
}

export const socketLimits: SocketLimits = {
  maxMessageBytes: callMaxBytes,
  maxWaitingBytes: 64 * 1024 * 1024,
  maxCalls: 1000,
  beatMs: 10_000,
}

/**
 * The sockets of the pages. What serves them, with the whole contract, is loaded when the first one comes: the browser is
 * started before that, and takes its time.
 */
export const createSockets = (ports: PagePorts): Sockets => {
  const listeners = new Set<(pages: number) => void>()
  const tell = (count: number) => {
    for (const listener of listeners) listener(count)
  }
  let pages: Pages | null = null
  let isClosed = false

  const load = async () => {
    const { createPages } = await import('./pages.ts')
    pages ??= createPages(ports, tell)
    return pages
  }
  const accept = async (...[request, socket, head]: Parameters<Pages['accept']>) => {
    const leave = () => socket.destroy()
    socket.on('error', leave)
    const loaded = await load()
    socket.off('error', leave)
    if (isClosed) socket.destroy()
    else loaded.accept(request, socket, head)
  }

  return {
    accept: (...given) => void accept(...given),
    count: () => pages?.count() ?? 0,
    onCount: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      isClosed = true
      pages?.close()
    },
    terminate: () => pages?.terminate(),
  }
}
