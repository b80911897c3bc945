import type { IntentId, JobId, ProjectId, ShotId } from '../../../../../shared/domain/ids.ts'
import type { JobOrder } from '../../../../../electron/core/ledger/job.ts'

const idOf = (prefix: string, number: number) => `${prefix}_${String(number).padStart(12, '0')}`

/** An order for a text shot. Orders of different numbers differ in job, intent, shot and request. */
export const orderNumbered = (number: number): JobOrder => ({
  id: idOf('job', number) as JobId,
  intentId: idOf('int', number) as IntentId,
  projectId: idOf('prj', 1) as ProjectId,
  projectFolder: '/films/lighthouse',
  shotId: idOf('sht', number) as ShotId,
  shotLabel: String(number * 10),
  shotTitle: 'Arrival',
  takeIndex: 0,
  takeNumber: 1,
  engine: 'fal',
  quality: 'final',
  request: {
    kind: 'text',
    endpoint: 'fal-ai/pika/v2.2/text-to-video',
    images: [],
    prompt: `a heron lands, ${number}`,
    negativePrompt: null,
    resolution: '720p',
    aspect: '16:9',
    seconds: 5,
  },
  requestHash: String(number).padStart(64, '0'),
  seed: number,
  plannedMs: 5000,
  size: { width: 1280, height: 720 },
  resolution: '720p',
  priceMicroUsd: 200_000,
  priceSource: 'listed',
  priceTableDate: '2026-11-01',
  priceTableName: null,
  keyProfile: null,
  gateOverridden: false,
  adopted: false,
  createdAtMs: 1_700_000_000_000 + number,
})
