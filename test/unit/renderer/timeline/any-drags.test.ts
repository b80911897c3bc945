import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { setBridge } from '../../../../renderer/state/bridge.ts'
import { noticesStore } from '../../../../renderer/state/notices.ts'
import { board, showBoard } from '../../../../renderer/state/open-board.ts'
import { imagesFor } from '../../../../renderer/timeline/dropped-images.ts'
import { draggedSeconds, moveEdge } from '../../../../renderer/timeline/gap-drag.ts'
import { layoutTrack, placeAt, type TrackLayout } from '../../../../renderer/timeline/timeline-layout.ts'
import {
  duplicateOnTrack,
  moveElementTo,
  moveOnTrack,
  nudgeKeyframe,
  placeElement,
  placeOnTrack,
  releaseEdge,
  removeElement,
  removeFromTrack,
  setGap,
  setMode,
  setPicture,
  setRole,
  startNextShot,
  unframed,
} from '../../../../renderer/timeline/track-edits.ts'
import type { Bridge } from '../../../../shared/contract.ts'
import { aspectOf } from '../../../../shared/domain/board.ts'
import { elementRoles, type BoardDocument, type Shot } from '../../../../shared/domain/document.ts'
import { shotModes } from '../../../../shared/domain/endpoints.ts'
import { assetId, boardWith, framesShot } from '../../shared/domain/setting.ts'
import { expectAccepted } from './setting.ts'

/** A core that is asked and has not answered yet: what hands do must hold without its word. */
const silent: Bridge = {
  call: () => new Promise(() => {}),
  on: () => () => {},
  handOver: () => new Promise(() => {}),
  mediaBase: '',
  dragOut: () => {},
  onConnection: () => () => {},
}

const openWindow = (document: BoardDocument) => {
  setBridge(silent)
  showBoard({
    projectId: document.id,
    folder: '/board',
    document,
    revision: 0,
    access: { kind: 'write' },
    report: { repairs: [] },
    saveState: 'saved',
    undoable: null,
    redoable: null,
    jobs: [],
    missingClips: [],
    expiredClips: [],
  })
}

/** The track of a shot as it is laid out in a window. */
const trackOf = (shot: Shot, available: number): { layout: TrackLayout; seconds: number[] } => {
  const seconds = shot.frames.gaps.map((gap) => gap.seconds)
  const { length: posts } = shot.frames.keyframes
  return {
    layout: layoutTrack({ posts, seconds, aspect: aspectOf(board().document, shot), available }),
    seconds,
  }
}

/** The scale at which an edge is dragged, however dense the track is. */
const finestPxPerSecond = 10

/** One thing that a hand does to a shot. What is meant for a post or tile that is not there is left undone, as in the window. */
type Gesture = (shot: Shot, other: Shot, available: number) => unknown

const px = fc.integer({ min: -40, max: 1300 })
const index = fc.nat({ max: 4 })
const image = fc.integer({ min: 1, max: 6 }).map(assetId)
const images = fc.array(image, { minLength: 1, maxLength: 7 })
const elementPlace = fc.oneof(
  fc.constant({ kind: 'slot' } as const),
  index.map((at) => ({ kind: 'tile', index: at }) as const),
)

