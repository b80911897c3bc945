import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import files from 'node:fs/promises'
import { priceTableSchema } from '../../shared/domain/prices.ts'
import { shotsInOrder } from '../../shared/domain/board.ts'
import type { Result } from '../../shared/errors.ts'
import { systemClock } from '../../electron/core/clock.ts'
import type { Job } from '../../electron/core/ledger/job.ts'
import type { Project } from '../../electron/core/project/open-project.ts'
import type { Core } from '../../electron/core/core.ts'
import { createCore } from '../../electron/core/session.ts'
import { defaultSettings } from '../../electron/core/settings.ts'

/** The value of a result that must be a success. */
export const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok)
    throw new Error(`${result.error.code}: ${result.error.message} ${result.error.detail ?? ''}`)
  return result.value
}

const prices = priceTableSchema.parse(
  JSON.parse(readFileSync(new URL('../../assets/prices.json', import.meta.url), 'utf8')),
)

/** A core as the program has it, against a stand-in. */
export const coreFor = (home: string, proxyUrl: string, key: string): Core =>
  createCore({
    home,
    files,
    clock: systemClock,
    log: { info: () => {}, warn: () => {} },
    randomBytes: (count) => randomBytes(count),
    key: () => key,
    keyProfile: () => null,
    falProxy: proxyUrl,
    prices: () => prices,
    settings: defaultSettings,
  })

/** A board of text shots, and a job for each of them, nothing sent yet. */
export const textBoard = async (
  core: Core,
  folder: string,
  shots: number,
): Promise<{ project: Project; jobs: Job[] }> => {
  const project = must(await core.createProject(folder, { title: 'Bench', aspect: '16:9' }))
  for (let at = 0; at < shots; at++)
    must(
      await core.addShot(project, {
        label: null,
        fields: { title: `Shot ${at}`, prompt: `A lighthouse in weather ${at}` },
        framing: { fit: 'cover', crop: null },
        ingredients: { mode: 'text', model: '2.2', seconds: 5 },
      }),
    )
  must(await project.saved())
  const intents = shotsInOrder(project.document).map((shot) => {
    const planned = core.plan(project.document, shot, 'final', 'fal')
    if (!planned.ok) throw new Error('a text shot must be ready')
    return { plan: planned.plan, intentId: core.ids.intent(), takeIndex: 0 }
  })
  return { project, jobs: must(core.order(project, intents)).map(({ job }) => job) }
}
