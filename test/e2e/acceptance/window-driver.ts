import { randomBytes } from 'node:crypto'
import type { CallArgument, CallName, CallOutput } from '../../../shared/contract.ts'
import { createShot, shotLabelled, shotsInOrder } from '../../../shared/domain/board.ts'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import { createIdSource, type ProjectId } from '../../../shared/domain/ids.ts'
import { isOpen } from '../../../shared/domain/jobs.ts'
import { nextLabel } from '../../../shared/domain/labels.ts'
import { planRender } from '../../../shared/domain/plan.ts'
import type { Result } from '../../../shared/errors.ts'
import { until, type Driver } from './driver.ts'

/** A running program with a window that speaks the contract. */
export interface SpeakingWindow {
  readonly ask: <Name extends CallName>(
    name: Name,
    input: CallArgument<Name>,
  ) => Promise<Result<CallOutput<Name>>>
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Drives a front door through its window's bridge: everything the page can ask, and nothing else. */
export const createWindowDriver = async (
  name: string,
  start: () => Promise<SpeakingWindow>,
): Promise<Driver> => {
  const ids = createIdSource((count) => randomBytes(count))
  let window = await start()
  let projectId: ProjectId | null = null

  const ask = async <Name extends CallName>(
    call: Name,
    input: CallArgument<Name>,
  ): Promise<CallOutput<Name>> => {
    const answer = await window.ask(call, input)
    if (!answer.ok) throw new Error(`${call}: ${answer.error.message} ${answer.error.detail ?? ''}`)
    return answer.value
  }
  const opened = (): ProjectId => {
    if (projectId === null) throw new Error('no project is open')
    return projectId
  }
  let folderOpen = ''
  const show = async (folder: string): Promise<BoardDocument> => {
    const snapshot = await ask('project.open', { folder })
    projectId = snapshot.projectId
    folderOpen = folder
    return snapshot.document
  }
  const shotWith = async (label: string) => {
    const document = await show(folderOpen)
    const shot = shotLabelled(document, label)
    if (!shot) throw new Error(`there is no shot ${label}`)
    return { document, shot }
  }
  const jobs = async () => (await ask('job.list', { projectId: opened(), ended: true, limit: 100 })).jobs

  return {
    name,
    open: async (folder) => shotsInOrder(await show(folder)).map(({ label }) => label),
    addShot: async (prompt, seconds) => {
      const document = await show(folderOpen)
      const label = nextLabel(shotsInOrder(document).map((shot) => shot.label))
      const sceneId = document.sceneIds.at(-1)
      if (!sceneId) throw new Error('the board has no scene')
      const shot = {
        ...createShot(ids.shot(), label),
        mode: 'text' as const,
        prompt,
        text: { model: '2.2' as const, seconds },
      }
      const index = document.scenes[sceneId]?.shotIds.length ?? 0
      await ask('board.edit', {
        projectId: opened(),
        commands: [{ type: 'shot.add', shot, sceneId, index }],
        name: 'Add a shot',
        editId: 'edit-1',
      })
      return label
    },
    estimate: async (label) => {
      const { document, shot } = await shotWith(label)
      const { prices } = await ask('app.state', {})
      const planned = planRender(document, shot, { quality: 'final', engine: 'fal', prices })
      if (!planned.ok || !planned.plan.price.known) throw new Error('the shot has no price')
      return planned.plan.price.microUsd
    },
    beginRehearsal: async (label) => {
      const { shot } = await shotWith(label)
      const ordered = await ask('take.render', {
        projectId: opened(),
        orders: [{ shotId: shot.id, intentId: ids.intent(), another: false }],
        quality: 'final',
        engine: 'rehearsal',
        agreed: { microUsd: 0, unknown: 0 },
      })
      const [job] = ordered.jobs
      if (!job) throw new Error('nothing was ordered')
      await until(
        async () =>
          (await jobs()).find(
            ({ id, state }) => id === job.id && state !== 'created' && state !== 'uploading',
          ) ?? null,
        'the rehearsal to be at work',
      )
      return job.id
    },
    endOf: async (job) => {
      const ended = await until(
        async () => (await jobs()).find(({ id, state }) => id === job && !isOpen(state)) ?? null,
        `the end of ${job}`,
      )
      return ended.state
    },
    cancel: async (job) => {
      await ask('job.cancel', { jobId: job })
    },
    crash: async () => {
      await window.kill()
    },
    resume: async (folder) => {
      window = await start()
      await show(folder)
    },
    close: () => window.close(),
  }
}
