import { createInterface } from 'node:readline'
import { addAbortSignal, Writable } from 'node:stream'
import { keyTextLimitBytes } from '../core/secrets/key-shape.ts'

/**
 * Reads a key: from a prompt that shows nothing of it where a person sits at the terminal, else from standard input to
 * its end, or to where it is too long for a key. Null where the person leaves instead.
 */
export const askKey = (interrupted: AbortSignal) => (): Promise<string | null> =>
  process.stdin.isTTY ? askHidden(interrupted) : readPiped(interrupted)

const askHidden = (interrupted: AbortSignal): Promise<string | null> =>
  new Promise((resolve) => {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    const terminal = createInterface({
      input: process.stdin,
      output: nowhere,
      terminal: true,
      historySize: 0,
    })
    let typed: string | null = null
    const leave = () => terminal.close()
    interrupted.addEventListener('abort', leave, { once: true })
    // While a line is being read, Ctrl-C comes as a key.
    terminal.on('SIGINT', () => process.emit('SIGINT'))
    terminal.on('line', (line) => {
      typed = line
      terminal.close()
    })
    terminal.on('close', () => {
      interrupted.removeEventListener('abort', leave)
      process.stderr.write('\n')
      resolve(typed)
    })
    process.stderr.write('Key (it is not shown): ')
  })

const readPiped = async (interrupted: AbortSignal): Promise<string | null> => {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of addAbortSignal(interrupted, process.stdin) as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > keyTextLimitBytes) break
    }
  } catch (error) {
    if (!interrupted.aborted) throw error
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}
