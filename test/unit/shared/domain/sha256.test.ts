import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Of } from '../../../../shared/domain/sha256.ts'

const reference = (text: string) => createHash('sha256').update(text).digest('hex')

test('the fingerprint of any text is the one that Node gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256Of(text)).toBe(reference(text))
    }),
    { numRuns: 300 },
  )
})

test('the fingerprint holds at every length around a block, and with halves of characters', () => {
  for (let length = 0; length < 140; length++)
    expect(sha256Of('x'.repeat(length))).toBe(reference('x'.repeat(length)))
  expect(sha256Of('a\ud800b')).toBe(reference('a\ud800b'))
})
