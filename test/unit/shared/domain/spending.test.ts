import { describe, expect, test } from 'vitest'
import { oftener, type SpendingRow } from '../../../../shared/domain/spending.ts'

const row = (label: string, takes: number): SpendingRow => ({
  key: label,
  label,
  takes,
  microUsd: 0,
  unknown: 0,
  actualMicroUsd: null,
  actualTakes: 0,
  failedMicroUsd: 0,
  retakeMicroUsd: 0,
})

describe('which of several is made most', () => {
  test.each([
    [
      [row('Text', 4), row('Pikaframes', 12), row('Image', 1)],
      ['Pikaframes', 3, 'Text'],
    ],
    [
      [row('Text', 3), row('Pikaframes', 10)],
      ['Pikaframes', 3.3, 'Text'],
    ],
  ])('is told by how many takes it has for one of the next', (rows, [often, times, seldom]) => {
    expect(oftener(rows)).toMatchObject({ often: { label: often }, times, seldom: { label: seldom } })
  })

  test.each([
    [[]],
    [[row('Text', 4)]],
    [[row('Text', 4), row('Pikaframes', 4)]],
    [[row('Text', 100), row('Image', 99)]],
  ])('is not told where there is no such one', (rows) => {
    expect(oftener(rows)).toBeNull()
  })
})
