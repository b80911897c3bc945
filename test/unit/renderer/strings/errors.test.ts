import { expect, test } from 'vitest'
import { failureCodes } from '../../../../shared/errors.ts'
import { errors } from '../../../../renderer/strings/en/errors.ts'

test('every failure has a sentence of its own', () => {
  expect(Object.keys(errors.titles).toSorted()).toEqual([...failureCodes].toSorted())
  for (const title of Object.values(errors.titles)) expect(title).toMatch(/^[A-Za-z].*\.$/)
})

test('a failure without words of its own has those of its code', () => {
  expect(errors.describe({ code: 'disk/full', message: ' ' }).text).toBe('The disk is full.')
})

const said = (code: 'fal/unclear' | 'disk/full', cost: 'nothing' | 'perhaps') =>
  errors.describe({ code, message: 'It failed.', cost }).text

test('a possible charge is always said; that nothing was charged only where money is in play', () => {
  expect(said('fal/unclear', 'perhaps')).toBe('It failed. fal.ai may have charged for it.')
  expect(said('disk/full', 'perhaps')).toBe('It failed. fal.ai may have charged for it.')
  expect(said('fal/unclear', 'nothing')).toBe('It failed. It cost nothing.')
  expect(said('disk/full', 'nothing')).toBe('It failed.')
})

test('there is nothing to copy of a failure without details', () => {
  expect(errors.detail({ code: 'disk/full', message: 'Full.' })).toBeUndefined()
})
