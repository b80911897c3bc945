import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createShot, shotsInOrder } from '../../shared/domain/board.ts'
import { defaultSettings } from '../../electron/core/settings.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { must } from '../kit/text-board.ts'
import { mostWithin } from '../stand-in/journal.ts'
import { startStandIn } from '../stand-in/server.ts'
import { patient, quickSettings, startFaultBoard, statesOf } from './board.ts'
import { isLong } from './long-form.ts'
import { questionsSent } from './questions-sent.ts'

const jobCount = isLong ? 1000 : 200

describe('load', () => {
  it(
    `35 · ${jobCount} jobs at once, of which hundreds finish in the same second, keep to the limits, and every clip arrives`,
    { timeout: 900_000 },
    async () => {
      // As delivered: 8 questions a second, 3 downloads. All requests run at once, and end together.
      const { limits } = defaultSettings()
      const board = await startFaultBoard({
        shots: jobCount,
        standIn: { concurrency: jobCount, durationMs: 5000 },
        settings: quickSettings({
          limits: { ...limits, fal: jobCount },
          timing: { ...patient, pollFloorMs: 1000, pollCeilingMs: 30_000, stallMs: 30_000 },
        }),
      })
      const questions = questionsSent()
      const ends = await board.render()
      expect(new Set(statesOf(ends))).toEqual(new Set(['succeeded']))
      const { journal } = board.standIn
      expect(journal.accepted()).toHaveLength(jobCount)
      expect(questions).toHaveLength(journal.count('status'))
      expect(mostWithin(1000, questions)).toBeLessThanOrEqual(8)
      expect(journal.peakConcurrentDownloads).toBeLessThanOrEqual(3)
      await board.judge()
    },
  )

  it('35 · a model has no more requests at fal.ai than its own limit lets through', async () => {
    const limit = 2
    const durationMs = 300
    const board = await startFaultBoard({
      shots: 8,
      standIn: { concurrency: 8, durationMs },
      settings: quickSettings({
        limits: { endpoints: { 'fal-ai/pika/v2.2/text-to-video': limit } },
        timing: patient,
      }),
    })
    expect(new Set(statesOf(await board.render()))).toEqual(new Set(['succeeded']))
    // A place is free when one of those before has had its time.
    const accepted = board.standIn.journal.accepted()
    expect(accepted).toHaveLength(8)
    for (const [at, { at: sentAt }] of accepted.slice(limit).entries())
      expect(sentAt - (accepted[at]?.at ?? 0), `request ${at + limit}`).toBeGreaterThanOrEqual(durationMs)
    await board.judge()
  })

  it('35 · a board of 10,000 shots is opened, edited, rendered and saved', async () => {
    const board = await startFaultBoard({ shots: 1 })
    const project = board.project()
    const [sceneId] = project.document.sceneIds
    if (!sceneId) throw new Error('a board has a scene')
    const shots = Array.from({ length: 10_000 }, (_, at) =>
      createShot(board.core().ids.shot(), String((at + 2) * 10)),
    )
    const jobs = board.order()
    must(project.perform({ type: 'shots.add', shots, sceneId, index: 1 }, 'Add 10,000 shots'))
    must(await project.saved())
    expect(statesOf(await board.run(jobs))).toEqual(['succeeded'])
    await board.restart()
    expect(shotsInOrder(board.project().document)).toHaveLength(10_001)
    expect(Object.values(board.project().document.takes)).toHaveLength(1)
    await board.judge()
  })

  it(`35 · ${jobCount} jobs leave the memory flat`, { timeout: 900_000 }, async () => {
    const standIn = await startStandIn({ concurrency: 40, durationMs: 200 })
    onTestFinished(() => standIn.close())
    const child = fork(
      new URL('../kit/thousand-jobs.ts', import.meta.url),
      [await temporaryFolder(), standIn.proxyUrl, standIn.key, String(jobCount)],
      { execArgv: ['--expose-gc'] },
    )
    const [figures] = (await once(child, 'message')) as [
      { idleMb: number; peakMb: number; succeeded: number },
    ]
    expect(figures.succeeded).toBe(jobCount)
    expect(figures.peakMb - figures.idleMb).toBeLessThan(150)
  })
})
