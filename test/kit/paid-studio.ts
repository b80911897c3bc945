import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import type { CallArgument } from '../../shared/contract.ts'
import { shotsInOrder } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'
import { startStudio } from './studio.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { must } from './text-board.ts'
import { startStandIn, type StandInOptions } from '../stand-in/server.ts'

/** Patience for tests. */
const quickTiming = {
  pollFloorMs: 10,
  pollCeilingMs: 50,
  retryMs: 10,
  retryMaxMs: 50,
  lookupPatienceMs: 100,
  repeatWindowMs: 0,
}

/** A studio that renders with a stand-in for fal.ai, its sample board open in a window. */
export const startPaidStudio = async (
  options: { readonly standIn?: StandInOptions; readonly settings?: object } = {},
) => {
  const standIn = await startStandIn(options.standIn)
  onTestFinished(() => standIn.close())
  const folder = await temporaryFolder()
  const home = join(folder, 'user', '.config', 'Boardwright')
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'settings.json'), JSON.stringify({ timing: quickTiming, ...options.settings }))
  const setting = await startStudio({
    folder,
    environment: { BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl },
    environmentKey: standIn.key,
  })
  const { ask, ids } = setting
  const { lastProject } = must(await ask('app.state', {}))
  const board = must(await ask('project.open', { folder: lastProject ?? '' }))
  const { projectId } = board
  const shot = (mode: Shot['mode']): Shot => {
    const found = shotsInOrder(board.document).find((one) => one.mode === mode)
    if (!found) throw new Error(`the sample has no shot of ${mode}`)
    return found
  }
  const jobs = async () => must(await ask('job.list', { projectId, ended: true, limit: 100 })).jobs

  return {
    ...setting,
    standIn,
    board,
    shot,
    jobs,
    /** Asks for a take of a shot, agreeing to whatever it costs unless told. */
    order: (of: Shot, more: Partial<CallArgument<'take.render'>> = {}) =>
      ask('take.render', {
        projectId,
        orders: [{ shotId: of.id, intentId: ids.intent(), another: true }],
        quality: 'final',
        engine: null,
        agreed: { microUsd: 100_000_000, unknown: 10 },
        ...more,
      }),
    /** Waits until no job goes on by itself, and gives all of them. */
    settled: async (): Promise<JobView[]> => {
      await vi.waitFor(
        async () => {
          for (const job of await jobs())
            expect(isOpen(job.state) && job.waitsFor === null, `${job.id} is ${job.state}`).toBe(false)
        },
        { timeout: 100_000 },
      )
      return jobs()
    },
    document: async () => must(await ask('project.open', { folder: board.folder })).document,
  }
}
