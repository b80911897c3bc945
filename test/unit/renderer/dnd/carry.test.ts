import { beforeEach, describe, expect, it } from 'vitest'
import { announcementStore } from '../../../../renderer/a11y/announce.ts'
import {
  carryBy,
  carrying,
  carryToEnd,
  carryToRow,
  letGo,
  pickUp,
  putDown,
} from '../../../../renderer/dnd/carry.ts'
import { offerRow, type DropRow } from '../../../../renderer/dnd/drop-places.ts'
import type { DragItem } from '../../../../renderer/dnd/items.ts'
import type { ShotId } from '../../../../shared/domain/ids.ts'

const shot: DragItem = {
  kind: 'shots',
  shotIds: ['sht_1' as ShotId],
  look: { picture: null, words: 'Shot 20', count: 1 },
}

const rowNamed = (id: string, order: number, count: number, dropped: string[] = []): DropRow => ({
  id,
  title: () => id,
  order,
  count: () => count,
  start: () => 1,
  describe: (_, at) => `place ${at}`,
  drop: (_, at) => {
    dropped.push(`${id} ${at}`)
    return `Dropped in ${id}`
  },
})

const said = () => announcementStore.getState().words

describe('dragging by keys', () => {
  let ends: (() => void)[] = []
  const offer = (row: DropRow) => ends.push(offerRow(row.id, () => row))

  beforeEach(() => {
    letGo()
    ends.forEach((end) => end())
    ends = []
  })

  it('begins in the area that it comes from and says where it is and which keys there are', () => {
    offer(rowNamed('frames', 1, 3))
    offer(rowNamed('board', 2, 9))
    expect(pickUp(shot, 'board')).toBe(true)
    expect(carrying()).toMatchObject({ rowId: 'board', at: 1 })
    expect(said()).toBe(
      'Shot 20 picked up. board. Position 2 of 9: place 1. Arrow keys move it, Tab goes to the next area, Enter drops it, Escape cancels.',
    )
  })

  it('begins in the first area that takes it where its own does not', () => {
    offer(rowNamed('later', 5, 2))
    offer(rowNamed('first', 1, 2))
    offer(rowNamed('library', 0, 0))
    pickUp(shot, 'library')
    expect(carrying()?.rowId).toBe('first')
  })

  it('is refused in words where nothing takes it', () => {
    offer(rowNamed('frames', 1, 0))
    expect(pickUp(shot)).toBe(false)
    expect(carrying()).toBeNull()
    expect(said()).toBe('There is no place for Shot 20 just now.')
  })

  it('never leaves the places of its area', () => {
    offer(rowNamed('board', 1, 3))
    pickUp(shot)
    for (let press = 0; press < 5; press++) carryBy('ArrowRight')
    expect(carrying()?.at).toBe(2)
    for (let press = 0; press < 5; press++) carryBy('ArrowLeft')
    expect(carrying()?.at).toBe(0)
    carryToEnd('last')
    expect(carrying()?.at).toBe(2)
  })

  it('goes round all areas and passes over those that do not take it', () => {
    offer(rowNamed('frames', 1, 3))
    offer(rowNamed('none', 2, 0))
    offer(rowNamed('board', 3, 3))
    pickUp(shot, 'board')
    carryToRow(1)
    expect(carrying()?.rowId).toBe('frames')
    carryToRow(-1)
    expect(carrying()?.rowId).toBe('board')
    expect(said()).toBe('board. Position 2 of 3: place 1.')
  })

  it('is put down once, where it is, and the area says what came of it', () => {
    const dropped: string[] = []
    offer(rowNamed('board', 1, 3, dropped))
    pickUp(shot)
    carryBy('ArrowRight')
    putDown()
    putDown()
    expect(dropped).toEqual(['board 2'])
    expect(said()).toBe('Dropped in board')
  })

  it('changes nothing when it is let go', () => {
    const dropped: string[] = []
    offer(rowNamed('board', 1, 3, dropped))
    pickUp(shot)
    letGo()
    expect(dropped).toEqual([])
    expect(said()).toBe('Cancelled. Shot 20 stays where it was.')
  })

  it('stays where it was when its area has gone meanwhile', () => {
    const dropped: string[] = []
    offer(rowNamed('board', 1, 3, dropped))
    pickUp(shot)
    ends.pop()?.()
    putDown()
    expect(dropped).toEqual([])
    expect(said()).toBe('That place has gone. Shot 20 stays where it was.')
  })
})
