import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { downloadClip } from '../../electron/core/media/download.ts'
import type { Clock } from '../../electron/core/ports.ts'

const clipBytes = 256 * 1024 * 1024
const runs = 7

/** A media server in a process of its own, so that it costs both sides the same. Prints its port. */
const serverProgram = `
  const { createServer } = await import('node:http')
  const { randomBytes } = await import('node:crypto')
  const chunk = randomBytes(1024 * 1024)
  const server = createServer((request, response) => {
    response.writeHead(200, { etag: '"bench"', 'content-length': ${clipBytes} })
    let left = ${clipBytes} / chunk.length
    const fill = () => {
      while (left > 0) {
        left -= 1
        if (!response.write(chunk)) return
      }
      response.end()
    }
    response.on('drain', fill)
    fill()
  })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

const clock: Clock = {
  now: Date.now,
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    }),
}

/**
 * Fetching a clip of 256 MB from loopback until it is hashed, synced and named, against `curl -o` and a sync of its
 * file on the same disk. Milliseconds per run.
 */
export const bench = async (): Promise<{ name: string; ours: number[]; peer: number[]; limit: number }> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  const server = spawn(process.execPath, ['--input-type=module', '-e', serverProgram], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = await once(server.stdout, 'data')
    const url = `http://127.0.0.1:${Number(port)}/clip.mp4`
    const ours: number[] = []
    const peer: number[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(await timed(() => fetchOurs(url, join(folder, 'ours.mp4'))))
      await files.rm(join(folder, 'ours.mp4'))
      peer.push(await timed(() => fetchPeer(url, join(folder, 'peer.mp4'))))
      await files.rm(join(folder, 'peer.mp4'))
    }
    return {
      name: 'download of a 256 MB clip, hashed and synced, against curl and sync',
      ours,
      peer,
      limit: 1.25,
    }
  } finally {
    server.kill()
    await files.rm(folder, { recursive: true, force: true })
  }
}

const fetchOurs = async (url: string, destination: string): Promise<void> => {
  const result = await downloadClip({ url, destination, allows: () => true, files, clock })
  if (!result.ok || result.value.bytes !== clipBytes) throw new Error(JSON.stringify(result))
}

const fetchPeer = async (url: string, destination: string): Promise<void> => {
  const curl = spawn('curl', ['--silent', '--show-error', '--fail', '--output', destination, url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const words = text(curl.stderr)
  await once(curl, 'close')
  if (curl.exitCode !== 0) throw new Error(`curl failed: ${await words}`)
  const handle = await files.open(destination, 'r+')
  await handle.sync()
  await handle.close()
}

const timed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
