import { describe, expect, it } from 'vitest'
import { boardLookFrom, cardWidths } from '../../../../renderer/board/board-ui.ts'
import { viewerLookFrom } from '../../../../renderer/viewer/transport-store.ts'

const nonsense = [null, 7, 'sheet', [], { view: 'cube', cardWidth: 1e9, volume: -1, muted: 'yes' }]

describe('the look that a window remembers', () => {
  it('of the board is as it was left', () => {
    expect(boardLookFrom({ view: 'sheet', cardWidth: 240 })).toEqual({ view: 'sheet', cardWidth: 240 })
  })

  it('of the viewer is as it was left, but it never opens in full screen', () => {
    expect(viewerLookFrom({ safeAreas: true, volume: 0.4, muted: true, full: true })).toEqual({
      safeAreas: true,
      volume: 0.4,
      muted: true,
      full: false,
    })
  })

  it.each(nonsense)('is as at first where %j was remembered', (remembered) => {
    expect(boardLookFrom(remembered)).toEqual({ view: 'strip', cardWidth: cardWidths.usual })
    expect(viewerLookFrom(remembered)).toEqual({ safeAreas: false, volume: 1, muted: false, full: false })
  })
})
