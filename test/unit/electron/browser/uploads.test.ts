import * as files from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import type { FileToken } from '../../../../shared/contract.ts'
import type { Result } from '../../../../shared/errors.ts'
import { uploadLimits } from '../../../../electron/browser/uploads.ts'
import { startPlace, type ServerPlace } from './place.ts'

const handedIn = async ({ folder }: ServerPlace): Promise<string[]> => {
  try {
    return await files.readdir(join(folder, 'handed'))
  } catch {
    return []
  }
}

/** Begins an upload whose body the test writes. */
const begin = (place: ServerPlace, headers: Readonly<Record<string, string>> = {}) => {
  const asking = request({
    host: '127.0.0.1',
    port: place.server.port,
    path: '/files?name=clip.mp4',
    method: 'POST',
    headers: { origin: place.origin, cookie: place.cookie, ...headers },
  })
  const answer = new Promise<{ status: number; result: Result<{ token: FileToken }> }>((resolve, reject) => {
    asking.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          result: JSON.parse(text) as Result<{ token: FileToken }>,
        }),
      )
    })
    asking.on('error', reject)
  })
  return { asking, answer }
}

describe('an upload', () => {
  test('lands on the disk whole, under a token, with the name it came with', async () => {
    const place = await startPlace()
    const { status, body } = await place.ask(
      '/files?name=..%2F..%2FRain%20%E2%82%AC.png',
      {},
      'POST',
      'the bytes',
    )
    expect(status).toBe(200)
    const { value } = JSON.parse(body.toString()) as { value: { token: FileToken } }
    const found = place.studio.handedFiles.find(value.token)
    expect(found).toMatchObject({ ok: true, value: { name: '....Rain €.png' } })
    const path = found.ok ? found.value.path : ''
    expect(await files.readFile(path, 'utf8')).toBe('the bytes')
    expect((await files.stat(path)).mode & 0o777).toBe(0o600)
    expect((await files.stat(join(path, '..'))).mode & 0o777).toBe(0o700)
  })

  test('may be empty', async () => {
    const place = await startPlace()
    expect((await place.ask('/files?name=empty.png', {}, 'POST')).status).toBe(200)
  })

  test('of 300 MB takes little memory', async () => {
    const place = await startPlace()
    const { asking, answer } = begin(place)
    const piece = Buffer.alloc(1024 * 1024, 7)
    let most = 0
    const before = process.memoryUsage().rss
    const pieces = function* () {
      for (let sent = 0; sent < 300; sent += 1) {
        most = Math.max(most, process.memoryUsage().rss - before)
        yield piece
      }
    }
    await pipeline(Readable.from(pieces()), asking)
    const { result } = await answer
    const found = result.ok ? place.studio.handedFiles.find(result.value.token) : result
    expect((await files.stat(found.ok ? found.value.path : '')).size).toBe(300 * 1024 * 1024)
    expect(most).toBeLessThan(100 * 1024 * 1024)
  })

  test('that is broken off leaves nothing behind', async () => {
    const place = await startPlace()
    const { asking, answer } = begin(place, { 'content-length': '1000' })
    asking.write('the first part')
    await expect.poll(() => handedIn(place)).toHaveLength(1)
    asking.destroy()
    await expect(answer).rejects.toThrow('socket hang up')
    await expect.poll(() => handedIn(place)).toEqual([])
  })

  test('that does not go on is ended and removed', async () => {
    const place = await startPlace({ limits: { uploads: { ...uploadLimits, idleMs: 100 } } })
    const { asking, answer } = begin(place, { 'content-length': '1000' })
    asking.write('the first part')
    await expect(answer).rejects.toThrow('socket hang up')
    await expect.poll(() => handedIn(place)).toEqual([])
  })

  test('without a name is refused', async () => {
    const place = await startPlace()
    expect((await place.ask('/files', {}, 'POST', 'x')).status).toBe(400)
    expect(await handedIn(place)).toEqual([])
  })

  test('that says it is too large is refused before it is read', async () => {
    const place = await startPlace()
    const { asking, answer } = begin(place, { 'content-length': String(2 * 1024 ** 3 + 1) })
    asking.flushHeaders()
    const { status, result } = await answer
    expect(status).toBe(413)
    expect(result).toMatchObject({
      error: { code: 'media/too-large', message: expect.stringContaining('2048 MB') },
    })
    expect(await handedIn(place)).toEqual([])
    asking.destroy()
  })

  test('that turns out too large is refused and removed', async () => {
    const place = await startPlace({ limits: { uploads: { ...uploadLimits, maxBytes: 1000 } } })
    const { asking, answer } = begin(place)
    asking.write(Buffer.alloc(2000))
    expect((await answer).status).toBe(413)
    await expect.poll(() => handedIn(place)).toEqual([])
    asking.destroy()
  })
})
