import { assert, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { besides, placeWindow, type Area } from '../../../../electron/shell/window-place.ts'

const desk: Area = { x: 0, y: 25, width: 1920, height: 1055 }
const left: Area = { x: -2560, y: 0, width: 2560, height: 1400 }
const left1 = { x: -2000, y: 100, width: 1500, height: 900 }
const stateAt = (bounds: Area) => ({ bounds, isMaximized: false, isFullScreen: false })

describe('a window opens', () => {
  test('in the middle of the first display where it was nowhere', () => {
    expect(placeWindow(null, [desk])).toEqual({
      bounds: { x: 160, y: 53, width: 1600, height: 1000 },
      minWidth: 1280,
      minHeight: 720,
    })
  })

  test('where it was left, on whichever display', () => {
    expect(placeWindow(stateAt(left1), [desk, left]).bounds).toEqual(left1)
  })

  test('on a display that is there, when its own is gone', () => {
    expect(placeWindow(stateAt(left1), [desk]).bounds).toEqual({ x: 210, y: 103, width: 1500, height: 900 })
  })

  test('cut to its display, where that has become smaller', () => {
    const huge = { x: 100, y: 100, width: 5000, height: 3000 }
    expect(placeWindow(stateAt(huge), [desk]).bounds).toEqual(desk)
  })

  test('smaller than it should be, on a display that has no room for it', () => {
    const tiny: Area = { x: 0, y: 0, width: 1024, height: 600 }
    expect(placeWindow(null, [tiny])).toEqual({ bounds: tiny, minWidth: 1024, minHeight: 600 })
  })

  test('beside the one in front', () => {
    const state = {
      bounds: { x: 10, y: 20, width: 1300, height: 800 },
      isMaximized: true,
      isFullScreen: true,
    }
    expect(besides(state)).toEqual(stateAt({ x: 42, y: 52, width: 1300, height: 800 }))
  })

  test('wholly on a display, whatever was remembered', () => {
    const number = integer({ min: -100_000, max: 100_000 })
    const side = integer({ min: 1, max: 100_000 })
    const area = record({ x: number, y: number, width: side, height: side })
    const screens = [desk, left] as const
    assert(
      property(area, (bounds) => {
        const { bounds: placed } = placeWindow(stateAt(bounds), screens)
        expect(
          screens.some(
            (screen) =>
              placed.x >= screen.x &&
              placed.y >= screen.y &&
              placed.x + placed.width <= screen.x + screen.width &&
              placed.y + placed.height <= screen.y + screen.height,
          ),
        ).toBe(true)
      }),
    )
  })
})
