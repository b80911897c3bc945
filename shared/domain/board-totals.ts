import { plannedSeconds, shotsInOrder, takesByShot } from './board.ts'
import type { BoardDocument, EngineId, Quality, Shot, ShotStatus, Take } from './document.ts'
import type { ShotId } from './ids.ts'
import { planRender } from './plan.ts'
import type { Price, PriceTable } from './prices.ts'
import { staleAgainst } from './stale.ts'

/** What a whole board comes to: its length, how far it is, and what rendering the rest would cost. */

/** How a shot stands in one quality. `blocked`: it cannot be rendered as it is. */
export type ShotStanding = 'up-to-date' | 'stale' | 'missing' | 'blocked'

/** The shots of a board in one quality, in its order, and the price of one take of each that is missing or stale. */
export interface QualityTotals {
  readonly upToDate: readonly ShotId[]
  /** Rendered before, but from inputs that have changed since. */
  readonly stale: readonly ShotId[]
  /** Never rendered in this quality by this engine. */
  readonly missing: readonly ShotId[]
  readonly blocked: readonly ShotId[]
  /** Micro-dollars, without the `unknownPrices` whose price is not known. */
  readonly microUsd: number
  readonly unknownPrices: number
}

/** The totals of a board. */
export interface BoardTotals {
  readonly shots: number
  /** Planned length in seconds. */
  readonly seconds: number
  readonly byStatus: Readonly<Record<ShotStatus, number>>
  readonly byQuality: Readonly<Record<Quality, QualityTotals>>
}

/** With what the rest would be rendered, and at whose prices. */
export interface TotalsOptions {
  readonly engine: EngineId
  readonly prices: PriceTable
}

interface ShotFigures {
  readonly standing: ShotStanding
  /** Of one take; null where the shot is blocked. */
  readonly price: Price | null
}

interface Remembered {
  readonly shot: Shot
  readonly takes: readonly Take[]
  readonly seconds: number
  readonly figures: Readonly<Record<Quality, ShotFigures>>
}

const noTakes: readonly Take[] = []

/**
 * Makes a function that totals a board. It remembers the figures of every shot, so that after a change only those are
 * worked out again which the change concerns: the whole of a large board once, then a shot at a time.
 */
export const createBoardTotals = (): ((document: BoardDocument, options: TotalsOptions) => BoardTotals) => {
  const remembered = new Map<ShotId, Remembered>()
  let shared: readonly unknown[] = []
  let takes: ReturnType<typeof takesByShot> = new Map()
  let takesFrom: readonly unknown[] = []

  return (document, options) => {
    const sharedNow = [document.aspect, document.template, document.assets, options.engine, options.prices]
    if (!sameMembers(shared, sharedNow)) remembered.clear()
    shared = sharedNow
    const takesFromNow = [document.takes, document.takeMarks]
    if (!sameMembers(takesFrom, takesFromNow)) takes = takesByShot(document)
    takesFrom = takesFromNow

    const inOrder = shotsInOrder(document).map((shot) => {
      const known = remembered.get(shot.id)
      const taken = takes.get(shot.id) ?? noTakes
      if (known?.shot === shot && sameMembers(known.takes, taken)) return known
      const figures = figuresOf(document, shot, taken, options)
      const now = { shot, takes: taken, seconds: plannedSeconds(shot), figures }
      remembered.set(shot.id, now)
      return now
    })
    if (remembered.size > inOrder.length) forgetOthers(remembered, inOrder)
    return totalsOf(inOrder)
  }
}

const forgetOthers = (remembered: Map<ShotId, Remembered>, inOrder: readonly Remembered[]) => {
  remembered.clear()
  for (const one of inOrder) remembered.set(one.shot.id, one)
}

const sameMembers = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some === others || (some.length === others.length && some.every((one, at) => one === others[at]))

const figuresOf = (
  document: BoardDocument,
  shot: Shot,
  takes: readonly Take[],
  options: TotalsOptions,
): Remembered['figures'] => ({
  draft: figuresIn('draft', document, shot, takes, options),
  final: figuresIn('final', document, shot, takes, options),
})

const figuresIn = (
  quality: Quality,
  document: BoardDocument,
  shot: Shot,
  takes: readonly Take[],
  options: TotalsOptions,
): ShotFigures => {
  const planned = planRender(document, shot, { quality, ...options })
  if (!planned.ok) return { standing: 'blocked', price: null }
  const { engine, request, price } = planned.plan
  const ofEngine = takes.filter((take) => take.engine === engine)
  // A take of the other quality counts where it was made from the very same request.
  if (ofEngine.some((take) => staleAgainst(take, request, shot.seed).length === 0))
    return { standing: 'up-to-date', price }
  return { standing: ofEngine.some((take) => take.quality === quality) ? 'stale' : 'missing', price }
}

const totalsOf = (inOrder: readonly Remembered[]): BoardTotals => {
  const byStatus: Record<ShotStatus, number> = { todo: 0, drafting: 0, review: 0, approved: 0 }
  let seconds = 0
  for (const one of inOrder) {
    byStatus[one.shot.status]++
    seconds += one.seconds
  }
  return {
    shots: inOrder.length,
    seconds,
    byStatus,
    byQuality: { draft: qualityTotals(inOrder, 'draft'), final: qualityTotals(inOrder, 'final') },
  }
}

const qualityTotals = (inOrder: readonly Remembered[], quality: Quality): QualityTotals => {
  const ids: Record<ShotStanding, ShotId[]> = { 'up-to-date': [], stale: [], missing: [], blocked: [] }
  let microUsd = 0
  let unknownPrices = 0
  for (const { shot, figures } of inOrder) {
    const { standing, price } = figures[quality]
    ids[standing].push(shot.id)
    if (standing !== 'stale' && standing !== 'missing') continue
    if (price?.known) microUsd += price.microUsd
    else unknownPrices++
  }
  const { stale, missing, blocked } = ids
  return { upToDate: ids['up-to-date'], stale, missing, blocked, microUsd, unknownPrices }
}
