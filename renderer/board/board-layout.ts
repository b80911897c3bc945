import type { SceneId, ShotId } from '../../shared/domain/ids.ts'

/**
 * Where everything on the board stands, as numbers: the strip in one line, the contact sheet in rows under scene titles.
 * Both are uniform, so that the place of any of ten thousand shots, and what is in sight, are worked out and never
 * measured. All lengths in CSS pixels.
 */

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** The shots of a scene that are shown: all of them, or those that a filter leaves. */
export interface ShownScene {
  readonly sceneId: SceneId
  /** Its place among all scenes, from 1. */
  readonly number: number
  readonly shotIds: readonly ShotId[]
}

/** A place between shots: before the shown shot `index` of the scene, or at its end. */
export interface ShownPlace {
  readonly scene: number
  readonly index: number
}

/** A scene on the board. `first`: place of its first shot among all that are shown. */
export interface SceneBox {
  readonly sceneId: SceneId
  /** Its place among the scenes that are shown. */
  readonly scene: number
  /** Its place among all scenes, from 1. */
  readonly number: number
  readonly title: Rect
  readonly first: number
  readonly shotIds: readonly ShotId[]
  /** Where an empty scene says that it is empty; null for one with shots. */
  readonly hollow: Rect | null
  /** From the start of the scene to the start of the next, along the way the board goes on. */
  readonly from: number
  readonly to: number
}

export interface BoardLayout {
  readonly view: 'strip' | 'sheet'
  readonly width: number
  readonly height: number
  readonly card: { readonly width: number; readonly height: number }
  readonly scenes: readonly SceneBox[]
  readonly shotCount: number
  /** Cards beside each other. */
  readonly columns: number
}

/** Lengths that the stylesheet and the layout must agree on. */
export const metrics = {
  /** At the edges; a scroll bar lies in it, which is 11 px thick at most. */
  pad: 12,
  /** Above the cards of the strip, for the ring of the one with the focus. */
  stripTop: 3,
  gap: 10,
  stripTitle: 22,
  sheetTitle: 32,
  /** Title and numbers under the picture of a card. */
  caption: 28,
  newShot: 40,
} as const

const pictureShape = 16 / 9

/** The strip in a box of this height. */
export const layoutStrip = (scenes: readonly ShownScene[], boxHeight: number): BoardLayout => {
  const height = clamp(boxHeight - metrics.stripTop - metrics.pad, 84, 260)
  const width = Math.round((height - metrics.caption - 2) * pictureShape)
  const step = width + metrics.gap
  const boxes: SceneBox[] = []
  let x: number = metrics.pad
  let first = 0
  for (const [scene, { sceneId, number, shotIds }] of scenes.entries()) {
    const from = x
    const title = { x, y: 0, width: metrics.stripTitle, height }
    x += metrics.stripTitle + metrics.gap / 2
    const hollow = shotIds.length === 0 ? { x, y: 0, width, height } : null
    x += Math.max(1, shotIds.length) * step
    boxes.push({ sceneId, scene, number, title, first, shotIds, hollow, from, to: x })
    first += shotIds.length
  }
  return {
    view: 'strip',
    width: x + metrics.newShot + metrics.pad,
    height,
    card: { width, height },
    scenes: boxes,
    shotCount: first,
    columns: Math.max(1, first),
  }
}

/** The contact sheet in a box of this width, with cards about as wide as `wanted`: they fill the rows. */
export const layoutSheet = (scenes: readonly ShownScene[], boxWidth: number, wanted: number): BoardLayout => {
  const { pad, gap, caption, sheetTitle } = metrics
  const inner = Math.max(boxWidth - 2 * pad, 120)
  const columns = Math.max(1, Math.floor((inner + gap) / (wanted + gap)))
  const width = Math.floor((inner - gap * (columns - 1)) / columns)
  const height = Math.round(width / pictureShape) + caption + 2
  const boxes: SceneBox[] = []
  let y = 0
  let first = 0
  for (const [scene, { sceneId, number, shotIds }] of scenes.entries()) {
    const from = y
    const title = { x: pad, y, width: inner, height: sheetTitle }
    y += sheetTitle
    const hollow = shotIds.length === 0 ? { x: pad, y, width, height } : null
    y += Math.max(1, Math.ceil(shotIds.length / columns)) * (height + gap)
    boxes.push({ sceneId, scene, number, title, first, shotIds, hollow, from, to: y })
    first += shotIds.length
  }
  return {
    view: 'sheet',
    width: boxWidth,
    height: y + pad,
    card: { width, height },
    scenes: boxes,
    shotCount: first,
    columns,
  }
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

/** The scene that the shown shot `at` stands in. */
export const boxOfShot = (layout: BoardLayout, at: number): SceneBox | undefined =>
  layout.scenes[lastIndexWhere(layout.scenes, (box) => box.first <= at && box.shotIds.length > 0, at)]

// Empty scenes share `first` with the one after them, so the last that begins no later and has shots is the one.
const lastIndexWhere = (
  scenes: readonly SceneBox[],
  fits: (box: SceneBox) => boolean,
  at: number,
): number => {
  let low = 0
  let high = scenes.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((scenes[middle]?.first ?? 0) <= at) low = middle
    else high = middle - 1
  }
  while (low > 0 && !fits(scenes[low] as SceneBox)) low--
  return low
}

