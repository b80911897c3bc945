import { describe, expect, it } from 'vitest'
import {
  recipeFrames,
  recipeSchema,
  type RehearsalRecipe,
} from '../../../../../electron/core/rehearsal/recipe.ts'

const frames = (images: number, seconds: readonly number[]): RehearsalRecipe => ({
  kind: 'frames',
  images: Array.from({ length: images }, (_, index) => `/board/${index}.jpg`),
  gaps: seconds.map((value) => ({ seconds: value, prompt: '' })),
  width: 1280,
  height: 720,
  fps: 24,
  title: '10',
  seed: 0,
  output: '/board/clip.mp4',
})

describe('a rehearsal recipe', () => {
  it('takes five keyframes over 25 seconds and counts 600 frames', () => {
    const recipe = frames(5, [5, 10, 3, 7])
    expect(recipeSchema.safeParse(recipe).success).toBe(true)
    expect(recipeFrames(recipe)).toBe(600)
  })

  it.each([
    ['26 seconds in all', frames(5, [5, 10, 3, 8]), 'gaps'],
    ['a gap too few', frames(3, [5]), 'gaps'],
    ['one keyframe', frames(1, []), 'images'],
    ['six keyframes', frames(6, [1, 1, 1, 1, 1]), 'images'],
    ['an odd side', { ...frames(2, [5]), width: 1281 }, 'width'],
    ['half a second', frames(2, [0.5]), 'gaps.0.seconds'],
    ['another frame rate', { ...frames(2, [5]), fps: 25 }, 'fps'],
  ])('refuses %s and names the field', (_, recipe, field) => {
    expect(recipeSchema.safeParse(recipe).error?.issues[0]?.path.join('.')).toBe(field)
  })
})
