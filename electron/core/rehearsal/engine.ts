import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { succeed, type Failure, type Result } from '../../../shared/errors.ts'
import { syncFolder } from '../disk/settled-file.ts'
import type { Engine, Watch } from '../jobs/engine.ts'
import type { Job } from '../ledger/job.ts'
import type { FileSystem } from '../ports.ts'
import { rehearsalFps, type RehearsalRecipe, type RehearsedClip } from './recipe.ts'
import type { RehearsalRenderer } from './render-in-worker.ts'

/**
 * The built-in engine: free, without key and network. It goes through the same states as fal.ai. What it is working
 * on lies in `.boardwright/rehearsals/<job>/` of the project; a rehearsal that a dead process left is begun again.
 */

export interface RehearsalEngineOptions {
  readonly renderer: RehearsalRenderer
  readonly files: FileSystem
}

/** A shot whose prompt holds this fails in rehearsal, so that a failure can be rehearsed too. */
export const failureCue = '[fail]'

interface Rehearsal {
  readonly done: Promise<Result<RehearsedClip>>
  readonly stop: AbortController
  fraction: number
  readonly watchers: Set<Watch>
}

/** Makes the rehearsal engine. */
export const createRehearsalEngine = ({ renderer, files }: RehearsalEngineOptions): Engine => {
  const rehearsals = new Map<string, Rehearsal>()

  const start = (job: Job): Rehearsal => {
    const known = rehearsals.get(job.id)
    if (known) return known
    const stop = new AbortController()
    const watchers = new Set<Watch>()
    const rehearsal: Rehearsal = { done: perform(job, stop.signal, onProgress), stop, fraction: 0, watchers }
    function onProgress(fraction: number) {
      rehearsal.fraction = fraction
      for (const watch of watchers) watch.onRunning(fraction)
    }
    rehearsals.set(job.id, rehearsal)
    return rehearsal
  }

  const perform = async (
    job: Job,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<Result<RehearsedClip>> => {
    if (job.request.prompt.includes(failureCue)) return { ok: false, error: rehearsedFailure }
    return renderer.render(recipeOf(job), { signal, onProgress })
  }

  const forget = async (job: Job) => {
    rehearsals.delete(job.id)
    await files.rm(workFolder(job), { recursive: true, force: true })
  }

  return {
    id: 'rehearsal',

    prepare: async (job, images) => {
      await files.mkdir(workFolder(job), { recursive: true })
      for (const [at, image] of job.request.images.entries()) {
        const prepared = await images.prepare(image)
        if (!prepared.ok) return prepared
        await files.writeFile(imagePath(job, at), prepared.value.data)
      }
      return succeed({})
    },

    submit: (job) => {
      start(job)
      return Promise.resolve({ kind: 'accepted', requestId: `rehearsal-${job.id}`, queuePosition: null })
    },

    follow: async (job, watch, signal) => {
      const rehearsal = start(job)
      rehearsal.watchers.add(watch)
      watch.onRunning(rehearsal.fraction)
      const stopped = new Promise<null>((resolve) => {
        const onAbort = () => {
          rehearsal.stop.abort()
          resolve(null)
        }
        if (signal.aborted) onAbort()
        else signal.addEventListener('abort', onAbort, { once: true })
      })
      const result = await Promise.race([rehearsal.done, stopped])
      rehearsal.watchers.delete(watch)
      if (result === null) {
        // Its worker is told to stop; the next run begins anew.
        await rehearsal.done
        rehearsals.delete(job.id)
        return null
      }
      if (result.ok) return { kind: 'completed' }
      await forget(job)
      return { kind: 'failed', failure: result.error }
    },

    fetchClip: async (job, request) => {
      const output = outputPath(job)
      // After a crash between the end of the render and here, the rehearsal may have to be made once more.
      if (!(await isFile(output, files))) {
        const result = await start(job).done
        if (!result.ok) return { kind: 'failed', failure: result.error }
      }
      const verified = await request.verify(output)
      if (!verified.ok) return { kind: 'failed', failure: verified.error }
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(output)) hash.update(chunk as Buffer)
      const { size } = await files.stat(output)
      await files.rename(output, request.destination)
      await syncFolder(dirname(request.destination), files)
      await forget(job)
      return { kind: 'fetched', sha256: hash.digest('hex'), bytes: size }
    },

    cancel: (job) => {
      rehearsals.get(job.id)?.stop.abort()
      return Promise.resolve()
    },

    // A rehearsal whose process died while "sending" costs nothing to take up again.
    find: (job) => Promise.resolve({ kind: 'found', requestId: `rehearsal-${job.id}` }),
  }
}

const workFolder = (job: Job) => join(job.projectFolder, '.boardwright', 'rehearsals', job.id)
const imagePath = (job: Job, at: number) => join(workFolder(job), `image-${at}`)
const outputPath = (job: Job) => join(workFolder(job), 'clip.mp4')

const recipeOf = (job: Job): RehearsalRecipe => {
  const { request } = job
  const common = {
    width: job.size.width,
    height: job.size.height,
    fps: rehearsalFps,
    title: [job.shotLabel, job.shotTitle].filter(Boolean).join(' · '),
    seed: job.seed,
    output: outputPath(job),
  } as const
  const paths = request.images.map((_, at) => imagePath(job, at))
  switch (request.kind) {
    case 'frames':
      return { kind: 'frames', images: paths, gaps: request.gaps.map((gap) => ({ ...gap })), ...common }
    case 'elements': {
      const items = request.roles.map((role, at) => ({ role, path: imagePath(job, at) }))
      return { kind: 'elements', items, prompt: request.prompt, seconds: request.seconds, ...common }
    }
    case 'image':
      return {
        kind: 'image',
        path: imagePath(job, 0),
        prompt: request.prompt,
        seconds: request.seconds,
        ...common,
      }
    case 'text':
      return { kind: 'text', prompt: request.prompt, seconds: request.seconds, ...common }
  }
}

const isFile = async (path: string, files: FileSystem): Promise<boolean> => {
  try {
    return (await files.lstat(path)).isFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const rehearsedFailure: Failure = {
  code: 'render/failed',
  message: `The rehearsal failed because its prompt asks for it (${failureCue}).`,
  cost: 'nothing',
}
