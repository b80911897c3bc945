import { useEffect, useSyncExternalStore } from 'react'
import { appStore } from '../state/app.ts'
import { connectionStore } from '../state/connection.ts'
import { jobsStore } from '../state/jobs.ts'
import { boardStore } from '../state/open-board.ts'
import { sessionStore } from '../state/session.ts'
import { actionOf, allActions, isEnabled, runAction, titleOf, type Action } from './action.ts'
import { areTyped, keysForAria, keysForPeople, keysOfPress } from './keys.ts'
import { takesTyping } from './takes-typing.ts'

/** Whether this is a Mac, whose keys are called otherwise. */
export const isMac = (): boolean => appStore.getState()?.platform === 'darwin'

/** The keys of an action: the user's, else its own. */
export const keysOf = (action: Action): readonly string[] =>
  appStore.getState()?.settings.shortcuts[action.id] ?? action.keys

/** The actions that have these keys, the first that can be done being the one that is. */
export const actionsWith = (keys: string): readonly Action[] =>
  allActions().filter((action) => keysOf(action).includes(keys))

/** The first keys of an action as people read them; null where it has none. */
export const keysOfAction = (id: string): string | null => {
  const action = actionOf(id)
  const keys = action && keysOf(action)[0]
  return keys === undefined ? null : keysForPeople(keys, isMac())
}

/** What a button needs to know of an action. */
export interface ActionView {
  readonly title: string
  /** Its first keys for people; null where it has none. */
  readonly keys: string | null
  readonly ariaKeys: string | undefined
  readonly enabled: boolean
  readonly run: () => void
}

const subscribe = (listener: () => void) => {
  const ends = [appStore, boardStore, sessionStore, jobsStore, connectionStore].map((store) =>
    store.subscribe(listener),
  )
  return () => ends.forEach((end) => end())
}

/** An action as a button shows it, kept up to date. Throws for an id that no action has. */
export const useAction = (id: string): ActionView => {
  const action = actionOf(id)
  if (!action) throw new TypeError(`there is no action ${id}`)
  const title = useSyncExternalStore(subscribe, () => titleOf(action))
  const enabled = useSyncExternalStore(subscribe, () => isEnabled(action))
  const keys = useSyncExternalStore(subscribe, () => keysOf(action)[0] ?? null)
  return {
    title,
    enabled,
    keys: keys === null ? null : keysForPeople(keys, isMac()),
    ariaKeys: keys === null ? undefined : keysForAria(keys, isMac()),
    run: () => runAction(id),
  }
}

/**
 * Undo and its like within a field are the field's own while it has the focus; keys that would be typed are not taken
 * from it. Where a dialog, a menu or a list is open, keys are theirs; board and library are no
 * such lists.
 */
const isTheirs = (event: KeyboardEvent, keys: string): boolean => {
  if (event.defaultPrevented || event.isComposing) return true
  const { target } = event
  if (takesTyping(target) && (areTyped(keys) || editingKeys.has(keys))) return true
  return (
    target instanceof Element &&
    target.closest(
      '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]:not([data-area] *)',
    ) !== null &&
    keys !== 'Mod+K'
  )
}

const editingKeys = new Set([
  'Mod+A',
  'Mod+C',
  'Mod+V',
  'Mod+X',
  'Mod+ArrowLeft',
  'Mod+ArrowRight',
  'Mod+Backspace',
])

/** A menu opens at its button by Enter and the arrows, whatever else is held down: keys of an action go before that. */
const wouldOpenMenu = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey || event.altKey) &&
  event.target instanceof Element &&
  event.target.closest('button[aria-haspopup="menu"]') !== null

/** Does the action whose keys are pressed, anywhere in the window. */
export const useShortcuts = (): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOfPress(event, isMac())
      if (keys === null || isTheirs(event, keys)) return
      // A button or a list item that has the focus is pressed by Space and Enter; a card or an image only shows itself.
      if ((keys === 'Space' || keys === 'Enter') && isPressable(event.target)) return
      const action = actionsWith(keys).find((one) => (one.isHere?.() ?? true) && isEnabled(one))
      if (!action) return
      event.preventDefault()
      if (event.eventPhase === Event.CAPTURING_PHASE) event.stopPropagation()
      runAction(action.id)
    }
    const onBefore = (event: KeyboardEvent) => {
      if (wouldOpenMenu(event)) onKeyDown(event)
    }
    window.addEventListener('keydown', onBefore, { capture: true })
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onBefore, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

const isPressable = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest(
    'button, a[href], summary, [role="button"], [role="slider"], [role="option"]:not([data-area] *), [role="switch"], [role="checkbox"], [role="tab"], input[type="radio"]',
  ) !== null