/** The id of the shown shot `at`. */
export const shotAt = (layout: BoardLayout, at: number): ShotId | undefined => {
  const box = boxOfShot(layout, at)
  return box?.shotIds[at - box.first]
}

/** Where the shown shot `at` stands. */
export const rectOfShot = (layout: BoardLayout, at: number): Rect => {
  const box = boxOfShot(layout, at)
  return cellOf(layout, box, at - (box?.first ?? 0))
}

/** What is to be in sight with the shown shot `at`: its card, with the title of the scene that it begins. */
export const sightOfShot = (layout: BoardLayout, at: number): Rect => {
  const box = boxOfShot(layout, at)
  const card = rectOfShot(layout, at)
  if (box?.first !== at) return card
  return layout.view === 'strip'
    ? { ...card, x: box.title.x, width: card.x + card.width - box.title.x }
    : { ...card, y: box.title.y, height: card.y + card.height - box.title.y }
}

const cellOf = (layout: BoardLayout, box: SceneBox | undefined, index: number): Rect => {
  const { width, height } = layout.card
  const stepX = width + metrics.gap
  if (!box) return { x: 0, y: 0, width, height }
  if (layout.view === 'strip')
    return { x: box.title.x + metrics.stripTitle + metrics.gap / 2 + index * stepX, y: 0, width, height }
  return {
    x: metrics.pad + (index % layout.columns) * stepX,
    y: box.title.y + metrics.sheetTitle + Math.floor(index / layout.columns) * (height + metrics.gap),
    width,
    height,
  }
}

/** What stands within a stretch of the board, along the way it goes on: scenes, and shown shots from `from` to before `to`. */
export const inSight = (
  layout: BoardLayout,
  start: number,
  end: number,
): { readonly scenes: readonly SceneBox[]; readonly from: number; readonly to: number } => {
  const scenes = layout.scenes.slice(
    firstIndex(layout.scenes, (box) => box.to > start),
    firstIndex(layout.scenes, (box) => box.from >= end),
  )
  const [first] = scenes
  const last = scenes.at(-1)
  if (!first || !last) return { scenes, from: 0, to: 0 }
  return {
    scenes,
    from: first.first + shotsBefore(layout, first, start),
    to: last.first + Math.min(last.shotIds.length, shotsBefore(layout, last, end) + layoutStep(layout)),
  }
}

const layoutStep = (layout: BoardLayout) => (layout.view === 'strip' ? 1 : layout.columns)

// Shots of a scene that end before a coordinate.
const shotsBefore = (layout: BoardLayout, box: SceneBox, coordinate: number): number => {
  const first = cellOf(layout, box, 0)
  const [start, step] =
    layout.view === 'strip'
      ? [first.x, layout.card.width + metrics.gap]
      : [first.y, layout.card.height + metrics.gap]
  const steps = Math.max(0, Math.floor((coordinate - start) / step))
  return Math.min(box.shotIds.length, steps * layoutStep(layout))
}

