import { z } from 'zod'
import { endpointIds } from './endpoints.ts'
import { jobIdSchema, projectIdSchema } from './ids.ts'
import { jobStates } from './jobs.ts'

/** The ledger held against fal.ai's own list of requests. */

/**
 * What is not as it should be with a request:
 * - `only-fal`: fal.ai lists it, and no job of this ledger stands for it (another program with the same key, perhaps);
 * - `only-here`: a job was sent, and fal.ai does not list it;
 * - `lost`: a job whose answer was lost is found again by its input;
 * - `not-fetched`: fal.ai made a clip of it that is not here;
 * - `file-missing`: its clip was here, and is not in the clips folder any more.
 */
export const reconcileKinds = ['only-fal', 'only-here', 'lost', 'not-fetched', 'file-missing'] as const

/** What fal.ai keeps of it; `none`: it ended without a clip; `unknown`: nobody could tell just now. */
export const keptKinds = ['clip', 'gone', 'none', 'under-way', 'unknown'] as const

/**
 * What was done about it; null: nothing.
 * - `adopted`: its job goes on, and its clip is being fetched; `fetched`: the clip is there again;
 * - `expired`: its job is marked as expired; `away`: the project's folder cannot be opened here and now;
 * - `refused`: it could not be done; `words` say why.
 */
export const reconcileOutcomes = ['adopted', 'fetched', 'expired', 'away', 'refused'] as const

export const reconcileEntrySchema = z.object({
  kind: z.enum(reconcileKinds),
  keeps: z.enum(keptKinds),
  /** Null where only the job of an unknown outcome is known. */
  requestId: z.string().nullable(),
  endpoint: z.enum(endpointIds),
  sentAtMs: z.number(),
  job: z
    .object({
      id: jobIdSchema,
      state: z.enum(jobStates),
      projectId: projectIdSchema,
      shotLabel: z.string(),
      shotTitle: z.string(),
      priceMicroUsd: z.int().nullable(),
    })
    .nullable(),
  outcome: z.enum(reconcileOutcomes).nullable(),
  words: z.string().nullable(),
})
export type ReconcileEntry = z.infer<typeof reconcileEntrySchema>

/** What came of it: how many requests both sides agree on, and the others, oldest first. */
export const reconciliationSchema = z.object({
  agreed: z.int().min(0),
  entries: z.array(reconcileEntrySchema),
})
export type Reconciliation = z.infer<typeof reconciliationSchema>
