import { dirname } from 'node:path'
import { succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import { discard, openTemporary, settle } from '../disk/settled-file.ts'
import type { Clock, FileSystem } from '../ports.ts'
import { createCamera } from './camera.ts'
import { openClipEncoder } from './encoder.ts'
import { drawMark } from './mark.ts'
import { recipeFrames, rehearsalFps, type RehearsalRecipe, type RehearsedClip } from './recipe.ts'
import { makeStills, type Stills } from './stills.ts'
import { momentAt, moveOf } from './timeline.ts'
import { renderCancelled } from './worker-messages.ts'

/** What a render reaches beyond its recipe. */
interface RenderSurroundings {
  readonly files: FileSystem
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>
  readonly signal: AbortSignal
  /** Told how much is done, 0 to 1, never falling. */
  readonly onProgress: (done: number) => void
}

/** Shortest time between two reports of progress. */
const progressEveryMs = 100

/**
 * Renders a recipe to its output file, on the thread it is called on: call it in a worker.
 * The file appears under its name whole and on disk, or not at all.
 * Failures: `media/…` (an image), `disk/…` (the clip), `render/cancelled`. A fault of the encoder is thrown.
 */
export const renderRecipe = async (
  recipe: RehearsalRecipe,
  surroundings: RenderSurroundings,
): Promise<Result<RehearsedClip>> => {
  const { signal, onProgress } = surroundings
  const { width, height } = recipe
  const stills = await makeStills(recipe)
  if (!stills.ok) return stills
  if (signal.aborted) return renderCancelled
  const clip = await encodeStills(recipe, stills.value, surroundings)
  if (clip === undefined || signal.aborted) return renderCancelled
  const stored = await storeClip(clip, recipe.output, surroundings)
  if (!stored.ok) return stored
  onProgress(1)
  const frames = recipeFrames(recipe)
  return succeed({ frames, width, height, durationMs: Math.round((1000 * frames) / rehearsalFps) })
}

/** The bytes of the clip, or nothing where the signal stopped it. */
const encodeStills = async (
  recipe: RehearsalRecipe,
  stills: Stills,
  { clock, signal, onProgress }: RenderSurroundings,
): Promise<Uint8Array | undefined> => {
  const frames = recipeFrames(recipe)
  const mark = await drawMark(recipe.width, recipe.height)
  const camera = await createCamera({ stills, mark, frames }, moveOf(recipe))
  try {
    const encoder = await openClipEncoder(recipe, rehearsalFps, tagsOf(recipe))
    let encoding = Promise.resolve()
    try {
      let reportedMs = clock.monotonicMs()
      for (let index = 0; index < frames; index += 1) {
        // The encoder works on the last frame, on threads of its own, while this one is exposed.
        const frame = await camera.expose(momentAt(recipe, index))
        await encoding
        if (signal.aborted) {
          frame.free()
          return undefined
        }
        encoding = encoder.add(frame)
        if (clock.monotonicMs() - reportedMs >= progressEveryMs) {
          reportedMs = clock.monotonicMs()
          onProgress(index / frames)
        }
      }
      await encoding
      return await encoder.finish()
    } finally {
      // Its threads must not be at work on what is freed here.
      await Promise.allSettled([encoding])
      await encoder.dispose()
    }
  } finally {
    camera.dispose()
  }
}

const tagsOf = (recipe: RehearsalRecipe): { readonly title: string; readonly comment: string } => ({
  title: recipe.title,
  comment: recipe.kind === 'frames' ? recipe.gaps.map(({ prompt }) => prompt).join('\n') : recipe.prompt,
})

const storeClip = async (
  clip: Uint8Array,
  output: string,
  { files, clock }: RenderSurroundings,
): Promise<Result<void>> => {
  try {
    const temporary = await openTemporary(dirname(output), files, clock.now())
    try {
      await temporary.handle.writeFile(clip)
      await settle(temporary, output, files)
    } catch (error) {
      await discard(temporary, files)
      throw error
    }
    return succeed(undefined)
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The rehearsal could not be stored') }
  }
}
