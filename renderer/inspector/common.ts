import type { Shot } from '../../shared/domain/document.ts'

/** What several shots have in common: one value, or none because they differ. */
export type Common<T> = { readonly isMixed: false; readonly value: T } | { readonly isMixed: true }

/** What `read` gives for all of the shots, where it gives the same. Throws for no shots. */
export const commonOf = <T>(shots: readonly Shot[], read: (shot: Shot) => T): Common<T> => {
  const [first, ...others] = shots
  if (!first) throw new RangeError('no shots have nothing in common')
  const value = read(first)
  return others.every((shot) => Object.is(read(shot), value)) ? { isMixed: false, value } : { isMixed: true }
}

/** The value in common, or another one where the shots differ. */
export const valueOr = <T, Other>(common: Common<T>, other: Other): T | Other =>
  common.isMixed ? other : common.value
