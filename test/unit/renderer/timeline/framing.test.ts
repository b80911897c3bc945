import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rectSchema } from '../../../../shared/domain/ingredients.ts'
import { aspects } from '../../../../shared/domain/endpoints.ts'
import {
  carriedFraming,
  centredView,
  framingOf,
  isOtherShape,
  ratioOfAspect,
  rectOf,
  shapeName,
  viewOf,
  zoomAbout,
} from '../../../../renderer/timeline/framing.ts'

const photograph = { width: 4000, height: 3000 }

describe('the shape of an image', () => {
  test("is told from the shot's, but a pixel or two are nothing", () => {
    expect(isOtherShape(photograph, '16:9')).toBe(true)
    expect(isOtherShape({ width: 1921, height: 1080 }, '16:9')).toBe(false)
  })
  test.each([
    [photograph, '4:3'],
    [{ width: 1080, height: 1920 }, '9:16'],
    [{ width: 1850, height: 1000 }, '1.85:1'],
    [{ width: 1000, height: 2390 }, '1:2.39'],
  ])('has a name: %j is %s', (image, name) => {
    expect(shapeName(image)).toBe(name)
  })
})

describe('a crop', () => {
  const anyView = fc.record({
    zoom: fc.double({ min: 0.1, max: 20, noNaN: true }),
    x: fc.double({ min: -1, max: 2, noNaN: true }),
    y: fc.double({ min: -1, max: 2, noNaN: true }),
  })
  const anyImage = fc.record({
    width: fc.integer({ min: 64, max: 8000 }),
    height: fc.integer({ min: 64, max: 8000 }),
  })
  const anyAspect = fc.constantFrom(...aspects)

  test('always lies inside the image and has the shape of the shot', () => {
    fc.assert(
      fc.property(anyView, anyImage, anyAspect, (view, image, aspect) => {
        const rect = rectOf(view, image, aspect)
        expect(rectSchema.safeParse(rect).success).toBe(true)
        const ratio = (rect.width * image.width) / (rect.height * image.height)
        expect(ratio / ratioOfAspect(aspect)).toBeCloseTo(1, 6)
      }),
    )
  })
  test('comes back as the view that it was', () => {
    fc.assert(
      fc.property(anyView, anyImage, anyAspect, (view, image, aspect) => {
        const rect = rectOf(view, image, aspect)
        const again = rectOf(viewOf(rect, image, aspect), image, aspect)
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(again[side]).toBeCloseTo(rect[side], 6)
      }),
    )
  })
  test('is none where the image is centred and whole, so that equal framings are equal', () => {
    expect(framingOf(centredView, photograph, '16:9')).toEqual({ fit: 'cover', crop: null })
  })
  test('zooms about the pointer: the point under it stays under it', () => {
    const point = { x: 0.4, y: 0.45 }
    const before = { zoom: 2, x: 0.5, y: 0.5 }
    const after = zoomAbout(before, 1.5, point, photograph, '16:9')
    expect((point.x - after.x) * after.zoom).toBeCloseTo((point.x - before.x) * before.zoom)
    expect((point.y - after.y) * after.zoom).toBeCloseTo((point.y - before.y) * before.zoom)
  })
  test('goes with an image of the same shape, and begins anew on another', () => {
    const framing = { fit: 'cover', crop: { x: 0, y: 0, width: 0.5, height: 0.375 } } as const
    expect(carriedFraming(framing, photograph, { width: 400, height: 300 })).toEqual(framing)
    expect(carriedFraming(framing, photograph, { width: 400, height: 400 })).toEqual({
      fit: 'cover',
      crop: null,
    })
  })
})
