import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { downloadClip } from '../../../../../electron/core/media/download.ts'
import type { DownloadOptions } from '../../../../../electron/core/media/download.ts'
import type { HttpGet } from '../../../../../electron/core/media/http-get.ts'
import type { Clock, FileSystem } from '../../../../../electron/core/ports.ts'
import { fail, succeed } from '../../../../../shared/errors.ts'
import type { FailureCode } from '../../../../../shared/errors.ts'

const clip = randomBytes(300_000)
const half = clip.length / 2

/** Real time, but nobody waits longer than 10 ms at a stretch: back-off is quick, and a watcher looks again. */
const clock: Clock = {
  now: Date.now,
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 10), undefined, signal ? { signal } : {}).catch((error: unknown) => {
      if (!signal?.aborted) throw error
    })
  },
}

/** `halfSeen` resolves when the client has taken in half of the clip. */
type Answer = (request: IncomingMessage, response: ServerResponse, halfSeen: Promise<void>) => void

/** A media server that answers the n-th request as scripted, and the last script for ever after. */
const startServer = async (script: readonly Answer[], halfSeen = Promise.resolve()) => {
  const journal: { url: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    const answer = script[Math.min(journal.length, script.length - 1)]
    journal.push({ url: request.url ?? '', headers: request.headers })
    answer?.(request, response, halfSeen)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { origin, url: `${origin}/clip.mp4`, journal, close }
}

/** Answers with `body`, all of it or the range asked for. */
const whole =
  (body: Buffer, headers: Record<string, string> = { etag: '"one"' }): Answer =>
  (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const sameFile = request.headers['if-range'] === headers['etag']
    if (start > 0 && sameFile) {
      response.writeHead(206, {
        ...headers,
        'content-length': body.length - start,
        'content-range': `bytes ${start}-${body.length - 1}/${body.length}`,
      })
      response.end(body.subarray(start))
    } else {
      response.writeHead(200, { ...headers, 'content-length': body.length })
      response.end(body)
    }
  }

/** Sends the first half, and when it has been taken in does what `then` says. */
const halfOf =
  (
    body: Buffer,
    then: (response: ServerResponse) => void,
    headers: Record<string, string> = { etag: '"one"' },
  ): Answer =>
  (_request, response, halfSeen) => {
    response.writeHead(200, { ...headers, 'content-length': body.length })
    response.write(body.subarray(0, half))
    void halfSeen.then(() => then(response))
  }

const reset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy()
}

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, headers)
    response.end()
  }

let folder: string
let destination: string
let server: Awaited<ReturnType<typeof startServer>> | undefined

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'boardwright-download-'))
  destination = join(folder, 'clip.mp4')
})

afterEach(async () => {
  await server?.close()
  server = undefined
  await fs.rm(folder, { recursive: true })
})

const fetchClip = async (script: readonly Answer[], more: Partial<DownloadOptions> = {}) => {
  await server?.close()
  const halfSeen = Promise.withResolvers<void>()
  server = await startServer(script, halfSeen.promise)
  const { origin, url } = server
  const result = await downloadClip({
    url,
    destination,
    allows: (to) => to.origin === origin,
    files: fs,
    clock,
    ...more,
    onProgress: (progress) => {
      if (progress.receivedBytes >= half) halfSeen.resolve()
      more.onProgress?.(progress)
    },
  })
  return { result, journal: server.journal }
}

const hashOf = (body: Buffer) => createHash('sha256').update(body).digest('hex')

/** A result together with what is on the disk afterwards. */
const observed = async (result: unknown) => ({
  result,
  content: hashOf(await fs.readFile(destination)),
  folder: await fs.readdir(folder),
})

/** What is observed when `body` has arrived whole and nothing else was left. */
const arrived = (body = clip) => ({
  result: { ok: true, value: { bytes: body.length, sha256: hashOf(body) } },
  content: hashOf(body),
  folder: ['clip.mp4'],
})

const failure = (code: FailureCode) => ({ ok: false, error: { code } })

const noteSchema = z.looseObject({ syncedBytes: z.number() })
const readNote = async () =>
  noteSchema.parse(JSON.parse(await fs.readFile(`${destination}.part.json`, 'utf8')))

