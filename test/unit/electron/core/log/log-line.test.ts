import { describe, expect, test } from 'vitest'
import { logLine } from '../../../../../electron/core/log/log-line.ts'
import { standInKey } from '../../../../stand-in/server.ts'

const told = (details: Record<string, string | number | boolean | null>) =>
  JSON.parse(logLine('warn', 'job.step', details, 0, 7)) as Record<string, unknown>

describe('a line of the log', () => {
  test('says when, who, how grave and what, as one object on one line', () => {
    const line = logLine(
      'info',
      'job.step',
      { job: 'job_1', from: 'created', attempt: 2, ok: true, no: null },
      0,
      7,
    )
    expect(line).not.toContain('\n')
    expect(JSON.parse(line)).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      pid: 7,
      level: 'info',
      event: 'job.step',
      job: 'job_1',
      from: 'created',
      attempt: 2,
      ok: true,
      no: null,
    })
  })

  test.each([
    standInKey,
    `it said ${standInKey} to me`,
    standInKey.slice(37),
    `Key ${standInKey.slice(0, 12)}`,
    'Authorization: Bearer abcdefgh12345678',
    'FAL_KEY=some-other-kind-of-key',
    'https://v3.fal.media/files/a.mp4?token=abc',
    'fetch failed: http://10.0.0.1/x',
    'clip.mp4?X-Amz-Signature=abc&expires=1',
  ])('withholds %j whole', (text) => {
    const { words } = told({ words: text })
    expect(words).toMatch(/^\[withheld: /)
  })

  test.each([
    [
      "ENOENT: no such file or directory, open '/home/ada/My film/boardwright.json'",
      "ENOENT: no such file or directory, open '…'",
    ],
    [String.raw`EPERM, rename 'C:\Users\Ada Lovelace\x' -> 'D:\y'`, "EPERM, rename '…' -> '…'"],
    ['cannot read /home/ada/film now', 'cannot read … now'],
    ['~/film is away', '… is away'],
  ])('takes the paths out of %j', (text, plain) => {
    expect(told({ words: text })['words']).toBe(plain)
  })

  test('cuts what is as long as a prompt', () => {
    const { words } = told({ words: 'a lighthouse keeper '.repeat(40) })
    expect(String(words).length).toBeLessThan(330)
    expect(words).toMatch(/cut from 800\]$/)
  })

  test.each([
    'job_1a2b3c4d5e6f',
    'fal/locked',
    '764cabcf-b745-4b3e-ae38-1200304cf45b',
    'disk I/O error',
    '16:9',
  ])('leaves %j as it is', (text) => {
    expect(told({ words: text })['words']).toBe(text)
  })
})
