/** The areas of the window whose keys mean their own things: Delete deletes images in the library and shots on the board. */
export type Area = 'board' | 'library'

/**
 * Whether keys are meant for this area: the focus is in it, or in no part of the editor at all. A menu or the palette
 * is no part of the editor: what is done from there is done to what is selected.
 */
export const isFor = (area: Area): boolean => {
  const { activeElement } = document
  const within = activeElement?.closest('[data-area], [data-timeline], #root')
  if (!within || activeElement === document.body) return area === 'board'
  if (within.id !== 'root') return within.getAttribute('data-area') === area
  // Somewhere else in the editor: a field of the inspector, a take.
  return false
}

/** Whether a menu of this area, or the palette, may act on it. */
export const mayActOn = (area: Area): boolean =>
  isFor(area) || document.activeElement?.closest('#root') === null
