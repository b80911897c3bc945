import { describe, expect, test } from 'vitest'
import type { Framing } from '../../../../shared/domain/document.ts'
import { draftOf, framingOfDraft, typedColour } from '../../../../renderer/timeline/use-crop.ts'

const photograph = { width: 4000, height: 3000 }
const cropped = { fit: 'cover', crop: { x: 0.1, y: 0.2, width: 0.5, height: 0.375 } } as const

describe('a framing that is worked on', () => {
  test.each<Framing>([
    { fit: 'cover', crop: null },
    cropped,
    { fit: 'contain', fill: { kind: 'blur' } },
    { fit: 'contain', fill: { kind: 'colour', colour: '#336699' } },
  ])('is the same framing while nothing is changed: %j', (framing) => {
    expect(framingOfDraft(draftOf(framing, photograph, '16:9'), photograph, '16:9')).toEqual(framing)
  })
  test('keeps its crop while contain is tried', () => {
    const draft = draftOf(cropped, photograph, '16:9')
    const tried = framingOfDraft({ ...draft, fit: 'contain' }, photograph, '16:9')
    expect(tried).toEqual({ fit: 'contain', fill: { kind: 'blur' } })
    expect(framingOfDraft(draft, photograph, '16:9')).toEqual(cropped)
  })
})

test.each([
  ['#fa0', '#ffaa00'],
  ['FFAA00', '#ffaa00'],
  [' #12aBcd ', '#12abcd'],
  ['#12', null],
  ['red', null],
  ['', null],
])('the colour %j is %j', (text, colour) => {
  expect(typedColour(text)).toBe(colour)
})
