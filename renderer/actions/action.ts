import { createStore } from 'zustand/vanilla'
import { fail } from '../../shared/errors.ts'
import { notifyFailure } from '../state/notices.ts'
import { settleTyping } from '../state/typing.ts'

/** One thing that a user can do: shared by button, menu, context menu, key and palette. */
export interface Action {
  /** `area.verb`; settings remember keys by it. */
  readonly id: string
  /** What it does, as a button says it; a function where it depends on what is selected. */
  readonly title: string | (() => string)
  /** Keys that are its own until the user gives it others: `Mod+Shift+D`, `Delete`, `J`. Mod is ⌘ on a Mac, else Ctrl. */
  readonly keys: readonly string[]
  /** Heading under which palette and shortcuts sheet show it. */
  readonly group: string
  /** Whether it can be done now; without it, always. */
  readonly when?: () => boolean
  /** Whether its keys mean it where the focus is; without it, anywhere. Buttons and menus do not ask. */
  readonly isHere?: () => boolean
  readonly run: () => void | Promise<void>
  /** Other words by which the palette finds it. */
  readonly alsoKnownAs?: readonly string[]
  /** Kept out of the palette: it makes sense only where its button is. */
  readonly hidden?: boolean
}

const store = createStore<ReadonlyMap<string, Action>>(() => new Map())

/** Adds actions; one with a known id takes its place. */
export const registerActions = (actions: readonly Action[]): void => {
  store.setState(
    new Map([...store.getState(), ...actions.map((action) => [action.id, action] as const)]),
    true,
  )
}

/** Every action, in the order in which they were added. */
export const allActions = (): readonly Action[] => [...store.getState().values()]

/** The action of this id. */
export const actionOf = (id: string): Action | undefined => store.getState().get(id)

export const isEnabled = (action: Action): boolean => action.when?.() ?? true

export const titleOf = ({ title }: Action): string => (typeof title === 'string' ? title : title())

/** Does an action, if it can be done now. Gives whether it was. */
export const runAction = (id: string): boolean => {
  settleTyping()
  const action = actionOf(id)
  if (!action || !isEnabled(action)) return false
  void run(action)
  return true
}

const run = async (action: Action) => {
  try {
    await action.run()
  } catch (error) {
    notifyFailure(
      fail(
        'app/broken',
        `“${titleOf(action)}” could not be done because of a mistake of Boardwright's own.`,
        {
          detail: error instanceof Error ? error.message : String(error),
        },
      ).error,
    )
  }
}
