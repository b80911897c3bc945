import { describe, expect, test } from 'vitest'
import {
  aspects,
  endpointFor,
  endpointIds,
  endpointTitles,
  frameSize,
  models,
  resolutions,
  shotModes,
} from '../../../../shared/domain/endpoints.ts'
import { endpointSchemas } from '../../../stand-in/schemas.ts'

describe('the table of endpoints', () => {
  test('names exactly the eight that the service offers for shots, each with a title of its own', () => {
    expect(endpointIds.toSorted()).toEqual(Object.keys(endpointSchemas).toSorted())
    expect(new Set(Object.values(endpointTitles)).size).toBe(endpointIds.length)
  })

  test('leads every mode and model to one of its own, and reaches all of them', () => {
    const reached = shotModes.flatMap((mode) => models.map((model) => endpointFor(mode, model)))
    expect(new Set(reached)).toEqual(new Set(endpointIds))
  })

  test.each([
    ['frames', 'turbo', 'fal-ai/pika/v2.2/pikaframes'],
    ['elements', '2.1', 'fal-ai/pika/v2.2/pikascenes'],
    ['image', '2.1', 'fal-ai/pika/v2.1/image-to-video'],
    ['text', 'turbo', 'fal-ai/pika/v2/turbo/text-to-video'],
  ] as const)('renders %s with model %s by %s', (mode, model, endpoint) => {
    expect(endpointFor(mode, model)).toBe(endpoint)
  })
})

describe('a picture size', () => {
  const sizes = aspects.flatMap((aspect) =>
    resolutions.map((resolution) => Object.assign({ aspect, resolution }, frameSize(aspect, resolution))),
  )

  test.each(sizes)(
    'of $aspect at $resolution is even and has the shape',
    ({ aspect, resolution, width, height }) => {
      const [across = 0, down = 0] = aspect.split(':').map(Number)
      expect([width % 2, height % 2]).toEqual([0, 0])
      expect(Math.min(width, height)).toBe(Number.parseInt(resolution, 10))
      // At most one pixel off the exact side, which not every ratio has.
      expect(Math.abs(width * down - height * across)).toBeLessThanOrEqual(Math.max(across, down))
    },
  )

  test('is the usual one where there is a usual one', () => {
    expect(frameSize('16:9', '720p')).toEqual({ width: 1280, height: 720 })
    expect(frameSize('9:16', '1080p')).toEqual({ width: 1080, height: 1920 })
    expect(frameSize('1:1', '720p')).toEqual({ width: 720, height: 720 })
  })
})
