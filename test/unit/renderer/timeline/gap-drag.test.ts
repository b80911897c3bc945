import { describe, expect, test } from 'vitest'
import { draggedSeconds, moveEdge, typedSeconds } from '../../../../renderer/timeline/gap-drag.ts'
import { gap } from '../../shared/domain/setting.ts'

const gaps = (...seconds: number[]) => seconds.map((length) => gap(length))
const moved = (...options: Parameters<typeof moveEdge>) => {
  const move = moveEdge(...options)
  return [move.gaps.map(({ seconds }) => seconds), move.stoppedBy]
}

describe('the edge of a gap', () => {
  test('ripples: the gap changes, and what is behind it moves as it is', () => {
    expect(moved(gaps(3, 5, 3), 1, 7, 'ripple')).toEqual([[3, 7, 3], null])
  })
  test('rolls: what the gap gains, the next one loses', () => {
    expect(moved(gaps(3, 5, 3), 0, 5, 'roll')).toEqual([[5, 3, 3], null])
    expect(moved(gaps(3, 5, 3), 0, 1, 'roll')).toEqual([[1, 7, 3], null])
  })
  test('snaps to whole seconds', () => {
    expect(moved(gaps(3, 5), 0, 4.4, 'ripple')).toEqual([[4, 5], null])
    expect(moved(gaps(3, 5), 0, 4.6, 'ripple')).toEqual([[5, 5], null])
  })
  test('stops before the shot would pass 25 seconds', () => {
    expect(moved(gaps(10, 10), 1, 40, 'ripple')).toEqual([[10, 15], 'total'])
  })
  test('stops at one second, on both sides', () => {
    expect(moved(gaps(3, 5), 0, -4, 'ripple')).toEqual([[1, 5], 'shortest'])
    expect(moved(gaps(3, 5), 0, 30, 'roll')).toEqual([[7, 1], 'next-shortest'])
  })
  test('ripples at the end of the shot, where there is no gap to roll over', () => {
    const move = moveEdge(gaps(3, 5), 1, 6, 'roll')
    expect(move.mode).toBe('ripple')
    expect(move.gaps.map(({ seconds }) => seconds)).toEqual([3, 6])
  })
  test('keeps the prompts of the gaps', () => {
    const move = moveEdge([gap(3, 'the lantern sways'), gap(5, 'he turns')], 0, 4, 'roll')
    expect(move.gaps.map(({ prompt }) => prompt)).toEqual(['the lantern sways', 'he turns'])
  })
  test('follows the pointer at the scale that the track had when it was taken', () => {
    expect(draggedSeconds(5, 48, 24)).toBe(7)
    expect(draggedSeconds(5, -24, 24)).toBe(4)
  })
})

describe('typed seconds', () => {
  test.each([
    ['5', 5],
    [' 12 s ', 12],
    ['7S', 7],
    ['4.6', 5],
    ['4,4 s', 4],
    ['0', 0],
    ['', null],
    ['soon', null],
    ['-3', null],
    ['5 s s', null],
  ])('%j means %j', (text, seconds) => {
    expect(typedSeconds(text)).toBe(seconds)
  })
})