describe('a clip that arrives', () => {
  it('is complete, hashed and named, and leaves nothing else behind', async () => {
    const { result } = await fetchClip([whole(clip)])
    expect(await observed(result)).toMatchObject(arrived())
    expect(result).toMatchObject({ value: { etag: '"one"' } })
  })

  it('is requested without credentials and cookies', async () => {
    const { journal } = await fetchClip([
      status(302, { location: '/other', 'set-cookie': 'a=b' }),
      whole(clip),
    ])
    expect(journal.map(({ url }) => url)).toEqual(['/clip.mp4', '/other'])
    for (const { headers } of journal) {
      expect(headers).not.toHaveProperty('authorization')
      expect(headers).not.toHaveProperty('cookie')
    }
  })

  it('reports progress up to the last byte', async () => {
    const onProgress = vi.fn<NonNullable<DownloadOptions['onProgress']>>()
    await fetchClip([whole(clip)], { onProgress })
    expect(onProgress).toHaveBeenLastCalledWith({ receivedBytes: clip.length, totalBytes: clip.length })
  })

  it('may come without a length and without an ETag', async () => {
    const { result } = await fetchClip([(_request, response) => response.end(clip)])
    expect(await observed(result)).toMatchObject(arrived())
  })

  it('may drip', async () => {
    const drip: Answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 40 })
      let sent = 0
      const timer = setInterval(() => {
        response.write(clip.subarray(sent, sent + 1))
        sent += 1
        if (sent === 40) clearInterval(timer)
      }, 10)
    }
    const { result, journal } = await fetchClip([drip], { stallMs: 250 })
    expect(await observed(result)).toMatchObject(arrived(clip.subarray(0, 40)))
    expect(journal).toHaveLength(1)
  })

  it('is not fetched again where the destination is known to hold it', async () => {
    await fs.writeFile(destination, clip)
    const { result, journal } = await fetchClip([whole(clip)], { knownSha256: hashOf(clip) })
    expect(await observed(result)).toMatchObject(arrived())
    expect(journal).toHaveLength(0)
  })

  it('replaces a destination that holds something else', async () => {
    await fs.writeFile(destination, 'something else')
    expect(
      await observed((await fetchClip([whole(clip)], { knownSha256: hashOf(clip) })).result),
    ).toMatchObject(arrived())
  })

  it('is thrown away where the check refuses it', async () => {
    const verify = async (path: string) => {
      expect((await fs.readFile(path)).equals(clip)).toBe(true)
      return fail('media/not-a-clip', 'no')
    }
    expect((await fetchClip([whole(clip)], { verify })).result).toMatchObject(failure('media/not-a-clip'))
    expect(await fs.readdir(folder)).toEqual([])
  })

  it('gets its name only after the check', async () => {
    const seen: string[][] = []
    const verify = async () => {
      seen.push(await fs.readdir(folder))
      return succeed(null)
    }
    expect(await observed((await fetchClip([whole(clip)], { verify })).result)).toMatchObject(arrived())
    expect(seen).toEqual([['clip.mp4.part', 'clip.mp4.part.json']])
  })
})

