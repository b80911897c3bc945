import { createHash } from 'node:crypto'
import { nextTakeNumber } from '../../../shared/domain/board.ts'
import type { BoardDocument, Take } from '../../../shared/domain/document.ts'
import { seedMax } from '../../../shared/domain/endpoints.ts'
import type { IdSource, IntentId } from '../../../shared/domain/ids.ts'
import type { KeyProfile } from '../../../shared/domain/keys.ts'
import { requestKey, type RenderPlan } from '../../../shared/domain/plan.ts'
import type { JobOrder } from '../ledger/job.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** The fingerprint of what a plan asks for: equal for equal clips, whatever seed was drawn. */
export const requestHashOf = (plan: RenderPlan): string =>
  createHash('sha256').update(requestKey(plan, plan.shot.seed)).digest('hex')

/** Of a shot's takes, oldest first, the latest that was made from exactly what the plan asks for; undefined where the shot still needs one. */
export const upToDateTake = (takes: readonly Take[], plan: RenderPlan): Take | undefined => {
  const requestHash = requestHashOf(plan)
  return takes.findLast((take) => take.requestHash === requestHash)
}

/** One agreed render: a plan, the click it comes from, and which of several takes of it this is (from 0). */
export interface Intent {
  readonly plan: RenderPlan
  readonly intentId: IntentId
  readonly takeIndex: number
}

/** The order for an intent. A fixed seed counts up with the take, so that several takes differ. */
export const orderFor = (
  { plan, intentId, takeIndex }: Intent,
  document: BoardDocument,
  projectFolder: string,
  by: {
    readonly ledger: Ledger
    readonly ids: IdSource
    readonly randomBytes: (count: number) => Uint8Array
    readonly nowMs: number
    /** Whose key pays, where fal.ai renders. */
    readonly keyProfile: KeyProfile | null
    /** Whether the user's word took it past the gate. */
    readonly gateOverridden: boolean
  },
): JobOrder => {
  const { shot, price } = plan
  const fixedSeed = shot.seed
  return {
    id: by.ids.job(),
    intentId,
    projectId: document.id,
    projectFolder,
    shotId: shot.id,
    shotLabel: shot.label,
    shotTitle: shot.title,
    takeIndex,
    takeNumber: Math.max(nextTakeNumber(document, shot.id), by.ledger.nextTakeNumber(document.id, shot.id)),
    engine: plan.engine,
    quality: plan.quality,
    request: plan.request,
    requestHash: requestHashOf(plan),
    seed: fixedSeed === null ? drawSeed(by.randomBytes) : (fixedSeed + takeIndex) % (seedMax + 1),
    plannedMs: plan.seconds * 1000,
    size: plan.size,
    resolution: plan.request.resolution,
    priceMicroUsd: price.known ? price.microUsd : null,
    priceSource: price.known ? price.source : null,
    priceTableDate: price.tableDate,
    priceTableName: price.tableName ?? null,
    keyProfile: plan.engine === 'fal' ? by.keyProfile : null,
    gateOverridden: by.gateOverridden,
    adopted: false,
    createdAtMs: by.nowMs,
  }
}

const drawSeed = (randomBytes: (count: number) => Uint8Array): number =>
  new DataView(randomBytes(4).slice().buffer).getUint32(0)
