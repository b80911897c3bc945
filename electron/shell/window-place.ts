import { z } from 'zod'

/** A rectangle of the desktop, in its own pixels. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const side = z.int().min(1).max(100_000)
const position = z.int().min(-100_000).max(100_000)

/** Where a window was left. */
export const windowStateSchema = z.object({
  bounds: z.object({ x: position, y: position, width: side, height: side }),
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

/** The smallest window that everything fits in. */
export const smallest = { width: 1280, height: 720 } as const
const usual = { width: 1600, height: 1000 } as const

/** Least of a window that must be seen, so that it can be taken hold of. */
const grip = { width: 160, height: 48 } as const

/**
 * Where a window opens: where it was left, moved and cut so that it fits a display that is there; in the middle of the
 * first display where it was nowhere, or its display is gone. `screens` are the displays' free areas, the first first.
 */
export const placeWindow = (
  state: WindowState | null,
  screens: readonly [Area, ...Area[]],
): { readonly bounds: Area; readonly minWidth: number; readonly minHeight: number } => {
  const wanted = state?.bounds
  const screen = (wanted && screens.find((area) => showsGrip(wanted, area))) ?? screens[0]
  const minWidth = Math.min(smallest.width, screen.width)
  const minHeight = Math.min(smallest.height, screen.height)
  const width = within(wanted?.width ?? usual.width, minWidth, screen.width)
  const height = within(wanted?.height ?? usual.height, minHeight, screen.height)
  const isHere = wanted !== undefined && showsGrip(wanted, screen)
  const x = isHere ? wanted.x : screen.x + Math.round((screen.width - width) / 2)
  const y = isHere ? wanted.y : screen.y + Math.round((screen.height - height) / 2)
  return {
    bounds: {
      x: within(x, screen.x, screen.x + screen.width - width),
      y: within(y, screen.y, screen.y + screen.height - height),
      width,
      height,
    },
    minWidth,
    minHeight,
  }
}

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** Whether enough of a window's upper edge lies on a display. */
const showsGrip = (bounds: Area, screen: Area): boolean => {
  const right = Math.min(bounds.x + bounds.width, screen.x + screen.width)
  const seen = right - Math.max(bounds.x, screen.x)
  return (
    seen >= grip.width &&
    bounds.y >= screen.y - grip.height &&
    bounds.y + grip.height <= screen.y + screen.height
  )
}

/** The place of one more window: a little to the right and below of the one in front. */
export const besides = (state: WindowState): WindowState => ({
  bounds: { ...state.bounds, x: state.bounds.x + 32, y: state.bounds.y + 32 },
  isMaximized: false,
  isFullScreen: false,
})