describe('a download that is interrupted', () => {
  it('goes on from where a reset stopped it', async () => {
    const { result, journal } = await fetchClip([halfOf(clip, reset), whole(clip)])
    expect(await observed(result)).toMatchObject(arrived())
    expect(journal[1]?.headers).toMatchObject({ range: `bytes=${half}-`, 'if-range': '"one"' })
  })

  it('goes on from where the server fell silent', async () => {
    const silent = halfOf(clip, () => {})
    const { result, journal } = await fetchClip([silent, whole(clip)], { stallMs: 250 })
    expect(await observed(result)).toMatchObject(arrived())
    expect(journal[1]?.headers['range']).toBe(`bytes=${half}-`)
  })

  it('gives up on a server that never answers', async () => {
    const { result, journal } = await fetchClip([() => {}], { stallMs: 100, attempts: 2 })
    expect(result).toMatchObject(failure('network/timeout'))
    expect(journal).toHaveLength(2)
  })

  it('begins again from zero where the server gave only a weak ETag', async () => {
    const weak = { etag: 'W/"one"' }
    const { result, journal } = await fetchClip([halfOf(clip, reset, weak), whole(clip, weak)])
    expect(await observed(result)).toMatchObject(arrived())
    expect(journal[1]?.headers).not.toHaveProperty('range')
  })

  const other = randomBytes(clip.length)
  const wrongAnswers: Record<string, Answer> = {
    'the ETag has changed': whole(other, { etag: '"two"' }),
    'a 200 comes instead of a 206': (_request, response) => {
      response.writeHead(200, { etag: '"two"', 'content-length': other.length })
      response.end(other)
    },
    'the range is not satisfiable': status(416, { 'content-range': `bytes */${half}` }),
    'the Content-Range begins elsewhere': (_request, response) => {
      const range = `bytes ${half - 1}-${other.length - 1}/${other.length}`
      response.writeHead(206, { etag: '"one"', 'content-range': range })
      response.end(other.subarray(half - 1, -1))
    },
    'the Content-Range ends early': (_request, response) => {
      const range = `bytes ${half}-${other.length - 2}/${other.length}`
      response.writeHead(206, { etag: '"one"', 'content-range': range })
      response.end(other.subarray(half))
    },
    'the Content-Range speaks of another length': (_request, response) => {
      const range = `bytes ${half}-${other.length}/${other.length + 1}`
      response.writeHead(206, { etag: '"one"', 'content-range': range })
      response.end(other.subarray(half))
    },
    'the 206 belongs to another ETag': (_request, response) => {
      const range = `bytes ${half}-${other.length - 1}/${other.length}`
      response.writeHead(206, { etag: '"two"', 'content-range': range })
      response.end(other.subarray(half))
    },
    'the 206 has no Content-Range': (_request, response) => {
      response.writeHead(206, { etag: '"one"' })
      response.end(other.subarray(half))
    },
  }
  it.each(Object.entries(wrongAnswers))('never mixes bytes where %s', async (_title, wrong) => {
    const { result } = await fetchClip([halfOf(clip, reset), wrong, whole(other, { etag: '"two"' })])
    expect(await observed(result)).toMatchObject(arrived(other))
  })

  it('is taken up by the next run, and only for the same address', async () => {
    const stop = new AbortController()
    const stopHalfWay = { signal: stop.signal, onProgress: () => stop.abort() }
    const stopped = await fetchClip([halfOf(clip, () => {})], stopHalfWay)
    expect(stopped.result).toMatchObject(failure('network/interrupted'))
    const kept = (await fs.stat(`${destination}.part`)).size
    expect(kept).toBeGreaterThan(0)

    const address = { url: 'http://media.example/clip.mp4' }
    const note = await readNote()
    await fs.writeFile(`${destination}.part.json`, JSON.stringify({ ...note, ...address }))
    const ranges: (string | undefined)[] = []
    const get: HttpGet = async (_url, { headers }) => {
      ranges.push(headers['range'])
      const start = Number(/\d+/.exec(headers['range'] ?? '0')?.[0])
      const range = { 'content-range': `bytes ${start}-${clip.length - 1}/${clip.length}`, etag: '"one"' }
      return { status: 206, headers: range, body: Readable.from([clip.subarray(start)]) }
    }
    const result = await downloadClip({ ...address, destination, allows: () => true, files: fs, clock, get })
    expect(await observed(result)).toMatchObject(arrived())
    expect(ranges).toEqual([`bytes=${kept}-`])
  })

  it('begins again where the part belongs to another address', async () => {
    await fs.writeFile(`${destination}.part`, 'xxxx')
    const sidecar = { url: 'https://media.example/other', etag: '"one"', totalBytes: 300_000, syncedBytes: 4 }
    await fs.writeFile(`${destination}.part.json`, JSON.stringify(sidecar))
    const { result, journal } = await fetchClip([whole(clip)])
    expect(await observed(result)).toMatchObject(arrived())
    expect(journal[0]?.headers).not.toHaveProperty('range')
  })

  it.each(['{"url": "ht', '{}', 'null', '{"url":1}', 'x'.repeat(70_000)])(
    'begins again where the note beside the part is damaged (%#)',
    async (sidecar) => {
      await fs.writeFile(`${destination}.part`, 'xxxx')
      await fs.writeFile(`${destination}.part.json`, sidecar)
      expect(await observed((await fetchClip([whole(clip)])).result)).toMatchObject(arrived())
    },
  )

  it('survives being killed, and trusts only what had reached the disk', async () => {
    const long = randomBytes(24 * 1024 * 1024)
    const slow: Answer = (_request, response) => {
      response.writeHead(200, { etag: '"one"', 'content-length': long.length })
      response.write(long.subarray(0, 20 * 1024 * 1024))
    }
    server = await startServer([slow, whole(long)])
    const { url, journal } = server
    const source = new URL('../../../../../electron/core/media/download.ts', import.meta.url).href
    const program = `
      const { downloadClip } = await import(${JSON.stringify(source)})
      const clock = { now: Date.now, monotonicMs: () => performance.now(), sleep: (ms, signal) => new Promise((r) => setTimeout(r, ms)) }
      await downloadClip({ url: ${JSON.stringify(url)}, destination: ${JSON.stringify(destination)}, allows: () => true, files: await import('node:fs/promises'), clock })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
    await vi.waitFor(
      async () => {
        expect((await readNote()).syncedBytes).toBeGreaterThan(0)
      },
      { timeout: 20_000 },
    )
    child.kill('SIGKILL')
    await once(child, 'exit')
    // What lies beyond the noted bytes may be anything after loss of power.
    const { syncedBytes } = await readNote()
    const part = await fs.open(`${destination}.part`, 'r+')
    const { size } = await part.stat()
    await part.write(Buffer.alloc(size - syncedBytes), 0, size - syncedBytes, syncedBytes)
    await part.close()

    const result = await downloadClip({ url, destination, allows: () => true, files: fs, clock })
    expect(await observed(result)).toMatchObject(arrived(long))
    expect(journal[1]?.headers['range']).toBe(`bytes=${syncedBytes}-`)
  })
})

describe('a server that refuses', () => {
  it.each([404, 410])('means gone, at once, with %i', async (code) => {
    const { result, journal } = await fetchClip([status(code)])
    expect(result).toMatchObject(failure('media/gone'))
    expect(journal).toHaveLength(1)
  })

  it.each([400, 401, 403, 451])('is not asked again after %i', async (code) => {
    const { result, journal } = await fetchClip([status(code)])
    expect(result).toMatchObject(failure('fal/rejected'))
    expect(journal).toHaveLength(1)
  })

  it.each([429, 500, 502, 503, 504])('is asked again after %i', async (code) => {
    const { result, journal } = await fetchClip([status(code), status(code), whole(clip)])
    expect(await observed(result)).toMatchObject(arrived())
    expect(journal).toHaveLength(3)
  })

  it('is given up after as many attempts as were allowed', async () => {
    const { result, journal } = await fetchClip([status(503)], { attempts: 3 })
    expect(result).toMatchObject(failure('network/unreachable'))
    expect(journal).toHaveLength(3)
  })

  it('that is not there at all is unreachable', async () => {
    const gone = await startServer([whole(clip)])
    await gone.close()
    const options = { url: gone.url, destination, allows: () => true, files: fs, clock, attempts: 2 }
    expect(await downloadClip(options)).toMatchObject(failure('network/unreachable'))
  })

  it('with more bytes than a clip may have is not listened to', async () => {
    expect((await fetchClip([whole(clip)], { maxBytes: 1000 })).result).toMatchObject(
      failure('media/too-large'),
    )
    const endless: Answer = (_request, response) => response.end(clip)
    expect((await fetchClip([endless], { maxBytes: 1000 })).result).toMatchObject(failure('media/too-large'))
  })
})

const redirecting = async (location: string, allows: (url: URL) => boolean) => {
  const asked: string[] = []
  const get: HttpGet = async (url) => {
    asked.push(url.href)
    return { status: 302, headers: { location }, body: Readable.from([]) }
  }
  const url = 'https://v3.fal.media/clip.mp4'
  const result = await downloadClip({ url, destination, allows, files: fs, clock, get })
  return { result, asked }
}
const httpsOfFal = (url: URL) => url.protocol === 'https:' && url.hostname.endsWith('.fal.media')

describe('an address', () => {
  it.each([
    'http://v3.fal.media/clip.mp4',
    'https://evil.example/clip.mp4',
    'http://127.0.0.1:8080/clip.mp4',
    'https://localhost/clip.mp4',
    '//evil.example/clip.mp4',
    'file:///etc/passwd',
    'data:video/mp4,x',
    'https://user:secret@v3.fal.media/clip.mp4',
    'http://[',
  ])('that redirects to %s is refused before anything is sent there', async (location) => {
    const { result, asked } = await redirecting(location, httpsOfFal)
    expect(result).toMatchObject(failure('media/refused-address'))
    expect(asked).toEqual(['https://v3.fal.media/clip.mp4'])
  })

  it('that leads in a circle is refused', async () => {
    const { result, asked } = await redirecting('/clip.mp4', httpsOfFal)
    expect(result).toMatchObject(failure('media/refused-address'))
    expect(asked).toHaveLength(1)
  })

  it('that redirects for ever is refused', async () => {
    const { result, journal } = await fetchClip([
      (request, ...rest) => status(302, { location: `${request.url}x` })(request, ...rest),
    ])
    expect(result).toMatchObject(failure('media/refused-address'))
    expect(journal).toHaveLength(6)
  })

  it.each(['ftp://v3.fal.media/clip.mp4', 'no address', 'https://evilfal.media/clip.mp4'])(
    'such as %s is not even asked',
    async (url) => {
      const get = vi.fn<HttpGet>()
      const result = await downloadClip({ url, destination, allows: httpsOfFal, files: fs, clock, get })
      expect(result).toMatchObject(failure('media/refused-address'))
      expect(get).not.toHaveBeenCalled()
    },
  )
})

describe('the disk', () => {
  type Write = (
    batch: Buffer,
    offset: number,
    length: number,
    position: number,
  ) => Promise<{ bytesWritten: number }>

  /** Node's file calls, but what is written through an open file goes through `change`. */
  const writingThrough = (change: (write: Write) => Write): FileSystem => ({
    ...fs,
    open: async (...how: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...how)
      const write: Write = handle.write.bind(handle)
      return Object.assign(handle, { write: change(write) })
    },
  })

  /** As a disk with room for `limit` more bytes. */
  const fullAfter = (limit: { bytes: number }): FileSystem =>
    writingThrough((write) => async (batch, offset, length, position) => {
      if (limit.bytes === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      const taken = Math.min(length, limit.bytes)
      limit.bytes -= taken
      return write(batch, offset, taken, position)
    })

  it('that is full keeps the part, and the download goes on when there is space', async () => {
    const limit = { bytes: 100_000 }
    const { result } = await fetchClip([whole(clip)], { files: fullAfter(limit) })
    expect(result).toMatchObject(failure('disk/full'))
    expect(await fs.readdir(folder)).toEqual(['clip.mp4.part', 'clip.mp4.part.json'])
    limit.bytes = Infinity
    expect(
      await observed((await fetchClip([whole(clip)], { files: fullAfter(limit) })).result),
    ).toMatchObject(arrived())
  })

  it('that takes few bytes at a time gets them all in order', async () => {
    const slow = writingThrough(
      (write) => (batch, offset, length, position) => write(batch, offset, Math.min(length, 7777), position),
    )
    expect(await observed((await fetchClip([whole(clip)], { files: slow })).result)).toMatchObject(arrived())
  })

  it('with a link in the place of the part is not written through', async () => {
    const outside = join(folder, 'outside')
    await fs.writeFile(outside, 'precious')
    await fs.symlink(outside, `${destination}.part`)
    expect((await fetchClip([whole(clip)])).result).toMatchObject(failure('media/outside-project'))
    expect(await fs.readFile(outside, 'utf8')).toBe('precious')
  })
})
