import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { qualities, shotSchema, type BoardDocument, type Shot } from '../../../../shared/domain/document.ts'
import {
  aspects,
  endpointIds,
  resolutions,
  seedMax,
  shotModes,
  type EndpointId,
} from '../../../../shared/domain/endpoints.ts'
import { inputOf, planRender } from '../../../../shared/domain/plan.ts'
import { plannedRequestSchema } from '../../../../shared/domain/request.ts'
import { reduce } from '../../../../shared/domain/reduce.ts'
import { checkInput } from '../../../stand-in/schemas.ts'
import { arbitraryChoice, arbitraryShot, arbitraryTemplate, commandFrom } from './arbitrary.ts'
import { boardWith, framesShot, shippedPrices } from './setting.ts'

const prices = shippedPrices()

/**
 * Plans the shot in both qualities and holds what is accepted against the service's schema, as it would go over the
 * wire. Gives the endpoints that were reached.
 */
const acceptedEndpoints = (document: BoardDocument, shot: Shot, seed: number): EndpointId[] =>
  qualities.flatMap((quality) => {
    const planned = planRender(document, shot, { quality, engine: 'fal', prices })
    if (!planned.ok) return []
    const { request, seconds, price, engine } = planned.plan
    const urls = request.images.map((_, at) => `https://v3.fal.media/files/${at}.png`)
    const input: unknown = JSON.parse(JSON.stringify(inputOf(request, urls, seed)))
    expect(checkInput(request.endpoint, input)).toMatchObject({
      images: urls.map((url) => ({ url })),
      seconds,
    })
    expect(plannedRequestSchema.parse(request)).toEqual(request)
    expect(price.known && (engine === 'rehearsal' ? price.microUsd === 0 : price.microUsd > 0)).toBe(true)
    return [request.endpoint]
  })

const arbitrarySeed = fc.integer({ min: 0, max: seedMax })

test('whatever shot can be planned, its request is one that the service accepts, at all eight endpoints', () => {
  const reached = new Map<string, number>()
  const count = (thing: string) => reached.set(thing, (reached.get(thing) ?? 0) + 1)
  fc.assert(
    fc.property(
      arbitraryShot,
      fc.constantFrom(...aspects),
      arbitraryTemplate,
      arbitrarySeed,
      (shot, aspect, template, seed) => {
        expect(shotSchema.safeParse(shot).error).toBeUndefined()
        const endpoints = acceptedEndpoints({ ...boardWith(shot), aspect, template }, shot, seed)
        if (endpoints.length > 0)
          for (const thing of [
            ...endpoints,
            shot.resolution,
            aspect,
            `negative ${typeof shot.negativePrompt}`,
          ])
            count(thing)
      },
    ),
    { numRuns: 1500 },
  )
  // The generator would prove nothing about what it does not reach.
  const wanted = [...endpointIds, ...resolutions, ...aspects, 'negative string', 'negative object']
  expect(wanted.filter((thing) => (reached.get(thing) ?? 0) < 10)).toEqual([])
})

test('no run of commands leads to a shot whose request the service would refuse', () => {
  const reached = new Set<EndpointId>()
  // Named more than once where a shot would seldom come as far otherwise.
  const ofShots = arbitraryChoice([
    'shot.add',
    'shot.edit',
    'keyframe.insert',
    'keyframe.insert',
    'keyframe.edit',
    'keyframe.move',
    'keyframe.remove',
    'gap.edit',
    'gap.edit',
    'gap.roll',
    'frames.set',
    'elements.set',
    'asset.replace',
    'template.edit',
    'element.insert',
    'element.edit',
    'element.move',
    'element.remove',
    'elements.edit',
    'image.setPicture',
    'image.setPicture',
    'image.setPicture',
    'image.edit',
    'image.edit',
    'image.edit',
    'text.edit',
    'text.edit',
    'asset.remove',
    'project.edit',
  ])
  fc.assert(
    fc.property(
      fc.array(ofShots, { minLength: 5, maxLength: 25, size: 'max' }),
      arbitrarySeed,
      (choices, seed) => {
        let document = boardWith(
          ...shotModes.map((mode, at) => Object.assign(framesShot(at + 1), { mode, prompt: 'fog' })),
        )
        for (const choice of choices) {
          const reduction = reduce(document, commandFrom(document, choice))
          if (!reduction.ok) continue
          document = reduction.document
          for (const shot of Object.values(document.shots))
            for (const endpoint of acceptedEndpoints(document, shot, seed)) reached.add(endpoint)
        }
      },
    ),
    { numRuns: 300 },
  )
  expect(endpointIds.filter((endpoint) => !reached.has(endpoint))).toEqual([])
})
