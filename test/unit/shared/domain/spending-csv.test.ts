import { describe, expect, test } from 'vitest'
import { spendingCsv } from '../../../../shared/domain/spending-csv.ts'
import type { SpendingRow } from '../../../../shared/domain/spending.ts'

const row = (changes: Partial<SpendingRow>): SpendingRow => ({
  key: 'sht_1',
  label: '20 · Arrival',
  takes: 3,
  microUsd: 465_000,
  unknown: 0,
  actualMicroUsd: null,
  actualTakes: 0,
  failedMicroUsd: 0,
  retakeMicroUsd: 200_000,
  ...changes,
})
const lines = (...rows: SpendingRow[]) =>
  spendingCsv({ rows, total: row({}) }, 'shot')
    .split('\r\n')
    .slice(1)
const firstCell = (label: string) => /^"((?:[^"]|"")*)"/.exec(lines(row({ label }))[0] ?? '')?.[1]

describe('spending as a spreadsheet', () => {
  test('begins with a byte order mark and a head, and ends every line as spreadsheets do', () => {
    const csv = spendingCsv({ rows: [row({})], total: row({}) }, 'shot')
    expect(csv.startsWith('\uFEFF"Shot","Id","Takes","Agreed (USD)"')).toBe(true)
    expect(csv.endsWith('\r\n')).toBe(true)
  })

  test('has dollars as plain numbers, and nothing where nothing was billed', () => {
    expect(lines(row({}))[0]).toBe('"20 · Arrival","sht_1","3","0.465","0","","0","0","0.2"')
    expect(lines(row({ actualMicroUsd: 0, actualTakes: 1 }))[0]).toContain('"0","0","1","0","0.2"')
  })

  test('keeps commas, quotes and line breaks of titles inside their cell', () => {
    expect(firstCell('a, "b"\nc')).toBe('a, ""b"" c')
  })

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '\r=1',
    '\uFF1D1',
    '|cmd',
    '\u00A0=HYPERLINK("http://evil")',
  ])('makes text of %j, which a spreadsheet would carry out', (label) => {
    expect(firstCell(label)?.startsWith("'")).toBe(true)
  })

  test('leaves other titles as they are', () => {
    for (const label of ['Dawn', '20A · a=b', "'quoted'", '']) expect(firstCell(label)).toBe(label)
  })
})
