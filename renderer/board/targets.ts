import { recordOf, type BoardDocument } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { strings } from '../strings/en/index.ts'
import {
  boxOfShot,
  markOf,
  metrics,
  numberOfPlace,
  placeCount,
  placeNumbered,
  rectOfShot,
  shotAt,
  shotBeside,
  type BoardLayout,
  type Rect,
  type ShownPlace,
} from './board-layout.ts'
import type { BoardTarget } from './drops.ts'

/**
 * The board's places in one row, for keys. Shots go between others; for images, each card is a place as well, between
 * the place before it and the one behind it.
 */

/** How many places there are. */
export const targetCount = (layout: BoardLayout, takesOnto: boolean): number =>
  placeCount(layout) + (takesOnto ? layout.shotCount : 0)

/** The place of this number. */
export const targetNumbered = (layout: BoardLayout, number: number, takesOnto: boolean): BoardTarget => {
  if (!takesOnto) return { kind: 'between', ...placeNumbered(layout, number) }
  let low = 0
  let high = layout.scenes.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (startOf(layout, middle) <= number) low = middle
    else high = middle - 1
  }
  const within = number - startOf(layout, low)
  const first = layout.scenes[low]?.first ?? 0
  return within % 2 === 0
    ? { kind: 'between', scene: low, index: within / 2 }
    : { kind: 'onto', at: first + (within - 1) / 2 }
}

const startOf = (layout: BoardLayout, scene: number) => 2 * (layout.scenes[scene]?.first ?? 0) + scene

/** The number of a place. */
export const numberOfTarget = (layout: BoardLayout, target: BoardTarget, takesOnto: boolean): number => {
  if (target.kind === 'onto') {
    const box = boxOfShot(layout, target.at)
    return box ? startOf(layout, box.scene) + 2 * (target.at - box.first) + 1 : 0
  }
  return takesOnto ? startOf(layout, target.scene) + 2 * target.index : numberOfPlace(layout, target)
}

/** The place above or below another. */
export const targetBeside = (layout: BoardLayout, target: BoardTarget, way: 'up' | 'down'): BoardTarget => {
  if (target.kind === 'onto') return { kind: 'onto', at: shotBeside(layout, target.at, way) }
  const box = layout.scenes[target.scene]
  const count = box?.shotIds.length ?? 0
  const beside = layout.scenes[target.scene + (way === 'up' ? -1 : 1)]
  if (box && count > 0) {
    const from = box.first + Math.min(target.index, count - 1)
    const to = shotBeside(layout, from, way)
    const next = boxOfShot(layout, to)
    if (to !== from && next && next.scene === box.scene) {
      const isLast = target.index === count
      return { kind: 'between', scene: next.scene, index: to - next.first + (isLast ? 1 : 0) }
    }
  }
  return beside ? { kind: 'between', scene: beside.scene, index: 0 } : target
}

/** Where a place is drawn: a line between cards, or the whole of a card or an empty scene. */
export const rectOfTarget = (layout: BoardLayout, target: BoardTarget): Rect => {
  if (target.kind === 'onto') return rectOfShot(layout, target.at)
  return layout.scenes[target.scene]?.hollow ?? markOf(layout, target)
}

/** What a place is called: `between 10 and 30`, `after 50, 2 · Storm`. */
export const describeTarget = (document: BoardDocument, layout: BoardLayout, target: BoardTarget): string => {
  const labelOf = (id: ShotId | undefined) =>
    id === undefined ? undefined : recordOf(document.shots, id)?.label
  if (target.kind === 'onto') return strings.board.look.shots([labelOf(shotAt(layout, target.at)) ?? ''])
  return describePlace(document, layout, target, labelOf)
}

const describePlace = (
  document: BoardDocument,
  layout: BoardLayout,
  { scene, index }: ShownPlace,
  labelOf: (id: ShotId | undefined) => string | undefined,
): string => {
  const { place: words, scene: sceneWords } = strings.board
  const box = layout.scenes[scene]
  const title = (box && recordOf(document.scenes, box.sceneId)?.title) ?? ''
  const name = sceneWords.label(box?.number ?? scene + 1, title)
  const before = labelOf(box?.shotIds[index - 1])
  const after = labelOf(box?.shotIds[index])
  if (before !== undefined && after !== undefined) return words.between(before, after)
  if (after !== undefined) return words.inScene(words.before(after), name)
  if (before !== undefined) return words.inScene(words.after(before), name)
  return words.empty(name)
}

/** Room that is kept around what is scrolled into sight, in pixels. */
export const sightMargin = metrics.gap + metrics.pad
