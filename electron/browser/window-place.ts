import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const usual = ['--window-size=1440,900']

const placeSchema = z.object({
  left: z.int(),
  top: z.int(),
  right: z.int(),
  bottom: z.int(),
  maximized: z.boolean().default(false),
})

/**
 * Flags that put the window where it was the last time. Chromium writes that down itself, but takes the dots in the
 * page's address (127.0.0.1) for a path when it does, and never finds it again: it would take a half of the screen.
 */
export const windowPlaceFlags = (profile: string): readonly string[] => {
  const place = placeIn(readPreferences(profile))
  if (!place) return usual
  const [width, height] = [place.right - place.left, place.bottom - place.top]
  if (width < 320 || height < 240) return usual
  return [
    `--window-position=${place.left},${place.top}`,
    `--window-size=${width},${height}`,
    ...(place.maximized ? ['--start-maximized'] : []),
  ]
}

/** Null for a new profile, and for a file that was being written when the machine went down. */
const readPreferences = (profile: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(profile, 'Default', 'Preferences'), 'utf8')) as unknown
  } catch {
    return null
  }
}

const preferencesSchema = z.object({ browser: z.object({ app_window_placement: z.unknown() }) })

const placeIn = (preferences: unknown): z.infer<typeof placeSchema> | null => {
  const parsed = preferencesSchema.safeParse(preferences)
  return parsed.success ? findPlace(parsed.data.browser.app_window_placement) : null
}

/** The first place below the pieces of the address. */
const findPlace = (within: unknown): z.infer<typeof placeSchema> | null => {
  const place = placeSchema.safeParse(within)
  if (place.success) return place.data
  if (typeof within !== 'object' || within === null) return null
  for (const inner of Object.values(within)) {
    const found = findPlace(inner)
    if (found) return found
  }
  return null
}
