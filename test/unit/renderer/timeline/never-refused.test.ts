import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { userCommandSchema, type UserCommand } from '../../../../shared/domain/commands.ts'
import type { BoardDocument, Shot } from '../../../../shared/domain/document.ts'
import { shotModes } from '../../../../shared/domain/endpoints.ts'
import {
  dropElements,
  dropImages,
  dropOwnKeyframe,
  duplicateKeyframe,
  moveElement,
  takeOut,
} from '../../../../renderer/timeline/drop-on-track.ts'
import type { TrackPlace } from '../../../../renderer/timeline/edit-frames.ts'
import { edgeCommand, moveEdge } from '../../../../renderer/timeline/gap-drag.ts'
import { nextShot } from '../../../../renderer/timeline/next-shot.ts'
import { assetId, boardWith, framesShot, shotId } from '../../shared/domain/setting.ts'
import { after, expectAccepted, placeable, slotSource } from './setting.ts'

/** One thing that a hand can do to the timeline, and the commands it makes of the shot as it is then. */
type Gesture = (
  shot: Shot,
  document: BoardDocument,
  newSlot: ReturnType<typeof slotSource>,
) => readonly UserCommand[]

const small = fc.nat({ max: 5 })
const places: fc.Arbitrary<TrackPlace> = fc.oneof(
  fc.constant({ kind: 'before' } as const),
  fc.constant({ kind: 'slot' } as const),
  fc.record({ kind: fc.constant('post' as const), index: small }),
  fc.record({
    kind: fc.constant('gap' as const),
    index: small,
    second: fc.option(fc.double({ min: -3, max: 30, noNaN: true })),
  }),
)
const images = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 7 })

/** Only places that are on the track now can be dropped on. */
const isThere = (shot: Shot, place: TrackPlace) =>
  place.kind === 'post'
    ? place.index < shot.frames.keyframes.length
    : place.kind !== 'gap' || place.index < shot.frames.gaps.length

const gestures: fc.Arbitrary<Gesture> = fc.oneof(
  fc.tuple(images, places).map(
    ([numbers, place]): Gesture =>
      (shot, _, newSlot) =>
        isThere(shot, place)
          ? dropImages(
              shot,
              numbers.map((number) => placeable(assetId(number))),
              place,
              newSlot,
            ).commands
          : [],
  ),
  fc.tuple(small, places).map(
    ([from, place]): Gesture =>
      (shot) =>
        from < shot.frames.keyframes.length && isThere(shot, place)
          ? dropOwnKeyframe(shot, from, place).commands
          : [],
  ),
  small.map(
    (index): Gesture =>
      (shot) =>
        index < shot.frames.keyframes.length ? takeOut(shot, index).commands : [],
  ),
  small.map(
    (index): Gesture =>
      (shot, _, newSlot) =>
        duplicateKeyframe(shot, index, newSlot).commands,
  ),
  fc
    .tuple(small, fc.double({ min: -30, max: 60, noNaN: true }), fc.constantFrom('ripple', 'roll'))
    .map(([index, seconds, mode]): Gesture => (shot) => {
      if (index >= shot.frames.gaps.length) return []
      return [edgeCommand(shot, index, moveEdge(shot.frames.gaps, index, seconds, mode))].filter(
        (command) => command !== null,
      )
    }),
  fc.tuple(small, fc.string({ maxLength: 20 })).map(
    ([index, prompt]): Gesture =>
      (shot) =>
        index < shot.frames.gaps.length ? [{ type: 'gap.edit', shotId: shot.id, index, prompt }] : [],
  ),
  fc.tuple(images, fc.constantFrom('tile', 'before', 'slot'), small).map(
    ([numbers, kind, index]): Gesture =>
      (shot, _, newSlot) =>
        dropElements(shot, numbers.map(assetId), { kind, index }, newSlot).commands,
  ),
  fc.tuple(small, small).map(
    ([from, to]): Gesture =>
      (shot) =>
        moveElement(shot, from, to).commands,
  ),
  fc.integer({ min: 1, max: 6 }).map((number): Gesture => (shot) => [
    { type: 'image.setPicture', shotId: shot.id, picture: placeable(assetId(number)) },
  ]),
  fc.constantFrom(...shotModes).map((mode): Gesture => (shot) => [
    { type: 'shot.edit', shotId: shot.id, fields: { mode } },
  ]),
)

test('no sequence of drops, drags and keys on the timeline makes a request that the service refuses', () => {
  const begun = { ...framesShot(1), frames: { keyframes: [], gaps: [] }, prompt: 'a heron lands' }
  fc.assert(
    fc.property(fc.array(gestures, { minLength: 1, maxLength: 30 }), (sequence) => {
      const newSlot = slotSource()
      let document = boardWith(begun)
      for (const gesture of sequence) {
        const shot = document.shots[shotId(1)] ?? begun
        const commands = gesture(shot, document, newSlot)
        for (const command of commands) expect(userCommandSchema.safeParse(command).success).toBe(true)
        document = after(document, commands)
        for (const changed of Object.values(document.shots)) expectAccepted(document, changed)
      }
    }),
    { numRuns: 400 },
  )
})

test('an image too many always makes a next shot that can be rendered', () => {
  fc.assert(
    fc.property(images, (numbers) => {
      const full = { ...framesShot(1, 2, 2, 2, 2), prompt: 'a heron lands' }
      const document = boardWith(full)
      const newSlot = slotSource()
      const dropped = numbers.map((number) => placeable(assetId(number)))
      const { leftOver } = dropImages(full, dropped, { kind: 'slot' }, newSlot)
      const next = nextShot(document, full, placeable(assetId(5)), leftOver, {
        shot: () => shotId(2),
        slot: newSlot,
      })
      const made = after(document, next ? [next] : [])
      const shot = made.shots[shotId(2)]
      expect(shot).toBeDefined()
      if (shot) expectAccepted(made, shot)
    }),
  )
})
