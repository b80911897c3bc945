import type { OpenBoard } from '../../state/open-board.ts'
import type { SaidFailure } from '../../strings/en/errors.ts'
import { strings } from '../../strings/en/index.ts'
import { timeOfDay } from '../../strings/en/times.ts'

const words = strings.app.top

/** How the project is saved, in words: `Saved 14:02`, or what is in the way. */
export type SaveWords =
  | { readonly kind: 'fine'; readonly text: string }
  | {
      readonly kind: 'trouble'
      readonly text: string
      readonly why: string
      readonly failure: SaidFailure | null
    }

/** What may be said of saving. `waiting`: edits that the core has not confirmed yet. */
export const saveWords = (
  { saveState, savedAtMs, access }: Pick<OpenBoard, 'saveState' | 'savedAtMs' | 'access'>,
  waiting: number,
  connected: boolean,
): SaveWords => {
  if (!connected && waiting > 0)
    return { kind: 'trouble', text: words.notSaved, why: words.waitsForConnection, failure: null }
  if (typeof saveState === 'object') {
    const why = strings.errors.describe(saveState.failed).text
    return { kind: 'trouble', text: words.notSaved, why, failure: saveState.failed }
  }
  if (saveState === 'changed-outside')
    return { kind: 'trouble', text: words.notSaved, why: words.changedOutside, failure: null }
  if (access.kind === 'read-only') return { kind: 'fine', text: words.readOnly }
  if (saveState !== 'saved' || waiting > 0) return { kind: 'fine', text: words.saving }
  return {
    kind: 'fine',
    text: savedAtMs === null ? words.saved : words.savedAt(timeOfDay(savedAtMs)),
  }
}
