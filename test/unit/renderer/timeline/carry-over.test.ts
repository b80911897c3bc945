import { expect, test } from 'vitest'
import { defaultFraming, type Shot } from '../../../../shared/domain/document.ts'
import { carryOver } from '../../../../renderer/timeline/carry-over.ts'
import { assetId, framesShot } from '../../shared/domain/setting.ts'
import { slotSource } from './setting.ts'

const withPicture = (shot: Shot, image: number): Shot => ({
  ...shot,
  image: { ...shot.image, picture: { assetId: assetId(image), framing: defaultFraming } },
})
const none = { keyframes: [], gaps: [] }

test('the picture of an image shot becomes the first keyframe where there is none', () => {
  const shot: Shot = { ...withPicture(framesShot(1, 5), 7), mode: 'image' }
  expect(carryOver({ ...shot, frames: none }, 'frames', slotSource())).toMatchObject([
    { type: 'frames.set', keyframes: [{ assetId: assetId(7) }], gaps: [] },
  ])
  expect(carryOver(shot, 'frames', slotSource())).toEqual([])
})

test('the first keyframe becomes the picture where there is none', () => {
  const shot = framesShot(1, 5)
  expect(carryOver(shot, 'image', slotSource())).toMatchObject([
    { type: 'image.setPicture', picture: { assetId: assetId(1) } },
  ])
  expect(carryOver(withPicture(shot, 7), 'image', slotSource())).toEqual([])
})

test('elements and words take nothing along', () => {
  const shot = withPicture(framesShot(1, 5), 7)
  expect(carryOver(shot, 'elements', slotSource())).toEqual([])
  expect(carryOver({ ...shot, mode: 'elements', frames: none }, 'frames', slotSource())).toEqual([])
})
