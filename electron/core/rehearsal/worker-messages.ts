import { fail, type Result } from '../../../shared/errors.ts'
import type { RehearsalRecipe, RehearsedClip } from './recipe.ts'

/** What the main thread tells a rehearsal worker. A worker renders one recipe at a time. */
export type ToWorker =
  | { readonly kind: 'render'; readonly recipe: RehearsalRecipe }
  | { readonly kind: 'cancel' }

/** What a rehearsal worker answers. `finished` comes exactly once for each `render`. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'finished'; readonly result: Result<RehearsedClip> }

/** What becomes of a render that was stopped. */
export const renderCancelled = fail('render/cancelled', 'The rehearsal was stopped.', { cost: 'nothing' })
