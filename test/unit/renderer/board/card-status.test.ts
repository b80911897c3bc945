import { describe, expect, it } from 'vitest'
import { cardStatus, type CardFacts } from '../../../../renderer/board/card-status.ts'
import { shownScenes } from '../../../../renderer/board/filter.ts'
import { shotsInOrder } from '../../../../shared/domain/board.ts'
import type { BoardDocument, Shot } from '../../../../shared/domain/document.ts'
import { requestFor } from '../../../../shared/domain/plan.ts'
import type { PriceTable } from '../../../../shared/domain/prices.ts'
import type { JobView } from '../../../../shared/views.ts'
import { takeNumbered } from '../../../kit/boards.ts'
import { largeBoard } from '../../../kit/large-board.ts'

const prices: PriceTable = {
  date: '2026-11-01',
  source: 'test',
  currency: 'USD',
  prices: [
    {
      endpoint: 'fal-ai/pika/v2.2/pikaframes',
      resolution: null,
      unit: 'second',
      seconds: null,
      minimumSeconds: 5,
      microUsd: 50_000,
      source: 'listed',
    },
  ],
}

const board = (): { readonly document: BoardDocument; readonly shot: Shot } => {
  const large = largeBoard(2)
  const document = { ...large, takes: {} }
  const [shot] = shotsInOrder(document)
  if (!shot) throw new Error('the board has shots')
  return { document, shot: { ...shot, circledTakeId: null } }
}

const facts = (changes: Partial<CardFacts> = {}): CardFacts => ({
  ...board(),
  takes: [],
  jobs: [],
  engine: 'fal',
  prices,
  missingClips: new Set(),
  expiredClips: new Set(),
  ...changes,
})

const job = (state: JobView['state'], changes: Partial<JobView> = {}) =>
  ({ state, waitsFor: null, fraction: null, queuePosition: null, updatedAtMs: 0, ...changes }) as JobView

const failed = (updatedAtMs: number) => [job('failed', { updatedAtMs })]

describe('the words of a card', () => {
  it('are the price where nothing is rendered yet, and ready where rehearsals are free', () => {
    expect(cardStatus(facts()).words).toBe('$0.40')
    expect(cardStatus(facts({ engine: 'rehearsal' })).words).toBe('ready')
  })

  it('say what keeps it from being rendered', () => {
    const { document, shot } = board()
    const without = { ...shot, frames: { keyframes: [], gaps: [] } }
    expect(cardStatus(facts({ document, shot: without })).words).toBe('no images')
    const one = { ...shot, frames: { keyframes: shot.frames.keyframes.slice(0, 1), gaps: [] } }
    expect(cardStatus(facts({ document, shot: one })).words).toBe('one keyframe')
    const text = { ...shot, mode: 'text', prompt: '' } as const
    expect(cardStatus(facts({ document, shot: text })).words).toBe('no prompt')
  })

  it('name the take that stands for it, and tell when its inputs have changed', () => {
    const { document, shot } = board()
    const take = { ...takeNumbered(3, shot.id), request: requestFor(document, shot, 'final') }
    expect(cardStatus(facts({ document, shot, takes: [take] }))).toMatchObject({
      words: 'take 3',
      tone: 'ok',
    })
    const changed = { ...shot, prompt: 'another' }
    expect(cardStatus(facts({ document, shot: changed, takes: [take] }))).toMatchObject({
      words: 'stale · $0.40',
      tone: 'accent',
    })
    const rehearsing = facts({ document, shot: changed, takes: [take], engine: 'rehearsal' })
    expect(cardStatus(rehearsing).words).toBe('stale')
    expect(
      cardStatus(facts({ document, shot, takes: [take], missingClips: new Set([take.file]) })),
    ).toMatchObject({
      words: 'clip missing',
      tone: 'bad',
    })
    const gone = new Set([take.file])
    expect(
      cardStatus(facts({ document, shot, takes: [take], missingClips: gone, expiredClips: gone })),
    ).toMatchObject({
      words: 'clip expired',
      tone: 'bad',
    })
  })

  it('call a job expired whose clip fal.ai did not keep', () => {
    expect(cardStatus(facts({ jobs: [job('expired')] }))).toMatchObject({ words: 'expired', tone: 'bad' })
  })

  it('tell of a job before anything else, with its part that is done', () => {
    expect(cardStatus(facts({ jobs: [job('running', { fraction: 0.62 })] }))).toEqual({
      tone: 'select',
      words: '62 %',
      fraction: 0.62,
    })
    expect(cardStatus(facts({ jobs: [job('queued', { queuePosition: 0 })] })).words).toBe('next in queue')
    expect(cardStatus(facts({ jobs: [job('queued', { queuePosition: 3 })] })).words).toBe('3 ahead')
    expect(cardStatus(facts({ jobs: [job('uncertain')] })).tone).toBe('accent')
    const waiting = job('created', { waitsFor: { code: 'fal/no-key', message: 'No key.' } })
    expect(cardStatus(facts({ jobs: [waiting] })).words).toBe('waits for you')
  })

  it('tell of a failure only while no take has come after it', () => {
    const { document, shot } = board()
    const take = { ...takeNumbered(1, shot.id), request: requestFor(document, shot, 'final') }
    const madeAt = Date.parse(take.createdAt)
    expect(cardStatus(facts({ jobs: failed(1) })).words).toBe('failed')
    expect(cardStatus(facts({ document, shot, takes: [take], jobs: failed(madeAt + 1) })).words).toBe(
      'failed',
    )
    expect(cardStatus(facts({ document, shot, takes: [take], jobs: failed(madeAt - 1) })).words).toBe(
      'take 1',
    )
  })
})

describe('filtering the board', () => {
  it('leaves the shots of a status or a standing, and the scenes that have some, under their own numbers', () => {
    const large = largeBoard(60)
    const [first] = shotsInOrder(large)
    if (!first) throw new Error('the board has shots')
    const document = {
      ...large,
      shots: { ...large.shots, [first.id]: { ...first, status: 'approved' as const } },
    }
    const approved = shownScenes(document, 'approved', () => undefined)
    expect(approved.map(({ shotIds }) => shotIds.length)).toEqual([1])
    const later = shownScenes(large, 'missing', (id) =>
      large.sceneIds[1] && large.scenes[large.sceneIds[1]]?.shotIds.includes(id) ? 'missing' : 'stale',
    )
    expect(later.map(({ number }) => number)).toEqual([2])
    const stale = shownScenes(document, 'stale', (id) => (id === first.id ? 'stale' : 'missing'))
    expect(stale.flatMap(({ shotIds }) => shotIds)).toEqual([first.id])
    expect(shownScenes(document, 'all', () => undefined).flatMap(({ shotIds }) => shotIds)).toHaveLength(60)
  })
})
