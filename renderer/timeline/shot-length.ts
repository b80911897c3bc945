import { plannedSeconds } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import { endpointFor } from '../../shared/domain/endpoints.ts'
import { billedSeconds, priceOf, type Price, type PriceTable } from '../../shared/domain/prices.ts'

/** What a shot costs as it stands, whether or not it can be rendered yet, and how long it is. */
export interface ShotLength {
  readonly seconds: number
  /** More than `seconds` where the service has a minimum. */
  readonly billedSeconds: number
  /** Null while the shot has no length. */
  readonly price: Price | null
}

const modelOf = (shot: Shot) => (shot.mode === 'image' ? shot.image.model : shot.text.model)

/** Length and price of a shot at the service's prices. */
export const shotLength = (shot: Shot, prices: PriceTable): ShotLength => {
  const endpoint = endpointFor(shot.mode, modelOf(shot))
  const seconds = plannedSeconds(shot)
  if (seconds === 0) return { seconds, billedSeconds: 0, price: null }
  return {
    seconds,
    billedSeconds: billedSeconds(prices, endpoint, seconds),
    price: priceOf(prices, endpoint, shot.resolution, seconds),
  }
}

/** What a shot would cost with other gaps: for the tooltip of an edge on its way. */
export const lengthWithGaps = (shot: Shot, gaps: Shot['frames']['gaps'], prices: PriceTable): ShotLength =>
  shotLength({ ...shot, frames: { ...shot.frames, gaps } }, prices)
