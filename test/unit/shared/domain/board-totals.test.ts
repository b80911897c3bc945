import { describe, expect, test } from 'vitest'
import { createBoardTotals } from '../../../../shared/domain/board-totals.ts'
import type { Command } from '../../../../shared/domain/commands.ts'
import { planRender, requestKey } from '../../../../shared/domain/plan.ts'
import type { PriceTable } from '../../../../shared/domain/prices.ts'
import { sha256Of } from '../../../../shared/domain/sha256.ts'
import type { BoardDocument, Quality, Shot, Take } from '../../../../shared/domain/document.ts'
import { largeBoard } from '../../../kit/large-board.ts'
import { after, boardWith, framesShot, sceneId, shippedPrices, shotId, take, takeId } from './setting.ts'

const prices = shippedPrices()
const fal = { engine: 'fal', prices } as const

const dear = (number: number): Shot => ({ ...framesShot(number, 5), resolution: '1080p', prompt: 'a heron' })
const shots = [dear(1), dear(2), { ...dear(3), status: 'approved' as const }, framesShot(4)]
const board = boardWith(...shots)

/** A take of a shot as it is on the board. */
const takeOf = (document: BoardDocument, number: number, quality: Quality, id = number): Take => {
  const shot = document.shots[shotId(number)]
  const planned = shot && planRender(document, shot, { quality, ...fal })
  if (!planned?.ok) throw new Error('the shot cannot be rendered')
  const { request } = planned.plan
  const requestHash = sha256Of(requestKey(planned.plan, null))
  return { ...take(id, number), number: id, quality, request, requestHash, resolution: request.resolution }
}

describe('the totals of a board', () => {
  test('count shots and seconds, and how far the work is', () => {
    expect(createBoardTotals()(board, fal)).toMatchObject({
      shots: 4,
      seconds: 15,
      byStatus: { todo: 3, drafting: 0, review: 0, approved: 1 },
    })
  })

  test('tell what is rendered, stale, missing or cannot be, and what the rest costs', () => {
    const taken = after(
      board,
      { type: 'take.add', take: takeOf(board, 1, 'final') },
      { type: 'take.add', take: takeOf(board, 2, 'final') },
      { type: 'take.add', take: takeOf(board, 2, 'draft', 9) },
      { type: 'shot.edit', shotId: shotId(1), fields: { prompt: 'a crane' } },
    )
    expect(createBoardTotals()(taken, fal).byQuality).toEqual({
      draft: {
        upToDate: [shotId(2)],
        stale: [],
        missing: [shotId(1), shotId(3)],
        blocked: [shotId(4)],
        microUsd: 400_000,
        unknownPrices: 0,
      },
      final: {
        upToDate: [shotId(2)],
        stale: [shotId(1)],
        missing: [shotId(3)],
        blocked: [shotId(4)],
        microUsd: 600_000,
        unknownPrices: 0,
      },
    })
  })

  test('count a binned take for nothing, and a rehearsal for none of the service', () => {
    const rehearsed = { ...takeOf(board, 2, 'final'), engine: 'rehearsal' as const }
    const taken = after(
      board,
      { type: 'take.add', take: takeOf(board, 1, 'final') },
      { type: 'take.add', take: rehearsed },
      { type: 'take.mark', takeId: takeId(1), binned: true },
    )
    expect(createBoardTotals()(taken, fal).byQuality.final).toMatchObject({
      upToDate: [],
      missing: [1, 2, 3].map(shotId),
    })
    const free = createBoardTotals()(taken, { engine: 'rehearsal', prices }).byQuality.final
    expect(free).toMatchObject({ upToDate: [shotId(2)], microUsd: 0 })
  })

  test('never count an unknown price as nothing', () => {
    const totals = createBoardTotals()(board, { engine: 'fal', prices: { ...prices, prices: [] } })
    expect(totals.byQuality.final).toMatchObject({ microUsd: 0, unknownPrices: 3 })
  })

  test('are the same from memory as from scratch, after any change', () => {
    const remembering = createBoardTotals()
    let document = board
    const changes: readonly Command[] = [
      { type: 'shot.edit', shotId: shotId(2), fields: { prompt: 'x' } },
      { type: 'take.add', take: takeOf(board, 2, 'final') },
      { type: 'take.mark', takeId: takeId(2), binned: true },
      { type: 'template.edit', style: 'ink' },
      { type: 'shots.move', shotIds: [shotId(1)], sceneId: sceneId(1), index: 3 },
      { type: 'project.edit', aspect: '1:1' },
      { type: 'shot.remove', shotId: shotId(3) },
    ]
    for (const command of changes) {
      document = after(document, command)
      expect(remembering(document, fal)).toEqual(createBoardTotals()(document, fal))
    }
    expect(remembering(document, { engine: 'rehearsal', prices }).byQuality.final.microUsd).toBe(0)
  })

  test('are worked out again, after an edit of one shot of many, for that one', () => {
    const large = largeBoard(200)
    const totals = createBoardTotals()
    const [first] = Object.values(large.shots)
    if (!first) throw new Error('the board has shots')
    let asked = 0
    const counting: PriceTable = {
      ...prices,
      get prices() {
        asked++
        return prices.prices
      },
    }
    const whole = totals(large, { engine: 'fal', prices: counting })
    const askedForAll = asked
    const edited = after(large, { type: 'shot.edit', shotId: first.id, fields: { title: 'x' } })
    expect(totals(edited, { engine: 'fal', prices: counting })).toEqual(whole)
    expect((asked - askedForAll) * 200).toBe(askedForAll)
  })
})