const firstIndex = <Item>(items: readonly Item[], fits: (item: Item) => boolean): number => {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (fits(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}

const sceneAlong = (layout: BoardLayout, point: Point): SceneBox | undefined => {
  const along = layout.view === 'strip' ? point.x : point.y
  return layout.scenes[firstIndex(layout.scenes, (box) => box.to > along)] ?? layout.scenes.at(-1)
}

/** The place between shots that is nearest to a point. */
export const placeAt = (layout: BoardLayout, point: Point): ShownPlace | null => {
  const box = sceneAlong(layout, point)
  if (!box) return null
  const count = box.shotIds.length
  if (count === 0) return { scene: box.scene, index: 0 }
  const { width, height } = layout.card
  const first = cellOf(layout, box, 0)
  const column = Math.round((point.x - first.x + metrics.gap / 2) / (width + metrics.gap))
  if (layout.view === 'strip') return { scene: box.scene, index: clamp(column, 0, count) }
  const row = Math.max(0, Math.floor((point.y - first.y + metrics.gap / 2) / (height + metrics.gap)))
  return { scene: box.scene, index: clamp(row * layout.columns + clamp(column, 0, layout.columns), 0, count) }
}

/** The shown shot whose card is under a point, and how far across it the point is (0 to 1); null between cards. */
export const cardAt = (
  layout: BoardLayout,
  point: Point,
): { readonly at: number; readonly across: number } | null => {
  const box = sceneAlong(layout, point)
  if (!box) return null
  const first = cellOf(layout, box, 0)
  const column = Math.floor((point.x - first.x) / (layout.card.width + metrics.gap))
  const row =
    layout.view === 'strip' ? 0 : Math.floor((point.y - first.y) / (layout.card.height + metrics.gap))
  if (column < 0 || row < 0 || (layout.view === 'sheet' && column >= layout.columns)) return null
  const index = layout.view === 'strip' ? column : row * layout.columns + column
  if (index >= box.shotIds.length) return null
  const cell = cellOf(layout, box, index)
  if (!contains(cell, point)) return null
  return { at: box.first + index, across: (point.x - cell.x) / cell.width }
}

const contains = (rect: Rect, { x, y }: Point) =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height

/** Where the mark of a place between shots is drawn: a line of no width, at the height of the cards. */
export const markOf = (layout: BoardLayout, { scene, index }: ShownPlace): Rect => {
  const box = layout.scenes[scene]
  // At the end of a full row the mark stands behind its last card, not before the first of a row that is not there.
  const behind = index > 0 && (index === box?.shotIds.length || layout.view === 'strip')
  const cell = cellOf(layout, box, behind ? index - 1 : index)
  return { ...cell, x: behind ? cell.x + cell.width + metrics.gap / 2 : cell.x - metrics.gap / 2, width: 0 }
}

/** The shown shots whose cards touch a rectangle, in their order. */
export const shotsIn = (layout: BoardLayout, rect: Rect): ShotId[] => {
  const [start, end] =
    layout.view === 'strip' ? [rect.x, rect.x + rect.width] : [rect.y, rect.y + rect.height]
  const { from, to } = inSight(layout, start, end)
  const touched: ShotId[] = []
  for (let at = from; at < to; at++) {
    const card = rectOfShot(layout, at)
    const id = shotAt(layout, at)
    if (id !== undefined && touches(card, rect)) touched.push(id)
  }
  return touched
}

const touches = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** All places between shots, counted through the board: as many as shots, and one more for each scene. */
export const placeCount = (layout: BoardLayout): number => layout.shotCount + layout.scenes.length

/** The place of this number. */
export const placeNumbered = (layout: BoardLayout, number: number): ShownPlace => {
  const scene = Math.max(0, firstIndex(layout.scenes, (box) => box.first + box.scene > number) - 1)
  const box = layout.scenes[scene]
  return { scene, index: number - (box ? box.first + scene : 0) }
}

/** The number of a place. */
export const numberOfPlace = (layout: BoardLayout, { scene, index }: ShownPlace): number =>
  (layout.scenes[scene]?.first ?? 0) + scene + index

/** The shown shot that stands above or below another (on the strip: first of the scene before or after); itself at an edge. */
export const shotBeside = (layout: BoardLayout, at: number, way: 'up' | 'down'): number => {
  const box = boxOfShot(layout, at)
  if (!box) return at
  if (layout.view === 'strip') {
    const inScene = at - box.first
    if (way === 'up' && inScene > 0) return box.first
    const next = sceneWithShots(layout, box.scene, way === 'up' ? -1 : 1)
    return next?.first ?? at
  }
  const column = (at - box.first) % layout.columns
  const inScene = at - box.first + (way === 'up' ? -layout.columns : layout.columns)
  const lastRow = Math.floor((box.shotIds.length - 1) / layout.columns)
  const row = Math.floor((at - box.first) / layout.columns)
  if (way === 'up' && inScene >= 0) return box.first + inScene
  if (way === 'down' && row < lastRow) return box.first + Math.min(inScene, box.shotIds.length - 1)
  const next = sceneWithShots(layout, box.scene, way === 'up' ? -1 : 1)
  if (!next) return at
  const nextRow = way === 'up' ? Math.floor((next.shotIds.length - 1) / layout.columns) : 0
  return next.first + Math.min(nextRow * layout.columns + column, next.shotIds.length - 1)
}

const sceneWithShots = (layout: BoardLayout, from: number, by: 1 | -1): SceneBox | undefined => {
  for (let scene = from + by; layout.scenes[scene]; scene += by)
    if ((layout.scenes[scene]?.shotIds.length ?? 0) > 0) return layout.scenes[scene]
  return undefined
}
