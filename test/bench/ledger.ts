import * as files from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '../../electron/core/ledger/ledger.ts'
import type { JobOrder } from '../../electron/core/ledger/job.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import { repeatableBytes } from '../kit/large-board.ts'

const jobs = 60
// What a commit in WAL mode writes at least: one page and its frame header.
const payload = Buffer.alloc(4096 + 24, 'x')

/**
 * A step of a job, with its transition, until both are on the disk, against one bare append of a page and `fdatasync`
 * on the same disk. Taken in turns, so that a busy disk troubles both. Milliseconds per step.
 */
export const bench = async (): Promise<{ name: string; ours: number[]; peer: number[]; limit: number }> => {
  const folder = await mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  const ledger = openLedger(join(folder, 'ledger.db'))
  const bare = files.openSync(join(folder, 'bare'), 'a')
  const ours: number[] = []
  const peer: number[] = []
  const ids = createIdSource(repeatableBytes())
  const project = ids.project()
  try {
    for (let number = 0; number < jobs; number++) {
      let { job } = ledger.create(orderOf(ids, project, number), 0)
      const steps = [
        { to: 'uploading' },
        { to: 'submitting', input: { ...job.request, seed: number } },
        { to: 'queued', requestId: `request-${number}` },
        { to: 'running' },
        { to: 'downloading', clipFile: `${number}_take01.mp4` },
      ] as const
      for (const step of steps) {
        ours.push(
          timed(() => {
            const next = ledger.step(job, step, number)
            if (!next) throw new Error(`the step to ${step.to} was not taken`)
            job = next
          }),
        )
        peer.push(
          timed(() => {
            files.writeSync(bare, payload)
            files.fdatasyncSync(bare)
          }),
        )
      }
    }
    return { name: 'a step in the ledger, against one append and fdatasync', ours, peer, limit: 2 }
  } finally {
    files.closeSync(bare)
    ledger.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const orderOf = (
  ids: ReturnType<typeof createIdSource>,
  projectId: JobOrder['projectId'],
  number: number,
): JobOrder => ({
  id: ids.job(),
  intentId: ids.intent(),
  projectId,
  projectFolder: '/films/lighthouse',
  shotId: ids.shot(),
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
    prompt: 'A lighthouse keeper in oilskins, storm light, slow push in, 35 mm, muted blues',
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
  createdAtMs: number,
})

const timed = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}
