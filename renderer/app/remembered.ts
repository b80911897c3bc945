/**
 * What a window remembers from one start to the next, beside the settings: sizes of panels, hints that were seen. A
 * page that may store nothing simply forgets.
 */

const keyOf = (name: string) => `boardwright.${name}`

/** What was remembered under a name; null where nothing was, or what it says makes no sense. */
export const readRemembered = (name: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** Remembers something that JSON can hold. Gives whether it could. */
export const remember = (name: string, value: unknown): boolean => {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
