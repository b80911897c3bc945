import type { EventName, EventPayload } from '../../../shared/contract.ts'
import type { AppState } from '../../../shared/views.ts'
import type { Result } from '../../../shared/errors.ts'

/** What a front door (Electron, browser mode) does for the core: the few things that need its own system calls. */
export interface FrontDoor {
  readonly kind: AppState['frontDoor']
  readonly abilities: AppState['abilities']
  /** Opens an address of the fixed list in the system's browser. Failure: `input/invalid` where nothing can open it. */
  readonly openLink: (address: string) => Promise<Result<void>>
  /** Shows a file or folder in the system's file manager. Failure: `disk/failed`. */
  readonly reveal: (path: string) => Promise<Result<void>>
  /** The system's folder dialog: a path, or null where it was dismissed. Null where this front door has no such dialog. */
  readonly chooseFolder: ((client: string, title: string) => Promise<string | null>) | null
}

/** Sends an event to one window. Never throws: a window that is gone hears nothing. */
export type Send = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
