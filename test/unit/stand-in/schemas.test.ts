import { describe, expect, test } from 'vitest'
import { checkInput, endpointSchemas, isStandInEndpoint } from '../../stand-in/schemas.ts'
import type { ModelProblem } from '../../stand-in/schemas.ts'
import { framesEndpoint, textEndpoint, textInput } from './setting.ts'

const frames = {
  image_urls: ['https://a/1', 'https://a/2', 'https://a/3'],
  transitions: [{ duration: 3, prompt: 'dawn' }, { duration: 5 }],
  resolution: '720p',
}
const image = { prompt: 'a heron', image_url: 'https://a/1', duration: 5, resolution: '720p' }

const problemsOf = (endpoint: string, input: unknown): readonly Pick<ModelProblem, 'loc' | 'type'>[] => {
  if (!isStandInEndpoint(endpoint)) throw new Error(`No such endpoint: ${endpoint}`)
  const checked = checkInput(endpoint, input)
  return 'images' in checked ? [] : checked.map(({ loc, type }) => ({ loc, type }))
}

describe('the schemas of the endpoints', () => {
  test('are one for each of the eight endpoints', () => {
    expect(Object.keys(endpointSchemas)).toHaveLength(8)
  })

  test.each([
    ['fal-ai/pika/v2.2/pikaframes', frames],
    [
      'fal-ai/pika/v2.2/pikascenes',
      { prompt: 'a', image_urls: ['https://a/1'], duration: 10, resolution: '1080p' },
    ],
    ['fal-ai/pika/v2.2/text-to-video', textInput],
    ['fal-ai/pika/v2.2/image-to-video', image],
    ['fal-ai/pika/v2.1/text-to-video', textInput],
    ['fal-ai/pika/v2.1/image-to-video', { ...image, duration: 7 }],
    ['fal-ai/pika/v2/turbo/text-to-video', textInput],
    ['fal-ai/pika/v2/turbo/image-to-video', image],
  ])(
    'accept a complete request to %s, and refuse it without resolution or with a field more',
    (endpoint, input) => {
      expect(problemsOf(endpoint, input)).toEqual([])
      expect(problemsOf(endpoint, { ...input, resolution: undefined })).toEqual([
        { loc: ['body', 'resolution'], type: 'missing' },
      ])
      expect(problemsOf(endpoint, { ...input, aspect: '16:9' })).toEqual([
        { loc: ['body', 'aspect'], type: 'extra_forbidden' },
      ])
    },
  )

  test.each([
    ['a missing duration', { duration: undefined }, 'missing', ['body', 'duration']],
    ['a length that is not offered', { duration: 6 }, 'one_of', ['body', 'duration']],
    ['a length written as text', { duration: '5' }, 'one_of', ['body', 'duration']],
    ['a prompt of another type', { prompt: 5 }, 'string_type', ['body', 'prompt']],
    ['a broken seed', { seed: 1.5 }, 'int_type', ['body', 'seed']],
    ['a null seed', { seed: null }, 'number_type', ['body', 'seed']],
  ])('refuse %s at its field', (_name, change, type, loc) => {
    expect(problemsOf(textEndpoint, { ...textInput, ...change })).toEqual([{ loc, type }])
  })

  test.each([
    ['one image', { image_urls: ['https://a/1'], transitions: [] }, 'sequence_too_short', ['image_urls']],
    ['six images', { image_urls: Array(6).fill('https://a/1') }, 'sequence_too_long', ['image_urls']],
    [
      'as many transitions as images',
      { transitions: [{ duration: 5 }, { duration: 5 }, { duration: 5 }] },
      'value_error',
      ['transitions'],
    ],
    ['more than 25 s', { transitions: [{ duration: 13 }, { duration: 13 }] }, 'value_error', ['transitions']],
    [
      'a gap of broken seconds',
      { transitions: [{ duration: 2.5 }, { duration: 5 }] },
      'int_type',
      ['transitions', 0, 'duration'],
    ],
    [
      'a gap without seconds',
      { transitions: [{ duration: 5 }, { prompt: 'x' }] },
      'missing',
      ['transitions', 1, 'duration'],
    ],
    [
      'a gap of no length',
      { transitions: [{ duration: 0 }, { duration: 5 }] },
      'greater_than_equal',
      ['transitions', 0, 'duration'],
    ],
    ['an aspect ratio', { aspect_ratio: '16:9' }, 'extra_forbidden', ['aspect_ratio']],
  ])('refuse Pikaframes with %s', (_name, change, type, loc) => {
    expect(problemsOf(framesEndpoint, { ...frames, ...change })).toContainEqual({
      loc: ['body', ...loc],
      type,
    })
  })

  test('accept Pikaframes of exactly 25 s, and know its length and images', () => {
    const checked = checkInput(framesEndpoint, {
      ...frames,
      transitions: [{ duration: 12 }, { duration: 13 }],
    })
    expect(checked).toMatchObject({
      seconds: 25,
      images: [{ loc: ['body', 'image_urls', 0], url: 'https://a/1' }, {}, {}],
    })
  })
})