const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(images, px).map(([assetIds, x]): Gesture => (shot, _, available) => {
      const { layout, seconds } = trackOf(shot, available)
      return placeOnTrack(
        shot.id,
        imagesFor({ kind: 'assets', assetIds, look }, shot.id),
        placeAt(layout, seconds, x),
      )
    }),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(index, px).map(([from, x]): Gesture => (shot, _, available) => {
      const { layout, seconds } = trackOf(shot, available)
      return from < layout.posts.length && moveOnTrack(shot.id, from, placeAt(layout, seconds, x))
    }),
  },
  fc.tuple(index, px).map(([from, x]): Gesture => (shot, other, available) => {
    const keyframe = other.frames.keyframes[from]
    if (!keyframe) return undefined
    const { assetId: id, framing } = keyframe
    const item = { kind: 'keyframe', shotId: other.id, index: from, assetId: id, framing, look } as const
    const { layout, seconds } = trackOf(shot, available)
    return placeOnTrack(shot.id, imagesFor(item, shot.id), placeAt(layout, seconds, x))
  }),
  fc.tuple(px).map(([x]): Gesture => (shot, other, available) => {
    const { layout, seconds } = trackOf(shot, available)
    const item = { kind: 'shots', shotIds: [shot.id, other.id], look } as const
    return placeOnTrack(shot.id, imagesFor(item, shot.id), placeAt(layout, seconds, x))
  }),
  {
    weight: 4,
    arbitrary: fc.tuple(index, px, fc.boolean()).map(([at, way, alt]): Gesture => (shot, _, available) => {
      const gap = shot.frames.gaps[at]
      if (!gap) return undefined
      const { pxPerSecond } = trackOf(shot, available).layout
      const wanted = draggedSeconds(gap.seconds, way, Math.max(pxPerSecond, finestPxPerSecond))
      return releaseEdge(shot, at, moveEdge(shot.frames.gaps, at, wanted, alt ? 'roll' : 'ripple'))
    }),
  },
  fc.tuple(index, fc.integer({ min: -5, max: 999 }), fc.constantFrom('ripple', 'roll')).map(
    ([at, seconds, mode]): Gesture =>
      (shot) =>
        at < shot.frames.gaps.length && setGap(shot, at, seconds, mode),
  ),
  fc.tuple(index, fc.constantFrom(1, -1)).map(
    ([at, by]): Gesture =>
      (shot) =>
        at < shot.frames.keyframes.length && nudgeKeyframe(shot, at, by),
  ),
  index.map(
    (at): Gesture =>
      (shot) =>
        at < shot.frames.keyframes.length && removeFromTrack(shot, at),
  ),
  index.map(
    (at): Gesture =>
      (shot) =>
        duplicateOnTrack(shot, at),
  ),
  images.map(
    (some): Gesture =>
      (shot) =>
        startNextShot(shot.id, some.map(unframed)),
  ),
  fc.tuple(images, elementPlace).map(
    ([some, place]): Gesture =>
      (shot) =>
        placeElement(shot.id, some, place),
  ),
  fc.tuple(index, index).map(
    ([from, to]): Gesture =>
      (shot) =>
        moveElementTo(shot.id, from, to),
  ),
  index.map(
    (at): Gesture =>
      (shot) =>
        at < shot.elements.items.length && removeElement(shot, at),
  ),
  fc.tuple(index, fc.constantFrom(...elementRoles)).map(
    ([at, role]): Gesture =>
      (shot) =>
        at < shot.elements.items.length && setRole(shot, at, role),
  ),
  fc.option(image).map(
    (chosen): Gesture =>
      (shot) =>
        setPicture(shot.id, chosen === null ? null : unframed(chosen)),
  ),
  fc.constantFrom(...shotModes).map(
    (mode): Gesture =>
      (shot) =>
        setMode(shot, mode),
  ),
)

const look = { picture: null, words: '', count: 1 }

test('no sequence of drags on the timeline yields a plan that the strict schema rejects', () => {
  const empty = { keyframes: [], gaps: [] }
  const first: Shot = { ...framesShot(1), frames: empty, prompt: 'a heron lands' }
  const second: Shot = { ...framesShot(2, 3, 4), prompt: 'it takes off again' }
  const moves = fc.array(fc.tuple(gesture, fc.boolean()), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(moves, fc.integer({ min: 0, max: 1400 }), (sequence, available) => {
      openWindow(boardWith(first, second))
      for (const [act, onSecond] of sequence) {
        const shots = [first, second].map(({ id }) => board().document.shots[id])
        const [shot, other] = onSecond ? shots.toReversed() : shots
        if (!shot || !other) throw new Error('both shots stay on the board')
        noticesStore.setState({ notices: [] })
        const before = board().document.shots
        act(shot, other, available)
        // What a hand can do is never refused by the document either.
        expect(noticesStore.getState().notices.filter(({ tone }) => tone === 'bad')).toEqual([])
        for (const changed of Object.values(board().document.shots))
          if (before[changed.id] !== changed) expectAccepted(board().document, changed)
      }
    }),
    { numRuns: 300 },
  )
}, 120_000)
