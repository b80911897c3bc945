import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recipeFrames, type RehearsalRecipe } from '../../../../../electron/core/rehearsal/recipe.ts'
import { momentAt, moveOf } from '../../../../../electron/core/rehearsal/timeline.ts'

const framesRecipe = (seconds: readonly number[], seed = 0): RehearsalRecipe => ({
  kind: 'frames',
  images: ['first.jpg', ...seconds.map((_, index) => `${index}.jpg`)],
  gaps: seconds.map((value) => ({ seconds: value, prompt: '' })),
  width: 1280,
  height: 720,
  fps: 24,
  title: '',
  seed,
  output: 'clip.mp4',
})

const gaps = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })

describe('the timeline of a rehearsal', () => {
  it('begins with the first keyframe alone and ends with the last alone', () => {
    fc.assert(
      fc.property(gaps, (seconds) => {
        const recipe = framesRecipe(seconds)
        expect(momentAt(recipe, 0)).toMatchObject({ from: 0, mix: 0 })
        expect(momentAt(recipe, recipeFrames(recipe) - 1)).toMatchObject({ to: seconds.length, mix: 1 })
      }),
    )
  })

  it('shows each keyframe between alone at the frame where its gaps meet', () => {
    const recipe = framesRecipe([2, 3, 1])
    expect(momentAt(recipe, 48)).toMatchObject({ from: 1, mix: 0 })
    expect(momentAt(recipe, 120)).toMatchObject({ from: 2, mix: 0 })
  })

  it('is half-way through a fade at the middle of its gap', () => {
    expect(momentAt(framesRecipe([2, 3]), 24)).toMatchObject({ from: 0, to: 1, mix: 0.5 })
  })

  it('never fades backwards within a gap', () => {
    fc.assert(
      fc.property(gaps, fc.nat(), (seconds, at) => {
        const recipe = framesRecipe(seconds)
        const index = 1 + (at % (recipeFrames(recipe) - 1))
        const [before, now] = [momentAt(recipe, index - 1), momentAt(recipe, index)]
        expect(now.from + now.mix).toBeGreaterThanOrEqual(before.from + before.mix)
      }),
    )
  })

  it('looks at the same point for the same seed, at another for its neighbour, and never near an edge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_294_967_294 }), (seed) => {
        const { focusX, focusY } = moveOf(framesRecipe([1], seed))
        expect(moveOf(framesRecipe([2], seed))).toMatchObject({ focusX, focusY })
        expect(moveOf(framesRecipe([1], seed + 1)).focusX).not.toBe(focusX)
        for (const focus of [focusX, focusY]) expect(Math.abs(focus - 0.5)).toBeLessThanOrEqual(0.25)
      }),
    )
  })

  it('has no moment past its end', () => {
    expect(() => momentAt(framesRecipe([1]), 24)).toThrow(RangeError)
  })
})
