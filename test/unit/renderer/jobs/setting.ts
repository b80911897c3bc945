import type { JobView } from '../../../../shared/views.ts'
import { jobId, shotId } from '../../shared/domain/setting.ts'

/** A job of shot 10, under way. */
export const jobView = (number: number, changes: Partial<JobView> = {}): JobView => ({
  id: jobId(number),
  projectId: 'prj_000000000000' as JobView['projectId'],
  shotId: shotId(1),
  shotLabel: '10',
  shotTitle: 'The lamp',
  takeNumber: number,
  engine: 'fal',
  quality: 'final',
  endpoint: 'fal-ai/pika/v2.2/pikaframes',
  resolution: '720p',
  plannedMs: 5000,
  state: 'running',
  fraction: null,
  queuePosition: null,
  overdue: false,
  trouble: null,
  waitsFor: null,
  failure: null,
  priceMicroUsd: 200_000,
  requestId: null,
  clipFile: null,
  cancelRequested: false,
  createdAtMs: 1000,
  sentAtMs: null,
  updatedAtMs: 1000,
  ...changes,
})
