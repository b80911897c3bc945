import { describe, expect, test } from 'vitest'
import { takeRows } from '../../../../renderer/takes/take-rows.ts'
import { take } from '../../shared/domain/setting.ts'
import { jobView } from '../jobs/setting.ts'

const madeMs = Date.parse(take(1).createdAt)

const failed = (updatedAtMs: number) => jobView(2, { state: 'failed', updatedAtMs })

describe('the lines of the takes', () => {
  test('begin with the latest', () => {
    const rows = takeRows([take(1), take(2)], [], [jobView(3)])
    expect(rows.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['job 3', 'take 2', 'take 1'])
  })

  test('keep the place and the key of a job when its take is there', () => {
    const during = takeRows([take(1), take(3)], [], [jobView(2)])
    const done = jobView(2, { state: 'succeeded' })
    const after = takeRows([take(1), take(2), take(3)], [], [done])
    expect(after.map(({ key }) => key)).toEqual(during.map(({ key }) => key))
    expect(after.every(({ kind }) => kind === 'take')).toBe(true)
  })

  test('keep a job that is done until its take arrives with the document', () => {
    expect(takeRows([take(1)], [], [jobView(2, { state: 'succeeded' })])).toHaveLength(2)
  })

  test('do not bring a binned take back as its job', () => {
    expect(takeRows([], [take(1)], [jobView(1, { state: 'succeeded' })])).toEqual([])
  })

  test('show a failure until a later take is there', () => {
    expect(takeRows([take(1)], [], [failed(madeMs + 1)])).toHaveLength(2)
    expect(takeRows([take(1)], [], [failed(madeMs - 1)])).toHaveLength(1)
  })

  test('leave out what was cancelled', () => {
    expect(takeRows([], [], [jobView(1, { state: 'cancelled' })])).toEqual([])
  })
})
