import { describe, expect, test } from 'vitest'
import type { Fault } from '../../stand-in/faults.ts'
import type { StandIn } from '../../stand-in/server.ts'
import { clipAddress, standInForTest, submitText } from './setting.ts'

const clip = Buffer.from('0123456789')

const clipServer = async (): Promise<{ standIn: StandIn; url: string }> => {
  const standIn = await standInForTest({ durationMs: 0, clipFor: () => clip })
  return { standIn, url: clipAddress(standIn, await submitText(standIn)) }
}

const fetchRange = (url: string, range: string, ifRange?: string) =>
  fetch(url, { headers: { range, ...(ifRange !== undefined && { 'if-range': ifRange }) } })

describe('a finished clip', () => {
  test('comes whole, with its length, its ETag and the offer of ranges', async () => {
    const { url } = await clipServer()
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(url, { method })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-length')).toBe('10')
      expect(response.headers.get('accept-ranges')).toBe('bytes')
      expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{16}"$/)
      expect(await response.text()).toBe(method === 'GET' ? '0123456789' : '')
    }
  })

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('answers %s with 206', async (range, text, contentRange) => {
    const { url } = await clipServer()
    const response = await fetchRange(url, range)
    expect([response.status, response.headers.get('content-range')]).toEqual([206, contentRange])
    expect(await response.text()).toBe(text)
  })

  test('answers a range beyond its end with 416, and a senseless one with the whole', async () => {
    const { url } = await clipServer()
    const beyond = await fetchRange(url, 'bytes=10-')
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    expect((await fetchRange(url, 'bytes=4-2')).status).toBe(200)
    expect((await fetchRange(url, 'bytes=0-1,4-5')).status).toBe(200)
  })

  test('resumes only where If-Range names the same file', async () => {
    const { standIn, url } = await clipServer()
    const etag = (await fetch(url)).headers.get('etag') ?? ''
    expect((await fetchRange(url, 'bytes=5-', etag)).status).toBe(206)
    expect((await fetchRange(url, 'bytes=5-', '"other"')).status).toBe(200)
    standIn.script({
      step: 'download',
      fault: { kind: 'file', etag: '"new"', bytes: Buffer.from('abcdefghij') },
    })
    const changed = await fetchRange(url, 'bytes=5-', etag)
    expect([changed.status, await changed.text()]).toEqual([200, 'abcdefghij'])
  })

  test.each<[string, Fault, number, string, string | null]>([
    ['200 for 206', { kind: 'file', ignoreRange: true }, 200, '0123456789', null],
    ['a wrong Content-Range', { kind: 'file', contentRange: 'bytes 0-4/10' }, 206, '56789', 'bytes 0-4/10'],
    ['a refusal', { kind: 'reply', status: 410 }, 410, '', null],
  ])('can be made to answer a range with %s', async (_name, fault, status, text, contentRange) => {
    const { standIn, url } = await clipServer()
    standIn.script({ step: 'download', fault })
    const response = await fetchRange(url, 'bytes=5-')
    expect([response.status, await response.text()]).toEqual([status, text])
    expect(response.headers.get('content-range')).toBe(contentRange)
  })

  test('is not there before the job is done', async () => {
    const standIn = await standInForTest({ durationMs: Infinity, clipFor: () => clip })
    expect((await fetch(clipAddress(standIn, await submitText(standIn)))).status).toBe(404)
  })

  test('tells on whoever fetches it with the key', async () => {
    const { standIn, url } = await clipServer()
    await fetch(url, { headers: { authorization: `Key ${standIn.key}` } })
    expect(standIn.journal.leaks()).toMatchObject([{ step: 'download', authorization: true }])
    expect(JSON.stringify(standIn.journal.events)).not.toContain(standIn.key)
  })

  test('counts how many are fetched at the same moment', async () => {
    const { standIn, url } = await clipServer()
    standIn.script({ step: 'download', times: 3, fault: { kind: 'cut', atByte: 1, stall: true } })
    const stop = new AbortController()
    const stalled = await Promise.all([1, 2, 3].map(() => fetch(url, { signal: stop.signal })))
    expect(standIn.journal.peakConcurrentDownloads).toBe(3)
    stop.abort()
    await Promise.all(stalled.map((response) => expect(response.text()).rejects.toThrow('aborted')))
  })
})
