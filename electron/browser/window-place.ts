import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const usual = ['--window-size=1440,900']

interface Place {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly maximized?: unknown
}

// Without a schema: what makes schemas is loaded while the browser, which waits for these flags, starts.
const isPlace = (value: object): value is Place =>
  ['left', 'top', 'right', 'bottom'].every((side) =>
    Number.isInteger((value as Record<string, unknown>)[side]),
  )

/**
 * Flags that put the window where it was the last time. Chromium writes that down itself, but takes the dots in the
 * page's address (127.0.0.1) for a path when it does, and never finds it again: it would take a half of the screen.
 */
export const windowPlaceFlags = (profile: string): readonly string[] => {
  const place = findPlace(readPreferences(profile)?.browser?.app_window_placement)
  if (!place) return usual
  const [width, height] = [place.right - place.left, place.bottom - place.top]
  if (width < 320 || height < 240) return usual
  return [
    `--window-position=${place.left},${place.top}`,
    `--window-size=${width},${height}`,
    ...(place.maximized === true ? ['--start-maximized'] : []),
  ]
}

interface Preferences {
  readonly browser?: { readonly app_window_placement?: unknown } | null
}

/** Null for a new profile, and for a file that was being written when the machine went down. */
const readPreferences = (profile: string): Preferences | null => {
  try {
    return JSON.parse(readFileSync(join(profile, 'Default', 'Preferences'), 'utf8')) as Preferences | null
  } catch {
    return null
  }
}

/** The first place below the pieces of the address. */
const findPlace = (within: unknown): Place | null => {
  if (typeof within !== 'object' || within === null) return null
  if (isPlace(within)) return within
  for (const inner of Object.values(within)) {
    const found = findPlace(inner)
    if (found) return found
  }
  return null
}
