import { expect, test } from 'vitest'
import { commonOf, valueOr } from '../../../../renderer/inspector/common.ts'
import { framesShot } from '../../shared/domain/setting.ts'

test('shots that are alike have one value', () => {
  expect(
    valueOr(
      commonOf([framesShot(1), framesShot(2)], ({ resolution }) => resolution),
      'none',
    ),
  ).toBe('720p')
})

test('shots that differ have none', () => {
  const shots = [framesShot(1), { ...framesShot(2), seed: 7 }]
  expect(commonOf(shots, ({ seed }) => seed)).toEqual({ isMixed: true })
  expect(
    valueOr(
      commonOf(shots, ({ seed }) => seed),
      'differs',
    ),
  ).toBe('differs')
})

test('a value of null in common is a value', () => {
  expect(commonOf([framesShot(1), framesShot(2)], ({ seed }) => seed)).toEqual({
    isMixed: false,
    value: null,
  })
})

test('no shots have nothing in common', () => {
  expect(() => commonOf([], ({ seed }) => seed)).toThrow(RangeError)
})
