import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectClip, type Collected } from '../../../../../electron/core/jobs/collect.ts'
import type { AcceptedJob, Engine } from '../../../../../electron/core/jobs/engine.ts'
import { createShot } from '../../../../../shared/domain/board.ts'
import type { ShotId, TakeId } from '../../../../../shared/domain/ids.ts'
import { planRender, type PlannedRequest } from '../../../../../shared/domain/plan.ts'
import { startBoard } from '../../../../kit/boards.ts'
import { shippedPrices } from '../../../shared/domain/setting.ts'
import { orderNumbered } from '../ledger/orders.ts'
import { makeClip } from '../media/make-clip.ts'

const shotId = 'sht_000000000001' as ShotId

const unasked = async () => {
  throw new Error('a collection only fetches')
}

/** Brings a clip that is there already; a collection asks an engine for nothing else. */
const engineWith = (clip: Uint8Array): Engine => ({
  id: 'fal',
  prepare: unasked,
  submit: unasked,
  follow: unasked,
  cancel: unasked,
  find: unasked,
  fetchClip: async (_, { destination, verify }) => {
    await fs.writeFile(destination, clip)
    expect(await verify(destination)).toMatchObject({ ok: true })
    return {
      kind: 'fetched',
      sha256: createHash('sha256').update(clip).digest('hex'),
      bytes: clip.length,
    }
  },
})

const collected = async (change: (request: PlannedRequest) => unknown = (request) => request) => {
  const { folder, project, ports } = await startBoard()
  const [sceneId] = project.document.sceneIds
  if (!sceneId) throw new Error('a new board has a scene')
  const shot = {
    ...createShot(shotId, '10'),
    mode: 'text' as const,
    prompt: 'a heron lands',
    motion: 'subtle' as const,
  }
  project.perform([
    { type: 'template.edit', style: 'ink wash' },
    { type: 'shot.add', shot, sceneId, index: 0 },
  ])
  const planned = planRender(project.document, shot, {
    quality: 'final',
    engine: 'fal',
    prices: shippedPrices(),
  })
  if (!planned.ok) throw new Error('the shot can be rendered')
  const { request } = planned.plan
  const job = {
    ...orderNumbered(1),
    shotId,
    request: change(request) as PlannedRequest,
    state: 'downloading',
    input: {},
    sentAtMs: 1,
    requestId: 'request-1',
    clipFile: '010_take01.mp4',
    clipSha256: null,
    failure: null,
    rawAnswer: null,
    billedUnits: null,
    billedMicroUsd: null,
    cancelRequestedAtMs: null,
    updatedAtMs: 1,
  } as const satisfies AcceptedJob
  const collection: Collected = await collectClip(job, {
    project,
    engine: engineWith(
      await makeClip({
        frames: [
          [120, 100, 150],
          [40, 120, 130],
        ],
      }),
    ),
    files: ports.files,
    clock: ports.clock,
    takeId: () => 'tak_000000000001' as TakeId,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  if (collection.kind !== 'take') throw new Error(JSON.stringify(collection))
  const sidecar: unknown = JSON.parse(await fs.readFile(join(folder, 'clips', '010_take01.json'), 'utf8'))
  return { take: collection.take, project, request, sidecar }
}

describe('a take', () => {
  test('remembers the request that it was made from, in the document and beside the clip', async () => {
    const { take, project, request, sidecar } = await collected()
    expect(request.prompt).toBe('a heron lands. ink wash, subtle motion')
    expect(take.request).toEqual(request)
    expect(project.document.takes[take.id]).toEqual(take)
    expect(sidecar).toMatchObject({ request })
  })

  test('of a job that another version of the program ordered goes without', async () => {
    const { take } = await collected((request) => ({ ...request, kind: 'hologram' }))
    expect(take).toMatchObject({ request: null, file: '010_take01.mp4' })
  })
})
