import { plannedSeconds } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import {
  endpointFor,
  type ClipSeconds,
  type EndpointId,
  type Model,
  type Resolution,
} from '../../shared/domain/endpoints.ts'
import { priceOf, type Price, type PriceTable } from '../../shared/domain/prices.ts'

/** What a shot is rendered with, by its mode, and what a change of it would cost. Pure. */

/** The shot's model; null where its mode has no choice. */
export const modelOf = (shot: Shot): Model | null =>
  shot.mode === 'image' ? shot.image.model : shot.mode === 'text' ? shot.text.model : null

/** The clip's length that is chosen; null where the gaps say it. */
export const secondsOf = (shot: Shot): ClipSeconds | null =>
  shot.mode === 'frames' ? null : shot[shot.mode].seconds

/** The endpoint that renders the shot's final. */
export const endpointOf = (shot: Shot): EndpointId => endpointFor(shot.mode, modelOf(shot) ?? '2.2')

/** A setting that has a price. */
export interface PricedChange {
  readonly resolution?: Resolution
  readonly model?: Model
  readonly seconds?: ClipSeconds
}

/** What one final take of a shot costs at the service once a setting is changed, whether or not it is ready to render. */
export const priceAfter = (shot: Shot, change: PricedChange, prices: PriceTable): Price => {
  const model = modelOf(shot)
  const endpoint = endpointFor(shot.mode, (model && change.model) ?? model ?? '2.2')
  const seconds = shot.mode === 'frames' ? plannedSeconds(shot) : (change.seconds ?? plannedSeconds(shot))
  return priceOf(prices, endpoint, change.resolution ?? shot.resolution, seconds)
}

/**
 * What the endpoints avoid where nothing is said, from fal.ai's pages of 2026-11; null where the pages do not say. A
 * request without a negative prompt has it.
 */
const negativeDefaults: Readonly<Record<EndpointId, string | null>> = {
  'fal-ai/pika/v2.2/pikaframes': '',
  'fal-ai/pika/v2.2/pikascenes': 'ugly, bad, terrible',
  'fal-ai/pika/v2.2/image-to-video': '',
  'fal-ai/pika/v2.2/text-to-video': 'ugly, bad, terrible',
  'fal-ai/pika/v2.1/image-to-video': null,
  'fal-ai/pika/v2.1/text-to-video': null,
  'fal-ai/pika/v2/turbo/image-to-video': null,
  'fal-ai/pika/v2/turbo/text-to-video': null,
}

/** What the shot's endpoint avoids by itself; null where nobody says. */
export const negativeDefaultOf = (shot: Shot): string | null => negativeDefaults[endpointOf(shot)]
