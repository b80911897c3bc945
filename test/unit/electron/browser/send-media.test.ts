import { randomBytes } from 'node:crypto'
import * as files from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'
import { startPlace } from './place.ts'

const bytes = randomBytes(3 * 1024 * 1024)

const place = async () => {
  const clip = join(await temporaryFolder(), 'clip.mp4')
  await files.writeFile(clip, bytes)
  return { clip, ...(await startPlace({}, { clip })) }
}

describe('media', () => {
  test('is served whole, and its headers alone to HEAD', async () => {
    const { ask } = await place()
    const whole = await ask('/media/p/clip/t')
    expect(whole.status).toBe(200)
    expect(whole.body.equals(bytes)).toBe(true)
    expect(whole.headers).toMatchObject({ 'content-type': 'video/mp4', 'accept-ranges': 'bytes' })
    const head = await ask('/media/p/clip/t', {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(bytes.length),
      0,
    ])
    expect((await ask('/media/p/thumb/a/64?x=1')).body.toString()).toBe('a picture, x=1')
    expect((await ask('/media/p/clip/other')).status).toBe(404)
  })

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=1000-1999', 1000, 2000],
    ['bytes=0-', 0, bytes.length],
    [`bytes=${bytes.length - 1}-`, bytes.length - 1, bytes.length],
    ['bytes=-500', bytes.length - 500, bytes.length],
    [`bytes=5-${bytes.length * 2}`, 5, bytes.length],
    ['bytes=100-1100000', 100, 1_100_001],
  ])('answers Range %s with 206 and that piece', async (range, start, end) => {
    const { ask } = await place()
    const answer = await ask('/media/p/clip/t', { range })
    expect([answer.status, answer.headers['content-range']]).toEqual([
      206,
      `bytes ${start}-${end - 1}/${bytes.length}`,
    ])
    expect(answer.headers['content-length']).toBe(String(end - start))
    expect(answer.body.equals(bytes.subarray(start, end))).toBe(true)
  })

  test.each([`bytes=${bytes.length}-`, 'bytes=999999999999-', 'bytes=-0'])(
    'answers Range %s, which lies outside, with 416 and nothing of the file',
    async (range) => {
      const { ask } = await place()
      const answer = await ask('/media/p/clip/t', { range })
      expect([answer.status, answer.headers['content-range'], answer.body.length]).toEqual([
        416,
        `bytes */${bytes.length}`,
        0,
      ])
    },
  )

  test('a thousand ranges in one request are answered with no more than the file', async () => {
    const { ask } = await place()
    const range = `bytes=${Array.from({ length: 1000 }, () => '0-').join(',')}`
    const answer = await ask('/media/p/clip/t', { range })
    expect(answer.body.length).toBeLessThanOrEqual(bytes.length)
    expect([200, 416]).toContain(answer.status)
  })

  test('that is left unread is let go, with its file', async () => {
    const { server, cookie, clip } = await place()
    await files.truncate(clip, 500 * 1024 * 1024)
    const before = (await files.readdir('/proc/self/fd')).length
    const sockets = await Promise.all(
      Array.from(
        { length: 20 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(server.port, '127.0.0.1')
            socket.write(
              `GET /media/p/clip/t HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${cookie}\r\n\r\n`,
            )
            socket.once('data', () => resolve(socket.pause()))
          }),
      ),
    )
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(async () => (await files.readdir('/proc/self/fd')).length)
      .toBeLessThanOrEqual(before + 2)
    expect(process.memoryUsage().rss).toBeLessThan(1024 ** 3)
  })
})
