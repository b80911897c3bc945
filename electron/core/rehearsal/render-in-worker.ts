import { Worker } from 'node:worker_threads'
import type { ZodError } from 'zod'
import { fail, type Result } from '../../../shared/errors.ts'
import { wordsOf } from '../disk/failure.ts'
import { programModule } from '../program-file.ts'
import { recipeSchema, type RehearsalRecipe, type RehearsedClip } from './recipe.ts'
import { renderCancelled, type FromWorker, type ToWorker } from './worker-messages.ts'

/** Renders one clip. Several calls at once run side by side, each in a worker thread of its own. */
export type RenderRehearsal = (
  recipe: RehearsalRecipe,
  options?: {
    /**
     * Stops the render: `render/cancelled`, and no file is left. Takes about 200 ms, or as long as a worker that has
     * just been started, or an image that is just being read, still needs for that.
     */
    readonly signal?: AbortSignal
    /** Told how much is done, 0 to 1, never falling, at most ten times a second and once at the end. */
    readonly onProgress?: (done: number) => void
  },
) => Promise<Result<RehearsedClip>>

/** The rehearsal engine as the main thread sees it. */
export interface RehearsalRenderer {
  readonly render: RenderRehearsal
  /** Ends the idle workers; renders under way finish first with `render/cancelled`. */
  readonly close: () => Promise<void>
}

const startRehearsalWorker = (): Worker =>
  // Options given to the program's own script, such as `--input-type`, are not the worker's.
  new Worker(programModule('electron/core/rehearsal/worker'), { execArgv: [] })

/**
 * The rehearsal engine. A worker thread is started when it is first needed, kept for the next render, and does not
 * keep the program running while it is idle.
 * Failures of `render`: `input/invalid` (the recipe, with the field), `media/missing` and `media/unreadable` (an
 * image, with its name and field), `disk/…` (the clip), `render/cancelled`, `render/failed` (the worker died).
 */
export const createRehearsalRenderer = (
  startWorker: () => Worker = startRehearsalWorker,
): RehearsalRenderer => {
  const closing = new AbortController()
  const idle: Worker[] = []
  const underway = new Set<Promise<unknown>>()

  const start = (): Worker => {
    const worker = startWorker()
    // A worker that dies while idle must neither be used again nor end the program: `exit` follows every `error`.
    worker.on('error', () => worker.unref())
    worker.on('exit', () => {
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1)
    })
    return worker
  }

  const renderNow = async (
    recipe: RehearsalRecipe,
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ): Promise<Result<RehearsedClip>> => {
    if (signal.aborted) return renderCancelled
    const worker = idle.pop() ?? start()
    const outcome = await runRecipe(worker, recipe, signal, onProgress)
    if (outcome.alive) idle.push(worker)
    return outcome.result
  }

  return {
    render: async (recipe, options = {}) => {
      const checked = recipeSchema.safeParse(recipe)
      if (!checked.success) return refusal(checked.error)
      const signals = options.signal === undefined ? [closing.signal] : [closing.signal, options.signal]
      const rendering = renderNow(checked.data, AbortSignal.any(signals), options.onProgress ?? (() => {}))
      underway.add(rendering)
      try {
        return await rendering
      } finally {
        underway.delete(rendering)
      }
    },
    close: async () => {
      closing.abort()
      await Promise.allSettled(underway)
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()))
    },
  }
}

const refusal = (error: ZodError): ReturnType<typeof fail> => {
  const issue = error.issues[0]
  return fail(
    'input/invalid',
    'The rehearsal cannot be made from this shot. Check its images and its length.',
    {
      cost: 'nothing',
      ...(issue === undefined ? {} : { field: issue.path.join('.'), detail: issue.message }),
    },
  )
}

/** Has an idle worker render one recipe. A worker that died on it must not be used again. */
const runRecipe = (
  worker: Worker,
  recipe: RehearsalRecipe,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<{ readonly alive: boolean; readonly result: Result<RehearsedClip> }> =>
  new Promise((resolve) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    const tell = (message: ToWorker): void => worker.postMessage(message)
    const cancel = (): void => tell({ kind: 'cancel' })
    const finish = (alive: boolean, result: Result<RehearsedClip>): void => {
      signal.removeEventListener('abort', cancel)
      worker.off('message', hear).off('error', fault).off('exit', ended)
      worker.unref()
      resolve({ alive, result })
    }
    const died = (detail: string): void =>
      finish(
        false,
        fail('render/failed', 'The rehearsal could not be rendered. Try again.', { detail, cost: 'nothing' }),
      )
    const hear = (message: FromWorker): void => {
      if (message.kind === 'finished') finish(true, message.result)
      else if (!signal.aborted) onProgress(message.done)
    }
    const fault = (error: unknown): void => died(wordsOf(error))
    const ended = (code: number): void => died(`The worker ended with code ${code}`)
    worker.on('message', hear).on('error', fault).on('exit', ended)
    worker.ref()
    signal.addEventListener('abort', cancel, { once: true })
    tell({ kind: 'render', recipe })
  })
