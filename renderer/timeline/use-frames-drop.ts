import { useState, type RefObject } from 'react'
import type { ConnectDropTarget } from 'react-dnd'
import type { Shot } from '../../shared/domain/document.ts'
import { announce } from '../a11y/announce.ts'
import { useCarriedPlace, useCarry } from '../dnd/carry.ts'
import { useDropRow } from '../dnd/drop-places.ts'
import type { DragItem } from '../dnd/items.ts'
import { useAimedDrop, type Dragged } from '../dnd/use-aimed-drop.ts'
import { strings } from '../strings/en/index.ts'
import { importFiles } from '../library/import-files.ts'
import { imagesFor } from './dropped-images.ts'
import type { TrackPlace } from './edit-frames.ts'
import { placeAt, type TrackLayout } from './timeline-layout.ts'
import { moveOnTrack, placeOnTrack, unframed } from './track-edits.ts'
import { describeTrackPlace, placesFor, samePlace } from './track-places.ts'

/** Where something that is dragged over the track would go, and whether it is a keyframe of this shot. */
export interface TrackAim {
  readonly place: TrackPlace
  readonly isOwn: boolean
}

const isOwn = (item: Dragged, shot: Shot) =>
  'kind' in item && item.kind === 'keyframe' && item.shotId === shot.id

const sameAim = (a: TrackAim, b: TrackAim) => samePlace(a.place, b.place) && a.isOwn === b.isOwn

const put = (item: DragItem, shot: Shot, place: TrackPlace): string =>
  item.kind === 'keyframe' && item.shotId === shot.id
    ? moveOnTrack(shot.id, item.index, place)
    : placeOnTrack(shot.id, imagesFor(item, shot.id), place)

/** Drops on the track, by pointer and by keys; both aim at the same places and end in the same edit. */
export const useFramesDrop = (
  shot: Shot,
  layout: TrackLayout,
  track: RefObject<HTMLElement | null>,
  /** Where the layout begins within the track, in pixels. */
  begins: number,
): { readonly aim: TrackAim | null; readonly connect: ConnectDropTarget } => {
  const [pointed, setPointed] = useState<TrackAim | null>(null)
  const seconds = shot.frames.gaps.map((gap) => gap.seconds)
  const posts = shot.frames.keyframes.length

  const [isOver, connect] = useAimedDrop<TrackAim>({
    canDrop: (item) => !('kind' in item) || imagesFor(item, shot.id).length > 0,
    aimUnder: (item, point) => {
      if (!track.current) return null
      const x = point.x - track.current.getBoundingClientRect().left - begins + track.current.scrollLeft
      return { place: placeAt(layout, seconds, x), isOwn: isOwn(item, shot) }
    },
    onHover: (aim) => {
      if (aim) setPointed((before) => (before && sameAim(aim, before) ? before : aim))
    },
    onDrop: (item, aim) => {
      if (!aim) return undefined
      if ('kind' in item) announce(put(item, shot, aim.place))
      else void dropFiles(item.files ?? [], shot, aim.place)
      return undefined
    },
  })

  useDropRow({
    id: 'frames',
    title: () => strings.timeline.track.title(shot.label),
    order: 10,
    count: (item) => (imagesFor(item, shot.id).length > 0 ? placesFor(posts, isOwn(item, shot)).length : 0),
    start: (item) =>
      item.kind === 'keyframe' && item.shotId === shot.id ? item.index : placesFor(posts, false).length - 1,
    describe: (item, at) => {
      const place = placesFor(posts, isOwn(item, shot))[at]
      return place ? describeTrackPlace(place, isOwn(item, shot)) : ''
    },
    drop: (item, at) => {
      const place = placesFor(posts, isOwn(item, shot))[at]
      return place ? put(item, shot, place) : strings.timeline.done.stays
    },
  })
  const carriedAt = useCarriedPlace('frames')
  const carriesOwn = useCarry((carry) => carry !== null && isOwn(carry.item, shot))
  const carriedPlace = carriedAt === null ? undefined : placesFor(posts, carriesOwn)[carriedAt]
  const carried = carriedPlace ? { place: carriedPlace, isOwn: carriesOwn } : null

  return { aim: isOver ? pointed : carried, connect }
}

/** Takes files into the library and places them where they were dropped. */
export const dropFiles = async (files: readonly File[], shot: Shot, place: TrackPlace): Promise<void> => {
  const assetIds = await importFiles(files)
  if (assetIds.length > 0) announce(placeOnTrack(shot.id, assetIds.map(unframed), place))
}
