import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { calls } from '../../../../../shared/contract.ts'
import { recordOf } from '../../../../../shared/domain/document.ts'
import { must } from '../../../../kit/text-board.ts'
import { replies } from '../../../../stand-in/faults.ts'
import { startPaidStudio } from '../../../../kit/paid-studio.ts'

const always = { from: null, to: null }

/** A request that another program sent with the same key. */
const sendFromElsewhere = async ({ standIn }: Awaited<ReturnType<typeof startPaidStudio>>) => {
  const answer = await fetch(standIn.proxyUrl, {
    method: 'POST',
    headers: {
      authorization: `Key ${standIn.key}`,
      'content-type': 'application/json',
      'x-fal-target-url': 'https://queue.fal.run/fal-ai/pika/v2.2/text-to-video',
    },
    body: JSON.stringify({ prompt: 'a tram', duration: 5, resolution: '720p', seed: 7 }),
  })
  const { request_id: requestId } = (await answer.json()) as { request_id: string }
  return requestId
}

/** How long a busy machine may take over what the stand-in does at once. */
const busyMachine = { timeout: 20_000 }

describe('reconciliation', () => {
  test('finds nothing where both sides agree', async () => {
    const studio = await startPaidStudio()
    must(await studio.order(studio.shot('text')))
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded' }])
    expect(must(await studio.ask('spending.reconcile', { ...always, adopt: true }))).toEqual({
      agreed: 1,
      entries: [],
    })
  })

  test('shows a clip that was made and given up, and takes it up when told to', async () => {
    const studio = await startPaidStudio()
    const broken = studio.standIn.script({
      step: 'result',
      nth: 'every',
      fault: replies.requestError(422, 'No such thing'),
    })
    must(await studio.order(studio.shot('text')))
    expect(await studio.settled()).toMatchObject([{ state: 'failed' }])
    broken.remove()
    const looked = must(await studio.ask('spending.reconcile', { ...always, adopt: false }))
    expect(calls['spending.reconcile'].output.safeParse(looked).error).toBeUndefined()
    expect(looked.entries).toMatchObject([{ kind: 'not-fetched', keeps: 'clip', outcome: null }])
    expect(await studio.jobs()).toMatchObject([{ state: 'failed' }])
    const adopted = must(await studio.ask('spending.reconcile', { ...always, adopt: true }))
    expect(adopted.entries).toMatchObject([{ outcome: 'adopted' }])
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded' }])
    expect(Object.values((await studio.document()).takes)).toHaveLength(1)
    expect(studio.standIn.journal.count('submit')).toBe(1)
  })

  test('finds a lost request again that the user had given up', async () => {
    const studio = await startPaidStudio()
    studio.standIn.script({ step: 'submit', fault: { kind: 'reset', afterAccepting: true } })
    const hidden = studio.standIn.script({
      step: 'lookup',
      nth: 'every',
      fault: { kind: 'amend', fields: { items: [], has_more: false } },
    })
    must(await studio.order(studio.shot('text')))
    const [job] = await studio.settled()
    if (!job) throw new Error('nothing was ordered')
    expect(job).toMatchObject({ state: 'uncertain', waitsFor: { code: 'render/unknown-outcome' } })
    const unlisted = must(await studio.ask('spending.reconcile', { ...always, adopt: true }))
    expect(unlisted.entries).toMatchObject([{ kind: 'only-here', outcome: null }])
    must(await studio.ask('job.settle', { jobId: job.id, word: { kind: 'give-up' } }))
    // Nothing is waited for any more.
    expect(await studio.jobs()).toMatchObject([{ state: 'cancelled', waitsFor: null }])
    hidden.remove()
    const found = must(await studio.ask('spending.reconcile', { ...always, adopt: true }))
    expect(found.entries).toMatchObject([{ kind: 'lost', outcome: 'adopted' }])
    expect(await studio.settled()).toMatchObject([{ id: job.id, state: 'succeeded' }])
    expect(studio.standIn.journal.count('submit')).toBe(1)
  })

  test('says what has expired, and leaves it so', async () => {
    const studio = await startPaidStudio()
    studio.standIn.script({ step: 'download', nth: 'every', fault: { kind: 'reply', status: 404 } })
    must(await studio.order(studio.shot('text')))
    expect(await studio.settled()).toMatchObject([{ state: 'expired' }])
    const { entries } = must(await studio.ask('spending.reconcile', { ...always, adopt: true }))
    expect(entries).toMatchObject([{ kind: 'not-fetched', keeps: 'gone', outcome: 'expired' }])
    expect(await studio.settled()).toMatchObject([{ state: 'expired' }])
  })

  test('takes a request of another program as a take of a shot, only where the user says which', async () => {
    const studio = await startPaidStudio()
    const { ask, board, standIn } = studio
    const requestId = await sendFromElsewhere(studio)
    await vi.waitFor(
      async () =>
        expect(must(await ask('spending.reconcile', { ...always, adopt: true })).entries).toMatchObject([
          { kind: 'only-fal', keeps: 'clip', requestId, job: null, outcome: null },
        ]),
      busyMachine,
    )
    expect(await studio.jobs()).toEqual([])
    const shotId = studio.shot('text').id
    const endpoint = 'fal-ai/pika/v2.2/text-to-video'
    const adoption = { projectId: board.projectId, requestId, endpoint, shotId } as const
    must(await ask('spending.adopt', adoption))
    expect(await studio.settled()).toMatchObject([{ state: 'succeeded', requestId }])
    const [take] = Object.values((await studio.document()).takes)
    expect(take).toMatchObject({
      shotId,
      requestId,
      prompt: 'a tram',
      seed: 7,
      request: null,
      priceMicroUsd: 200_000,
    })
    expect(await ask('spending.adopt', adoption)).toMatchObject({
      ok: false,
      error: { code: 'input/invalid' },
    })
    expect(must(await ask('spending.reconcile', { ...always, adopt: true })).entries).toEqual([])
    expect(standIn.journal.count('submit')).toBe(1)
  })

  test('only fetches a request of another program where no shot is named', async () => {
    const studio = await startPaidStudio()
    const { ask, board } = studio
    const requestId = await sendFromElsewhere(studio)
    const endpoint = 'fal-ai/pika/v2.2/text-to-video'
    const file = await vi.waitFor(async () => {
      const adopted = await ask('spending.adopt', {
        projectId: board.projectId,
        requestId,
        endpoint,
        shotId: null,
      })
      return must(adopted).file ?? ''
    }, busyMachine)
    expect((await readdir(join(board.folder, 'exports'))).toSorted()).toEqual([
      `request-${requestId}.json`,
      `request-${requestId}.mp4`,
    ])
    const sidecar: unknown = JSON.parse(await readFile(file.replace(/mp4$/, 'json'), 'utf8'))
    expect(sidecar).toMatchObject({ requestId, endpoint, input: { prompt: 'a tram' } })
    expect(await studio.jobs()).toEqual([])
    expect((await studio.document()).takes).toEqual({})
  })

  test('knows no request that fal.ai does not know', async () => {
    const { ask, board } = await startPaidStudio()
    expect(
      await ask('spending.adopt', {
        projectId: board.projectId,
        requestId: 'nowhere',
        endpoint: 'fal-ai/pika/v2.2/text-to-video',
        shotId: null,
      }),
    ).toMatchObject({ ok: false, error: { code: 'fal/not-found', cost: 'nothing' } })
  })

  test('fetches a clip again that is gone from the disk, and only that very file', async () => {
    const studio = await startPaidStudio()
    const { ask, board, standIn } = studio
    must(await studio.order(studio.shot('text')))
    await studio.settled()
    const [take] = Object.values((await studio.document()).takes)
    if (!take) throw new Error('there is no take')
    const clip = join(board.folder, 'clips', take.file)
    const bytes = await readFile(clip)

    await rm(clip)
    const another = standIn.script({
      step: 'download',
      nth: 'every',
      fault: { kind: 'file', bytes: Buffer.from('another') },
    })
    const again = { projectId: board.projectId, takeId: take.id }
    expect(await ask('take.fetchAgain', again)).toMatchObject({ error: { code: 'media/not-a-clip' } })
    expect(await readdir(join(board.folder, 'clips'))).not.toContain(take.file)
    another.remove()
    expect(await ask('take.fetchAgain', again)).toMatchObject({ ok: true })
    expect((await readFile(clip)).equals(bytes)).toBe(true)
    expect(studio.heard.findLast(({ name }) => name === 'project.replaced')).toMatchObject({
      payload: { missingClips: [] },
    })

    await rm(clip)
    const gone = standIn.script({
      step: 'download',
      nth: 'every',
      fault: { kind: 'reply', status: 410 },
    })
    expect(await ask('take.fetchAgain', again)).toMatchObject({ error: { code: 'fal/expired' } })
    // Only what was said twice is believed.
    expect(gone.struck()).toBe(2)
    const absent = { missingClips: [take.file], expiredClips: [take.file] }
    expect(studio.heard.findLast(({ name }) => name === 'project.replaced')).toMatchObject({
      payload: absent,
    })
    expect(must(await ask('project.lookForClips', { projectId: board.projectId }))).toEqual(absent)
    gone.remove()

    // The mark is only what fal.ai said last.
    const { entries } = must(await ask('spending.reconcile', { ...always, adopt: true }))
    expect(entries).toMatchObject([{ kind: 'file-missing', keeps: 'clip', outcome: 'fetched' }])
    expect((await readFile(clip)).equals(bytes)).toBe(true)
    await rm(clip)
    expect(must(await ask('project.lookForClips', { projectId: board.projectId }))).toEqual({
      missingClips: [take.file],
      expiredClips: [],
    })
    expect(recordOf((await studio.document()).takes, take.id)).toEqual(take)
    expect(standIn.journal.count('submit')).toBe(1)
  })
})

test('the report becomes a spreadsheet in the projects folder, under a name that is free', async () => {
  const studio = await startPaidStudio()
  must(await studio.order(studio.shot('text')))
  await studio.settled()
  const query = { projectId: null, from: null, to: null, by: 'endpoint' } as const
  const first = must(await studio.ask('spending.export', query)).file
  const second = must(await studio.ask('spending.export', query)).file
  expect(second).not.toBe(first)
  expect(await readFile(first, 'utf8')).toContain('"Text to video')
  expect(studio.frontDoor.revealed).toEqual([first, second])
})
