import * as fs from 'node:fs/promises'
import { expect, test } from 'vitest'
import { serialiseDocument } from '../../shared/domain/opening.ts'
import { largeBoard } from '../kit/large-board.ts'
import { makePlace } from './kit/place.ts'

/** Longest that one command may take on a board of ten thousand shots, start of the program included. */
const patienceMs = 20_000

test('a board of 10,000 shots is listed, estimated, added to and saved', async () => {
  const { must, json, path } = await makePlace()
  await must('new', 'epic')
  await fs.writeFile(path('epic/boardwright.json'), serialiseDocument(largeBoard(10_000)))
  const listing = await timed(() => must('list', 'epic'))
  expect(listing.split('\n')).toHaveLength(10_001)
  expect(listing).toContain('The lighthouse · 16:9 · 10000 shots · 1333:20')
  // 8 s of keyframes at 720p.
  expect((await timed(() => json('estimate', 'epic'))).summary).toMatchObject({
    totalUsd: 3200,
    notReady: [],
  })
  expect(await timed(() => must('add', 'epic', 'text', '--prompt', 'the end'))).toBe('100010')
  expect(await timed(() => must('estimate', 'epic', '--shot', '100010'))).toContain('$0.20')
  expect((await timed(() => json('list', 'epic'))).summary).toMatchObject({ shots: 10_001, takes: 5000 })
})

const timed = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  const startedMs = performance.now()
  const value = await act()
  expect(performance.now() - startedMs).toBeLessThan(patienceMs)
  return value
}
