import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import {
  calls,
  type CallArgument,
  type CallName,
  type CallOutput,
  type FileToken,
} from '../../shared/contract.ts'
import { shotsInOrder } from '../../shared/domain/board.ts'
import type { FailureCode, Result } from '../../shared/errors.ts'
import { must } from './text-board.ts'

/** A front door as the story needs it: with the sample board made, and a key that its stand-in for fal.ai accepts. */
export interface StoryDoor {
  readonly ask: <Name extends CallName>(
    name: Name,
    input: CallArgument<Name>,
  ) => Promise<Result<CallOutput<Name>>>
  /** Hands a file of the disk over. */
  readonly hand: (path: string) => Promise<FileToken>
  readonly key: string
  /** A folder of the user's, for projects. */
  readonly folder: string
}

const picture = fileURLToPath(new URL('../../assets/sample/stairwell.jpg', import.meta.url))
const always = { from: null, to: null }

/**
 * Asks for everything that the contract has, each once at least, and holds every answer against the contract's own
 * schema: nothing more is in it, and nothing else. Gives the calls that were asked.
 */
export const tellContractStory = async (door: StoryDoor): Promise<ReadonlySet<CallName>> => {
  const asked = new Set<CallName>()

  const ask: StoryDoor['ask'] = async (name, input) => {
    asked.add(name)
    const answer = await door.ask(name, input)
    if (answer.ok)
      expect({ name, ...calls[name].output.strict().safeParse(answer.value) }).toMatchObject({
        name,
        data: answer.value,
      })
    return answer
  }
  const does = async <Name extends CallName>(name: Name, input: CallArgument<Name>) =>
    must(await ask(name, input))
  const isRefused = async <Name extends CallName>(name: Name, input: CallArgument<Name>, code: FailureCode) =>
    expect({ name, ...(await ask(name, input)) }).toMatchObject({ name, ok: false, error: { code } })

  const { lastProject } = await does('app.state', {})
  await does('app.openLink', { link: 'fal-keys' })
  const { text } = await does('app.diagnostics', {})
  expect(text).not.toContain(door.key)

  await does('settings.change', { edit: { appearance: 'light' } })
  await does('key.status', { profile: 'staging' })
  await does('key.store', { profile: 'staging', key: door.key, where: 'session' })
  expect(await does('key.check', { profile: null })).toEqual({ endsIn: door.key.slice(-4) })
  await does('key.forget', { profile: 'staging' })
  await does('key.use', { profile: 'production' })

  const { folder } = await does('folder.make', { parent: door.folder, name: 'films' })
  expect((await does('folder.list', { folder: door.folder })).folders.map(({ name }) => name)).toContain(
    'films',
  )
  await ask('folder.choose', { title: 'Open' })

  // A project and what is done to its folder.
  const made = await does('project.create', {
    folder: join(folder, 'first'),
    title: 'First',
    aspect: '16:9',
    from: { kind: 'empty' },
  })
  await does('project.close', { projectId: made.projectId })
  await does('project.pin', { folder: made.folder, pinned: true })
  await does('project.rename', { folder: made.folder, title: 'Renamed' })
  const second = await does('project.duplicate', { folder: made.folder, title: 'Second', withTakes: true })
  const { folder: shelf } = await does('folder.make', { parent: folder, name: 'shelf' })
  const moved = await does('project.move', { folder: second.folder, into: shelf })
  const archive = await does('project.archive', { folder: moved.folder, into: folder })
  await does('folder.reveal', { path: archive.file })
  // None is being written, which is as good.
  await does('project.cancelArchive', { folder: moved.folder })
  const restored = await does('project.restore', {
    file: await door.hand(archive.file),
    folder: join(folder, 'restored'),
  })
  await does('project.usage', { folder: restored.folder })
  await does('project.cleanUp', { folder: restored.folder, caches: true, media: [], takes: [] })
  await does('project.unlist', { folder: restored.folder })
  await does('project.bin', { folder: moved.folder })
  const { projects } = await does('project.list', {})
  expect(projects.map(({ folder: listed }) => listed)).not.toContain(moved.folder)

  // A board, its images and its edits.
  const { projectId, document } = await does('project.open', { folder: lastProject ?? '' })
  const rename = { type: 'project.edit', title: 'Told' } as const
  await does('board.edit', { projectId, commands: [rename], name: 'Rename', editId: 'edit-1' })
  await does('board.seal', { projectId })
  expect((await does('board.undo', { projectId })).undone).not.toBeNull()
  expect((await does('board.redo', { projectId })).redone).not.toBeNull()
  await does('project.save', { projectId })
  await isRefused('project.resolveOutsideChange', { projectId, choice: 'mine' }, 'input/invalid')
  await does('project.reveal', { projectId, what: { kind: 'folder' } })
  const files = [await door.hand(picture)]
  expect((await does('image.import', { projectId, files, importId: 'import-1' })).images).toHaveLength(1)
  await does('image.cancelImport', { projectId, importId: 'import-1' })
  const shot = shotsInOrder(document)[0]
  const sceneId = document.sceneIds[0] ?? ''
  if (!shot) throw new Error('the sample has no shot')
  await does('shot.paste', {
    from: { projectId, folder: lastProject ?? '' },
    projectId,
    shotIds: [shot.id],
    sceneId,
    index: 0,
  })

  // A take, and the job that makes it.
  const { jobs } = await does('take.render', {
    projectId,
    orders: [{ shotId: shot.id, intentId: 'int_0000000000aa', another: false }],
    quality: 'draft',
    engine: 'rehearsal',
    agreed: { microUsd: 0, unknown: 0 },
  })
  const jobId = jobs[0]?.id
  if (!jobId) throw new Error('nothing was ordered')
  await vi.waitFor(
    async () => {
      const listed = await does('job.list', { projectId, ended: true, limit: 10 })
      expect(listed.jobs.find(({ id }) => id === jobId)?.state).toBe('succeeded')
    },
    { timeout: 120_000, interval: 200 },
  )
  expect(await does('job.resume', { jobId: null })).toEqual({ resumed: 0 })
  // It has ended meanwhile, which is as good.
  await does('job.cancel', { jobId })
  await isRefused('job.lookUp', { jobId }, 'input/invalid')
  expect((await ask('job.settle', { jobId, word: { kind: 'give-up' } })).ok).toBe(false)
  const { document: taken } = await does('project.open', { folder: lastProject ?? '' })
  const [takeId] = Object.keys(taken.takes) as (keyof typeof taken.takes)[]
  if (!takeId) throw new Error('there is no take')
  await does('image.fromTake', { projectId, takeId, atMs: null })
  await ask('take.fetchAgain', { projectId, takeId })
  await does('project.lookForClips', { projectId })

  // Money.
  await does('prices.refresh', {})
  await does('spending.today', { projectId })
  await does('spending.report', { projectId, ...always, by: 'day' })
  await does('spending.export', { projectId, ...always, by: 'shot' })
  expect((await does('spending.reconcile', { ...always, adopt: false })).entries).toEqual([])
  await ask('spending.adopt', {
    projectId,
    requestId: 'req-nobody-sent',
    endpoint: 'fal-ai/pika/v2.2/text-to-video',
    shotId: null,
  })
  return asked
}
