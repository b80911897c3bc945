import type { Page } from 'playwright-core'
import type { CallArgument } from '../../../../shared/contract.ts'
import type { ProjectSnapshot } from '../../../../shared/views.ts'
import { ask } from './plain-app.ts'

/** Asks for rehearsals of the first shots of a board; gives the jobs' ids. */
export const rehearse = async (page: Page, { projectId, document }: ProjectSnapshot, count: number) => {
  const shotIds = document.sceneIds.flatMap((id) => document.scenes[id]?.shotIds ?? []).slice(0, count)
  const orders: CallArgument<'take.render'>['orders'] = shotIds.map((shotId, at) => ({
    shotId,
    intentId: `int_00000000000${at}` as never,
    another: true,
  }))
  const agreed = { microUsd: 0, unknown: 0 }
  const asked = { projectId, orders, quality: 'final', engine: 'rehearsal', agreed } as const
  const rendered = await ask(page, 'take.render', asked)
  if (!rendered.ok) throw new Error(rendered.error.message)
  return rendered.value.jobs.map(({ id }) => id)
}

/** States of a project's jobs, the newest first. */
export const statesOf = async (page: Page, { projectId }: ProjectSnapshot) => {
  const listed = await ask(page, 'job.list', { projectId, ended: true, limit: 100 })
  if (!listed.ok) throw new Error(listed.error.message)
  return listed.value.jobs.map(({ state }) => state)
}
