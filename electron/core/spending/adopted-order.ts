import { createHash } from 'node:crypto'
import { z } from 'zod'
import { nextTakeNumber } from '../../../shared/domain/board.ts'
import type { BoardDocument, Shot } from '../../../shared/domain/document.ts'
import { frameSize, resolutions, seedMax } from '../../../shared/domain/endpoints.ts'
import type { IdSource } from '../../../shared/domain/ids.ts'
import type { KeyProfile } from '../../../shared/domain/keys.ts'
import { priceOf, type PriceTable } from '../../../shared/domain/prices.ts'
import { textLimit } from '../../../shared/domain/text.ts'
import type { ListedRequest } from '../fal/service.ts'
import type { JobOrder } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'

// What another program sent may be anything; what is not understood is taken for the commonest.
const inputSchema = z.object({
  prompt: z.string().catch(''),
  negative_prompt: z.string().nullable().catch(null),
  resolution: z.enum(resolutions).catch('720p'),
  seed: z.int().min(0).max(seedMax).catch(0),
  duration: z.coerce.number().int().min(1).max(25).catch(5),
  transitions: z.array(z.object({ duration: z.coerce.number().catch(5) })).catch([]),
})

/**
 * The order that a request of another program would have come from, so that its clip can become a take of a shot. What
 * it was made from is not in the library: `request` only describes it, and the take remembers none.
 */
export const adoptedOrder = (
  listed: ListedRequest,
  shot: Shot,
  document: BoardDocument,
  projectFolder: string,
  by: {
    readonly ledger: Pick<Ledger, 'nextTakeNumber'>
    readonly ids: IdSource
    readonly prices: PriceTable
    readonly keyProfile: KeyProfile | null
  },
): JobOrder => {
  const { endpoint } = listed
  const input = inputSchema.parse(typeof listed.input === 'object' && listed.input ? listed.input : {})
  const gaps = input.transitions.reduce((sum, { duration }) => sum + duration, 0)
  const seconds = gaps >= 1 && gaps <= 25 ? Math.round(gaps) : input.duration
  const price = priceOf(by.prices, endpoint, input.resolution, seconds)
  const prompt = input.prompt.slice(0, textLimit)
  return {
    id: by.ids.job(),
    intentId: by.ids.intent(),
    projectId: document.id,
    projectFolder,
    shotId: shot.id,
    shotLabel: shot.label,
    shotTitle: shot.title,
    takeIndex: 0,
    takeNumber: Math.max(nextTakeNumber(document, shot.id), by.ledger.nextTakeNumber(document.id, shot.id)),
    engine: 'fal',
    quality: 'final',
    request: {
      kind: 'text',
      endpoint,
      prompt,
      negativePrompt: input.negative_prompt?.slice(0, textLimit) ?? null,
      resolution: input.resolution,
      images: [],
      aspect: document.aspect,
      seconds: seconds >= 10 ? 10 : 5,
    },
    requestHash: createHash('sha256')
      .update(`${endpoint}\n${listed.requestId}\n${JSON.stringify(listed.input) ?? ''}`)
      .digest('hex'),
    seed: input.seed,
    plannedMs: seconds * 1000,
    size: frameSize(document.aspect, input.resolution),
    resolution: input.resolution,
    priceMicroUsd: price.known ? price.microUsd : null,
    priceSource: price.known ? price.source : null,
    priceTableDate: price.tableDate,
    priceTableName: price.tableName ?? null,
    keyProfile: by.keyProfile,
    gateOverridden: false,
    adopted: true,
    createdAtMs: listed.sentAtMs,
  }
}
