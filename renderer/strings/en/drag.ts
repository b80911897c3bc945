/** What is said and shown while something is dragged by keys. */
export const drag = {
  keys: 'Arrows move · Tab next area · Enter drops · Esc cancels',
  pickedUp: (what: string, area: string, place: string) =>
    `${what} picked up. ${area}. ${place} Arrow keys move it, Tab goes to the next area, Enter drops it, Escape cancels.`,
  place: (position: number, of: number, where: string) => `Position ${position} of ${of}: ${where}.`,
  nowhere: (what: string) => `There is no place for ${what} just now.`,
  placeGone: (what: string) => `That place has gone. ${what} stays where it was.`,
  onlyArea: (area: string) => `${area} is the only area that takes it.`,
  cancelled: (what: string) => `Cancelled. ${what} stays where it was.`,
} as const
