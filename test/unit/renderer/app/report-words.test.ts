import { expect, test } from 'vitest'
import { reportWords } from '../../../../renderer/app/banners/report-words.ts'

test('nothing is said of an opening without incident', () => {
  expect(reportWords({ repairs: [] })).toEqual([])
})

test('a recovery says from when, and where the damaged file is', () => {
  const said = reportWords({
    repairs: ['A shot pointed to no image.'],
    recoveredFrom: { why: 'it is empty', source: 'backup', savedAt: Date.UTC(2026, 10, 24, 12) },
    keptAside: 'boardwright (damaged).json',
    migratedFrom: 1,
  })
  expect(said).toHaveLength(4)
  expect(said.join(' ')).toContain('24 Nov 2026')
  expect(said.join(' ')).toContain('boardwright (damaged).json')
  expect(said.join(' ')).toContain('1 thing')
})
