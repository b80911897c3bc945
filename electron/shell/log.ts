import type { Writable } from 'node:stream'
import type { Log } from '../core/ports.ts'

/** Says what happens as one JSON object a line, for whoever started the program from a terminal. */
export const createLineLog = (out: Writable): Log => {
  // Hazard: a terminal that is closed meanwhile breaks the stream, which would bring up Electron's box of errors.
  out.on('error', () => {})
  const write =
    (level: string): Log['info'] =>
    (event, details = {}) =>
      void out.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...details })}\n`)
  return { info: write('info'), warn: write('warn') }
}
