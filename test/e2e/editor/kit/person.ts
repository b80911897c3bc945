import * as fs from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import type { Point, Window } from './front-doors.ts'
import { twoFrames } from './two-frames.ts'

/** What a person's hands do to the page, by mouse and by clipboard. */
export interface Person {
  /** Drags files from the desktop onto something; `at` is the point of it, in fractions of its sides. */
  readonly dropFiles: (onto: Locator, paths: readonly string[], at?: Point) => Promise<void>
  /** Drags something to another thing, or to a point of it, in fractions of its sides. */
  readonly drag: (what: Locator, onto: Locator, at?: Point) => Promise<void>
  /** Takes hold of something, moves the mouse that many pixels to the right, and lets go. */
  readonly dragBy: (what: Locator, pixels: number) => Promise<void>
  /** Copies a picture elsewhere and presses Ctrl+V here. */
  readonly pastePicture: (path: string) => Promise<void>
}

const middle: Point = { x: 0.5, y: 0.5 }

/** Where something is once it stands still, as a hand waits for it. */
const boxOf = async (what: Locator) => {
  for (;;) {
    const before = await what.boundingBox()
    await twoFrames(what.page())
    const box = await what.boundingBox()
    if (!box) throw new Error(`${String(what)} is nowhere to be seen`)
    if (box.x === before?.x && box.y === before.y) return box
  }
}

const pointOf = async (what: Locator, at: Point = middle): Promise<Point> => {
  const box = await boxOf(what)
  return { x: box.x + box.width * at.x, y: box.y + box.height * at.y }
}

export const personAt = ({ page, dropFiles }: Window): Person => {
  /** The steps between make the page see where the mouse goes, as it sees a hand; a quick one, that lets go where it arrives. */
  const carry = async (from: Point, to: Point) => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 6, from.y + 2, { steps: 2 })
    await page.mouse.move(to.x, to.y, { steps: 6 })
    await page.mouse.up()
  }
  return {
    dropFiles: async (onto, paths, at) => dropFiles(await pointOf(onto, at), paths),
    drag: async (what, onto, at) => {
      await what.scrollIntoViewIfNeeded()
      await carry(await pointOf(what), await pointOf(onto, at))
    },
    dragBy: async (what, pixels) => {
      const from = await pointOf(what)
      await carry(from, { x: from.x + pixels, y: from.y })
    },
    pastePicture: async (path) => {
      await page.evaluate(
        async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
          const picture = new Blob([bytes], { type: 'image/png' })
          await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
        },
        await fs.readFile(path, 'base64'),
      )
      await page.keyboard.press('Control+V')
    },
  }
}
