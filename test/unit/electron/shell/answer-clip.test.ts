import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerBytes, answerFile, noMedia } from '../../../../electron/core/media/answer-media.ts'
import { answerClip } from '../../../../electron/shell/answer-clip.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const clip = async (sizeBytes: number) => {
  const file = join(await temporaryFolder(), 'clip.mp4')
  const bytes = randomBytes(sizeBytes)
  await fs.writeFile(file, bytes)
  const asked: string[] = []
  const answer = answerClip(async (path, query, range) => {
    asked.push(`${path}?${query}`)
    if (path === '/prj/poster') return answerBytes(Uint8Array.of(1, 2, 3), 'image/jpeg')
    return path === '/prj/clip' ? answerFile(file, 'video/mp4', range) : noMedia
  })
  const get = (path: string, init?: RequestInit) => answer(new Request(`clip://media${path}`, init))
  return { bytes, get, asked, answer }
}
const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')
const range = (value: string): RequestInit => ({ headers: { Range: value } })

describe('media', () => {
  test('come whole where nothing else is asked', async () => {
    const { bytes, get } = await clip(3_000_000)
    const answer = await get('/prj/clip')
    expect([answer.status, answer.headers.get('Accept-Ranges')]).toEqual([200, 'bytes'])
    expect(hash(await answer.bytes())).toBe(hash(bytes))
  })

  test('come in pieces, from anywhere', async () => {
    const { bytes, get } = await clip(1000)
    for (const [asked, start, end] of [
      ['bytes=0-', 0, 999],
      ['bytes=10-19', 10, 19],
      ['bytes=-5', 995, 999],
      ['bytes=990-5000', 990, 999],
    ] as const) {
      const answer = await get('/prj/clip', range(asked))
      expect(answer.status).toBe(206)
      expect(answer.headers.get('Content-Range')).toBe(`bytes ${start}-${end}/1000`)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(start, end + 1))
    }
  })

  test('have nothing beyond their end, and say how long they are', async () => {
    const { get } = await clip(1000)
    const answer = await get('/prj/clip', range('bytes=1000-'))
    expect([answer.status, answer.headers.get('Content-Range')]).toEqual([416, 'bytes */1000'])
  })

  test('may be shown by the page, which is of another origin, and are never guessed at', async () => {
    const { get, asked } = await clip(10)
    const answer = await get('/prj/poster?at=40')
    expect([...(await answer.bytes())]).toEqual([1, 2, 3])
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
    expect(asked).toEqual(['/prj/poster?at=40'])
  })

  test('tell of themselves without coming', async () => {
    const { get } = await clip(1000)
    const answer = await get('/prj/clip', { method: 'HEAD' })
    expect([answer.status, answer.headers.get('Content-Length'), await answer.text()]).toEqual([
      200,
      '1000',
      '',
    ])
  })

  test('are at no other address, and nothing is sent to them', async () => {
    const { get, answer, asked } = await clip(10)
    expect((await get('/prj/nothing')).status).toBe(404)
    expect((await get('/prj/clip', { method: 'POST', body: 'x' })).status).toBe(404)
    expect((await answer(new Request('clip://elsewhere/prj/clip'))).status).toBe(404)
    expect(asked).toEqual(['/prj/nothing?'])
  })

  test('that are no longer wanted are no longer read', async () => {
    const { get } = await clip(20_000_000)
    const answer = await get('/prj/clip')
    const reader = answer.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })
})
