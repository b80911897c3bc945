import { microUsdPerUsd } from '../../shared/domain/prices.ts'
import type { Job } from '../core/ledger/job.ts'

/** A job as `--json` shows it. */
export const jobFields = (job: Job): Record<string, unknown> => ({
  job: job.id,
  shot: job.shotLabel,
  take: job.takeNumber,
  state: job.state,
  engine: job.engine,
  quality: job.quality,
  endpoint: job.request.endpoint,
  seed: job.seed,
  usd: job.priceMicroUsd === null ? null : job.priceMicroUsd / microUsdPerUsd,
  pricesOf: job.priceTableDate,
  priceTable: job.priceTableName,
  requestId: job.engine === 'fal' ? job.requestId : null,
  project: job.projectFolder,
  clip: job.state === 'succeeded' ? job.clipFile : null,
  ...(job.failure && { failure: job.failure }),
})
