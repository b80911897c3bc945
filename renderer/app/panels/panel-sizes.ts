/** Sizes of the editor's panels, in CSS pixels. */
export interface PanelSizes {
  readonly library: number
  readonly inspector: number
  readonly board: number
  readonly timeline: number
  readonly takes: number
}
export type Panel = keyof PanelSizes

/** As they are at first; the same numbers stand in tokens.css. */
export const firstSizes: PanelSizes = { library: 236, inspector: 316, board: 168, timeline: 176, takes: 200 }

export interface Range {
  readonly min: number
  readonly max: number
}

/** What the viewer keeps in any case. */
const viewerMin = { width: 380, height: 190 }
const topBar = 44
const limits: Readonly<Record<Panel, Range>> = {
  library: { min: 172, max: 520 },
  inspector: { min: 272, max: 560 },
  board: { min: 140, max: 560 },
  timeline: { min: 168, max: 420 },
  takes: { min: 112, max: 900 },
}
/** What the inspector above the takes keeps, with the buttons below them. */
const aboveTakes = 236

/** How far a panel can go in a window of this size, beside the others as they are. */
export const rangeOf = (
  panel: Panel,
  sizes: PanelSizes,
  window: { readonly width: number; readonly height: number },
): Range => {
  const { min, max } = limits[panel]
  const room = {
    library: window.width - viewerMin.width - sizes.inspector,
    inspector: window.width - viewerMin.width - sizes.library,
    board: window.height - topBar - viewerMin.height - sizes.timeline,
    timeline: window.height - topBar - viewerMin.height - sizes.board,
    takes: window.height - topBar - aboveTakes,
  }[panel]
  return { min, max: Math.max(min, Math.min(max, Math.floor(room))) }
}

/** The sizes as they fit into a window: those that are too large give way. */
export const fitted = (
  sizes: PanelSizes,
  window: { readonly width: number; readonly height: number },
): PanelSizes => {
  const fits = { ...sizes }
  for (const panel of panels) fits[panel] = within(fits[panel], limits[panel])
  for (const panel of panels) fits[panel] = within(fits[panel], rangeOf(panel, fits, window))
  return fits
}

// In this order they give way.
const panels = ['takes', 'board', 'timeline', 'library', 'inspector'] as const

const within = (size: number, { min, max }: Range) => Math.min(Math.max(size, min), max)

/** Sizes from what was remembered; what is missing or no size is as at first. */
export const sizesFrom = (remembered: unknown): PanelSizes => {
  const known = typeof remembered === 'object' && remembered !== null ? remembered : {}
  return Object.fromEntries(
    Object.entries(firstSizes).map(([panel, first]) => {
      const value: unknown = Reflect.get(known, panel)
      return [panel, typeof value === 'number' && Number.isFinite(value) ? value : first]
    }),
  ) as unknown as PanelSizes
}
