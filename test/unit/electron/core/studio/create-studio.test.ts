import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { calls } from '../../../../../shared/contract.ts'
import { shotsInOrder } from '../../../../../shared/domain/board.ts'
import { startStudio } from '../../../../kit/studio.ts'
import { must } from '../../../../kit/text-board.ts'

/** Two programs of one ledger: the first holds the project and runs a job, in which the second has joined. */
const startBoth = async () => {
  const first = await startStudio()
  const { lastProject } = must(await first.ask('app.state', {}))
  const { projectId, document, folder } = must(await first.ask('project.open', { folder: lastProject ?? '' }))
  const shot = shotsInOrder(document).find(({ mode }) => mode === 'text')
  if (!shot) throw new Error('the sample has a text shot')
  const second = await startStudio({ folder: dirname(first.userFolder) })
  const open = async () => must(await second.ask('project.open', { folder })).access
  expect(await open()).toMatchObject({ kind: 'read-only' })
  const press = async ({ ask, ids }: typeof first) =>
    must(
      await ask('take.render', {
        projectId,
        orders: [{ shotId: shot.id, intentId: ids.intent(), another: false }],
        quality: 'final',
        engine: null,
        agreed: { microUsd: 0, unknown: 0 },
      }),
    )
  const { jobs } = await press(first)
  const [id] = jobs.map((job) => job.id)
  expect(await press(second)).toMatchObject({ jobs: [{ id }], joined: 1 })
  // It is the first that runs it: two would take it out of each other's hands.
  expect([first, second].map(({ studio }) => studio.jobsRunning())).toEqual([1, 0])
  const secondHearsOfTheClip = () =>
    vi.waitFor(
      () =>
        expect(second.heard.findLast(({ name }) => name === 'job.changed')).toMatchObject({
          payload: { job: { id, state: 'succeeded', waitsFor: null } },
        }),
      { timeout: 20_000 },
    )
  return { first, open, secondHearsOfTheClip, clips: () => readdir(join(folder, 'clips')) }
}

describe('the studio', () => {
  test('begins with a copy of the sample board, once', async () => {
    const { ask, userFolder } = await startStudio()
    const state = must(await ask('app.state', {}))
    expect(state.lastProject).toBe(join(userFolder, 'Boardwright', 'The Last Keeper'))
    expect(calls['app.state'].output.safeParse(state).error).toBeUndefined()
    const opened = must(await ask('project.open', { folder: state.lastProject ?? '' }))
    expect(shotsInOrder(opened.document)).toHaveLength(6)
    expect(calls['project.open'].output.safeParse(opened).error).toBeUndefined()
    const { projects } = must(await ask('project.list', {}))
    expect(projects).toMatchObject([{ title: 'The Last Keeper', shots: 6, rendered: 0, state: 'ready' }])
  })

  test('renders a rehearsal that a window asked for, and tells how it comes on', async () => {
    const { ask, ids, heard } = await startStudio()
    const { lastProject } = must(await ask('app.state', {}))
    const { projectId, document, folder } = must(await ask('project.open', { folder: lastProject ?? '' }))
    const shot = shotsInOrder(document).find(({ mode }) => mode === 'text')
    if (!shot) throw new Error('the sample has a text shot')
    const order = { shotId: shot.id, intentId: ids.intent(), another: false }
    const agreed = { microUsd: 0, unknown: 0 }
    const { jobs } = must(
      await ask('take.render', { projectId, orders: [order], quality: 'final', engine: null, agreed }),
    )
    const again = must(
      await ask('take.render', { projectId, orders: [order], quality: 'final', engine: null, agreed }),
    )
    expect(again.jobs.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id))
    await vi.waitFor(
      () => {
        expect(heard).toContainEqual({
          name: 'job.changed',
          payload: { job: expect.objectContaining({ id: jobs[0]?.id, state: 'succeeded' }) as unknown },
        })
      },
      { timeout: 20_000 },
    )
    expect(heard.map(({ name }) => name)).toContain('project.changed')
    expect(await readdir(join(folder, 'clips'))).toHaveLength(2)
  })

  describe('with another program that holds the project', () => {
    test('joins its job, and tells how it comes on', async () => {
      const { secondHearsOfTheClip, clips } = await startBoth()
      await secondHearsOfTheClip()
      expect(await clips()).toHaveLength(2)
    })

    test('goes on with its job when that program is gone', async () => {
      const { first, open, secondHearsOfTheClip, clips } = await startBoth()
      await first.studio.close()
      expect(await open()).toEqual({ kind: 'write' })
      await secondHearsOfTheClip()
      expect(await clips()).toHaveLength(2)
    })
  })
})
