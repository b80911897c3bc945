import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipFileName, foldName } from '../../../../../electron/core/project/file-names.ts'
import { clipNameSchema } from '../../../../../shared/domain/document.ts'

const free = () => false
const nameOf = (title: string, label = '20') => clipFileName({ label, title, takeNumber: 3 }, free)

describe('the file name of a clip', () => {
  it('says the label, the title and the take', () => {
    expect(nameOf('Arrival')).toBe('020_arrival_take03.mp4')
    expect(nameOf('The keeper’s lamp', '20A')).toBe('020A_the-keepers-lamp_take03.mp4')
    expect(nameOf('', '1205')).toBe('1205_take03.mp4')
    expect(clipFileName({ label: '10', title: '', takeNumber: 104 }, free)).toBe('010_take104.mp4')
  })

  it('keeps the letters of every script, in their composed form', () => {
    expect(nameOf('Über allen Gipfeln'.normalize('NFD'))).toBe('020_über-allen-gipfeln_take03.mp4')
    expect(nameOf('到着')).toBe('020_到着_take03.mp4')
    expect(nameOf('हिन्दी')).toBe('020_हिन्दी_take03.mp4')
  })

  it.each([
    ['a line break', 'one\ntwo\r\n', '020_one-two_take03.mp4'],
    ['a right-to-left override', 'gpj\u202e4pm', '020_gpj-4pm_take03.mp4'],
    ['emoji', '🌊 the 👩🏽‍🚀 sea 🌊', '020_the-sea_take03.mp4'],
    ['dots and spaces at the end', 'the end. . ', '020_the-end_take03.mp4'],
    ['a path', '../../etc/passwd', '020_etc-passwd_take03.mp4'],
    ['a lone surrogate', 'a\ud800b', '020_a-b_take03.mp4'],
    ['a mark without a letter', '\u0301 \u0301x', '020_x_take03.mp4'],
    ['nothing but signs', '<>:"|?*', '020_take03.mp4'],
  ])('takes %s out of the title', (_, title, expected) => {
    expect(nameOf(title)).toBe(expected)
  })

  it.each(['CON', 'nul', 'COM1', 'LPT9', 'con.mp4'])('is never the device %s', (label) => {
    expect(nameOf('', label).split('.')[0]).not.toMatch(/^(?:con|nul|com1|lpt9)$/i)
  })

  it('is cut between characters where the title is long', () => {
    const name = nameOf(`a${'e\u0301'.repeat(300)}`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
    expect(Buffer.byteLength(name)).toBeGreaterThan(110)
    expect(name).toMatch(/é_take03\.mp4$/)
  })

  it('differs from every name in use, twins in case and normal form included', () => {
    const inUse = ['020a_ÜBER_take03.mp4'.normalize('NFD'), '020A_über_take03-2.mp4']
    const folded = new Set(inUse.map(foldName))
    const name = clipFileName({ label: '20A', title: 'Über', takeNumber: 3 }, (some) =>
      folded.has(foldName(some)),
    )
    expect(name).toBe('020A_über_take03-3.mp4')
  })

  it('is accepted by the document and short enough, whatever label and title are', () => {
    const anyTitle = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
    )
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        anyTitle,
        fc.integer({ min: 1, max: 99_999 }),
        (label, title, takeNumber) => {
          const name = clipFileName({ label, title, takeNumber }, free)
          expect(clipNameSchema.safeParse(name).error).toBeUndefined()
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
          expect(name).toBe(name.normalize('NFC'))
        },
      ),
      { numRuns: 500 },
    )
  })
})
