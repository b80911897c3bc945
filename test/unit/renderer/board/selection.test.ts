import { describe, expect, it } from 'vitest'
import { band, choose, shownOf, wayOf, type Selection } from '../../../../renderer/board/selection.ts'
import { labelMeant, nothingTyped, typeMore } from '../../../../renderer/board/type-ahead.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const one = (id: string): Selection<string> => ({ ids: [id], lead: id, anchor: id })

describe('selecting', () => {
  it('takes a thing alone, adds it, or takes it away again', () => {
    expect(choose(order, one('a'), 'c', 'alone')).toEqual(one('c'))
    const two = choose(order, one('a'), 'c', 'toggle')
    expect(two).toEqual({ ids: ['a', 'c'], lead: 'c', anchor: 'c' })
    expect(choose(order, two, 'a', 'toggle')).toMatchObject({ ids: ['c'], lead: 'c' })
  })

  it('shows another when the shown one is let go', () => {
    const two = { ids: ['a', 'c'], lead: 'c', anchor: 'c' }
    expect(choose(order, two, 'c', 'toggle').lead).toBe('a')
  })

  it('counts a range from where it began, forwards and backwards', () => {
    const down = choose(order, one('b'), 'd', 'range')
    expect(down).toEqual({ ids: ['b', 'c', 'd'], lead: 'd', anchor: 'b' })
    expect(choose(order, down, 'a', 'range').ids).toEqual(['a', 'b'])
  })

  it('adds a range to what was selected before', () => {
    const some = { ids: ['a', 'c'], lead: 'c', anchor: 'c' }
    expect(choose(order, some, 'e', 'add-range').ids).toEqual(['a', 'c', 'd', 'e'])
  })

  it('selects the thing alone where the beginning of the range is not shown any more', () => {
    expect(choose(order, one('gone'), 'c', 'range').ids).toEqual(['c'])
  })

  it('adds what a rubber band touches only where Ctrl or Shift is held', () => {
    expect(band(['a'], ['c'], false)).toEqual(['c'])
    expect(band(['a'], ['a', 'c'], true)).toEqual(['a', 'c'])
  })

  it('leaves out what a filter hides', () => {
    expect(shownOf(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', 'c'])
  })

  it('reads the way from the keys held, Command counting as Ctrl', () => {
    const held = { shiftKey: false, ctrlKey: false, metaKey: false }
    expect(wayOf(held)).toBe('alone')
    expect(wayOf({ ...held, metaKey: true })).toBe('toggle')
    expect(wayOf({ ...held, shiftKey: true })).toBe('range')
    expect(wayOf({ ...held, shiftKey: true, ctrlKey: true })).toBe('add-range')
  })
})

describe('typing a label', () => {
  it('gathers keys while they come quickly, and begins anew after a pause', () => {
    const first = typeMore(nothingTyped, '2', 1000)
    const second = first && typeMore(first, '0', 1500)
    expect(second?.text).toBe('20')
    expect(second && typeMore(second, '3', 5000)?.text).toBe('3')
  })

  it('leaves single letters to the keys of actions', () => {
    expect(typeMore(nothingTyped, 'j', 0)).toBeNull()
    const typed = typeMore(nothingTyped, '2', 0)
    expect(typed && typeMore(typed, 'A', 100)?.text).toBe('2a')
    expect(typeMore(nothingTyped, 'Enter', 0)).toBeNull()
  })

  it('means the very label before one that only begins so', () => {
    expect(labelMeant(['200', '20A', '20'], '20')).toBe(2)
    expect(labelMeant(['200', '20A'], '20a')).toBe(1)
    expect(labelMeant(['10'], '5')).toBe(-1)
  })
})
