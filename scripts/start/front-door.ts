import type { StartOptions } from '../../electron/browser/options.ts'

/** What the choice depends on. */
export interface Known {
  readonly options: StartOptions
  /** Why there is no display, in words; null where there is one. */
  readonly noDisplay: string | null
  readonly electron: string | null
}

/** Which front door to open, with the reason in words; `fetch` where it depends on whether Electron can be fetched. */
export type Choice =
  | { readonly kind: 'electron'; readonly binary: string }
  | { readonly kind: 'browser'; readonly why: string }
  | { readonly kind: 'fetch' }

/** Electron where it is, or may be fetched; else browser mode, which needs neither Electron nor a display. */
export const chooseFrontDoor = ({ options, noDisplay, electron }: Known): Choice => {
  if (options.frontDoor === 'browser') return { kind: 'browser', why: 'as you asked' }
  if (options.port !== 0 || options.stay || !options.window)
    return { kind: 'browser', why: 'since --port, --stay and --no-window are its own' }
  if (noDisplay !== null) return { kind: 'browser', why: `since ${noDisplay}` }
  return electron === null ? { kind: 'fetch' } : { kind: 'electron', binary: electron }
}
