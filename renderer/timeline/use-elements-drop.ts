import { useRef, useState } from 'react'
import type { ConnectDropTarget } from 'react-dnd'
import type { Shot } from '../../shared/domain/document.ts'
import { elementCount } from '../../shared/domain/endpoints.ts'
import { announce } from '../a11y/announce.ts'
import { useCarriedPlace, useCarry } from '../dnd/carry.ts'
import { useDropRow } from '../dnd/drop-places.ts'
import type { DragItem } from '../dnd/items.ts'
import { useAimedDrop, type Dragged } from '../dnd/use-aimed-drop.ts'
import { strings } from '../strings/en/index.ts'
import { importFiles } from '../library/import-files.ts'
import { imagesFor } from './dropped-images.ts'
import { moveElementTo, placeElement } from './track-edits.ts'

type Place = { readonly kind: 'tile'; readonly index: number } | { readonly kind: 'slot' }
export type ElementAim = Place & { readonly isOwn: boolean }

const isOwn = (item: Dragged, shot: Shot) =>
  'kind' in item && item.kind === 'element' && item.shotId === shot.id

const put = (item: DragItem, shot: Shot, place: Place): string =>
  item.kind === 'element' && item.shotId === shot.id
    ? moveElementTo(shot.id, item.index, place.kind === 'tile' ? place.index : shot.elements.items.length - 1)
    : placeElement(
        shot.id,
        imagesFor(item, shot.id).map((image) => image.assetId),
        place,
      )

const placesFor = (shot: Shot, own: boolean): readonly Place[] => [
  ...shot.elements.items.map((_, index): Place => ({ kind: 'tile', index })),
  ...(own || shot.elements.items.length >= elementCount.max ? [] : [{ kind: 'slot' } as const]),
]

/** The tile under a point, or the place behind the last. */
const placeUnder = (row: Element, x: number): Place => {
  const tiles = [...row.querySelectorAll('[data-stop^="element-"]')]
  const index = tiles.findIndex((tile) => x < tile.getBoundingClientRect().right + 6)
  return index === -1 ? { kind: 'slot' } : { kind: 'tile', index }
}

/** Drops among the elements, by pointer and by keys. */
export const useElementsDrop = (
  shot: Shot,
): { readonly aim: ElementAim | null; readonly connect: (row: HTMLElement | null) => void } => {
  const [pointed, setPointed] = useState<ElementAim | null>(null)
  const row = useRef<HTMLElement | null>(null)
  const [isOver, connectDrop] = useAimedDrop<ElementAim>({
    canDrop: (item) => !('kind' in item) || imagesFor(item, shot.id).length > 0,
    aimUnder: (item, { x }) =>
      row.current ? { ...placeUnder(row.current, x), isOwn: isOwn(item, shot) } : null,
    onHover: (aim) => setPointed((before) => (JSON.stringify(aim) === JSON.stringify(before) ? before : aim)),
    onDrop: (item, aim) => {
      if (!aim) return undefined
      if ('kind' in item) announce(put(item, shot, aim))
      else void dropElementFiles(item.files ?? [], shot, aim)
      return undefined
    },
  })
  useDropRow({
    id: 'elements',
    title: () => strings.timeline.elements.title(shot.label),
    order: 10,
    count: (item) => (imagesFor(item, shot.id).length > 0 ? placesFor(shot, isOwn(item, shot)).length : 0),
    start: (item) =>
      item.kind === 'element' && item.shotId === shot.id ? item.index : placesFor(shot, false).length - 1,
    describe: (item, at) => describePlace(placesFor(shot, isOwn(item, shot))[at], isOwn(item, shot)),
    drop: (item, at) => {
      const place = placesFor(shot, isOwn(item, shot))[at]
      return place ? put(item, shot, place) : strings.timeline.done.stays
    },
  })
  const carriedAt = useCarriedPlace('elements')
  const carriesOwn = useCarry((carry) => carry !== null && isOwn(carry.item, shot))
  const carried = carriedAt === null ? undefined : placesFor(shot, carriesOwn)[carriedAt]
  return {
    aim: isOver ? pointed : carried ? { ...carried, isOwn: carriesOwn } : null,
    connect: connecting(row, connectDrop),
  }
}

const connecting =
  (row: { current: HTMLElement | null }, connect: ConnectDropTarget) =>
  (element: HTMLElement | null): void => {
    row.current = element
    connect(element)
  }

const describePlace = (place: Place | undefined, own: boolean): string => {
  const { places } = strings.timeline
  if (!place) return ''
  if (place.kind === 'slot') return places.elementSlot
  return own ? places.ownTile(place.index + 1) : places.tile(place.index + 1)
}

/** Takes files into the library and puts them among the elements. */
export const dropElementFiles = async (files: readonly File[], shot: Shot, place: Place): Promise<void> => {
  const assetIds = await importFiles(files)
  if (assetIds.length > 0) announce(placeElement(shot.id, assetIds, place))
}
