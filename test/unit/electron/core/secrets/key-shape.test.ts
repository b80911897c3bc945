import { describe, expect, test } from 'vitest'
import { endOf, readKey } from '../../../../../electron/core/secrets/key-shape.ts'

describe('a key', () => {
  test.each(['an-id:a-secret', ' an-id:a-secret', 'an-id:a-secret\r\n', '\t\u00A0an-id:a-secret\u2028'])(
    'is freed of what surrounds it: %j',
    (text) => {
      expect(readKey(text)).toEqual({ ok: true, value: 'an-id:a-secret' })
    },
  )

  test.each([
    ['an-id:a-secret\nan-id:a-secret', 'a space or a line break'],
    ['Key an-id:a-secret', 'a space or a line break'],
    ['short:1', 'does not look like a key'],
    ['k'.repeat(513), 'does not look like a key'],
    ['an-id:a-sécret', 'does not look like a key'],
    ['an-id:\u0007secret', 'does not look like a key'],
  ])('that is none is refused, and never repeated: %j', (text, words) => {
    const result = readKey(text)
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'input/invalid', message: expect.stringContaining(words) as string, cost: 'nothing' },
    })
    expect(JSON.stringify(result)).not.toContain(text)
  })

  test.each(['', ' \n'])('that is not there is said to be missing: %j', (text) => {
    expect(readKey(text)).toMatchObject({
      ok: false,
      error: { code: 'input/invalid', message: expect.stringContaining('No key was given') as string },
    })
  })

  test.each(['12345678', 'k'.repeat(512)])('may be as short or as long as %s', (text) => {
    expect(readKey(text)).toEqual({ ok: true, value: text })
  })

  test('shows its last four characters', () => {
    expect(endOf('an-id:a-secret-1a2b')).toBe('1a2b')
  })
})
