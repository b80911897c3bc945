/** A whole number as typed (`48 201 337`, `1,000`, `-3`), or null where the text is none. */
export const parseNumber = (text: string): number | null => {
  const digits = text.replaceAll(/[\s,_\u00a0\u202f]/g, '')
  if (!/^-?\d{1,15}$/.test(digits)) return null
  return Number(digits)
}

/** A number within a range, and on which side of it it was. */
export interface Clamped {
  readonly value: number
  readonly reason: 'below' | 'above' | null
}

export const clampNumber = (value: number, min: number, max: number): Clamped =>
  value < min
    ? { value: min, reason: 'below' }
    : value > max
      ? { value: max, reason: 'above' }
      : { value, reason: null }

/**
 * The number `steps` further (negative: back) on the grid of `step` that begins at `min`. From between two places of the
 * grid, the first step goes to the next of them.
 */
export const steppedNumber = (
  from: number,
  steps: number,
  step: number,
  min: number,
  max: number,
): Clamped => {
  const place = (from - min) / step
  const next = Number.isInteger(place)
    ? place + steps
    : steps > 0
      ? Math.floor(place) + steps
      : Math.ceil(place) + steps
  return clampNumber(min + next * step, min, max)
}
