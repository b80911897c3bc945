import { describe, expect, test } from 'vitest'
import {
  defaultFraming,
  type BoardDocument,
  type Framing,
  type Shot,
} from '../../../../shared/domain/document.ts'
import { endpointIds, promptLimit, seedMax } from '../../../../shared/domain/endpoints.ts'
import type { AssetId } from '../../../../shared/domain/ids.ts'
import {
  describePlan,
  describeReason,
  inputOf,
  planRender,
  reasonsAgainst,
  requestKey,
  type PlanOptions,
  type PlanReason,
  type RenderPlan,
} from '../../../../shared/domain/plan.ts'
import { assetId, boardWith, element, framesShot, gap, keyframe, shippedPrices, shotId } from './setting.ts'

const contain: Framing = { fit: 'contain', fill: { kind: 'blur' } }
const base: Shot = { ...framesShot(1, 3, 5), prompt: ' a heron\nlands ' }
const shots = {
  frames: base,
  elements: {
    ...base,
    mode: 'elements',
    elements: { ...base.elements, items: [element(1, 2), { ...element(2, 1), role: 'setting' }] },
  },
  image: {
    ...base,
    mode: 'image',
    image: { ...base.image, picture: { assetId: assetId(3), framing: contain } },
  },
  text: { ...base, mode: 'text' },
} as const satisfies Record<Shot['mode'], Shot>

const board = boardWith(base)

const planned = (
  shot: Shot,
  options: Partial<PlanOptions> = {},
  document: BoardDocument = board,
): RenderPlan => {
  const plan = planRender(document, shot, {
    quality: 'final',
    engine: 'fal',
    prices: shippedPrices(),
    ...options,
  })
  if (!plan.ok) throw new Error(JSON.stringify(plan.reasons))
  return plan.plan
}

const draft = (shot: Shot) => planned(shot, { quality: 'draft' })
const dear = <Given extends Shot>(shot: Given): Given => ({ ...shot, resolution: '1080p' })

const key = (shot: Shot, options: Partial<PlanOptions> = {}) => requestKey(planned(shot, options), shot.seed)

/** The same value with the members of every object turned round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  )
}

describe('a shot that cannot be rendered', () => {
  const tooLong = 'x'.repeat(promptLimit + 1)
  const cases: readonly [string, Shot, readonly PlanReason[]][] = [
    [
      'no keyframe',
      { ...base, frames: { keyframes: [], gaps: [] } },
      [{ reason: 'too-few-keyframes', count: 0 }],
    ],
    ['one keyframe', framesShot(1), [{ reason: 'too-few-keyframes', count: 1 }]],
    [
      'a gap too few',
      { ...base, frames: { ...base.frames, gaps: [gap(5)] } },
      [{ reason: 'gap-count', keyframes: 3, gaps: 1 }],
    ],
    ['gaps of 26 s', framesShot(1, 20, 6), [{ reason: 'over-25-seconds', seconds: 26 }]],
    [
      'no elements',
      { ...shots.elements, elements: { ...base.elements, items: [] } },
      [{ reason: 'no-elements' }],
    ],
    ['no picture', { ...shots.image, image: base.image }, [{ reason: 'no-picture' }]],
    ['a prompt of nothing but space', { ...shots.text, prompt: ' \n\u0000' }, [{ reason: 'no-prompt' }]],
    [
      'a prompt that is too long',
      { ...shots.text, prompt: tooLong },
      [{ reason: 'prompt-too-long', field: 'prompt', characters: promptLimit + 1 }],
    ],
    [
      'a gap prompt that is too long',
      { ...base, frames: { ...base.frames, gaps: [gap(3), gap(5, tooLong)] } },
      [{ reason: 'prompt-too-long', field: 'frames.gaps.1.prompt', characters: promptLimit + 1 }],
    ],
    [
      'a negative prompt that is too long',
      { ...shots.image, negativePrompt: tooLong },
      [{ reason: 'prompt-too-long', field: 'negativePrompt', characters: promptLimit + 1 }],
    ],
    [
      'a keyframe not in the library',
      { ...framesShot(1, 5), frames: { keyframes: [keyframe(1), keyframe(9)], gaps: [gap(5)] } },
      [{ reason: 'image-not-in-library', field: 'frames.keyframes.1' }],
    ],
    [
      'an element not in the library',
      { ...shots.elements, elements: { ...base.elements, items: [element(9)] } },
      [{ reason: 'image-not-in-library', field: 'elements.items.0' }],
    ],
    [
      'a picture not in the library',
      {
        ...shots.image,
        image: { ...base.image, picture: { assetId: 'constructor' as AssetId, framing: defaultFraming } },
      },
      [{ reason: 'image-not-in-library', field: 'image.picture' }],
    ],
    [
      'nothing at all',
      { ...shots.elements, prompt: '', elements: { ...base.elements, items: [] } },
      [{ reason: 'no-elements' }, { reason: 'no-prompt' }],
    ],
  ]

  test.each(cases)('for %s says so, and gives every reason', (_, shot, reasons) => {
    expect(reasonsAgainst(board, shot)).toEqual(reasons)
    expect(
      planRender(board, shot, { quality: 'draft', engine: 'rehearsal', prices: shippedPrices() }),
    ).toEqual({ ok: false, reasons })
  })

  test('counts the board’s words too, and does not take them for a description', () => {
    const template = { ...board.template, style: 'x'.repeat(promptLimit - 100) }
    const wrapped = { ...board, template }
    expect(reasonsAgainst(wrapped, { ...shots.text, prompt: 'y'.repeat(100) })).toEqual([
      { reason: 'prompt-too-long', field: 'prompt', characters: promptLimit + 2 },
    ])
    expect(reasonsAgainst(wrapped, { ...shots.text, prompt: '' })).toEqual([{ reason: 'no-prompt' }])
    const described = { ...shots.text, prompt: '', promptParts: { ...base.promptParts, subject: 'a heron' } }
    expect(reasonsAgainst(wrapped, described)).toEqual([])
    const gaps = [gap(3), gap(5, 'z'.repeat(100))]
    expect(reasonsAgainst(wrapped, { ...base, prompt: '', frames: { ...base.frames, gaps } })).toEqual([
      { reason: 'prompt-too-long', field: 'frames.gaps.1.prompt', characters: promptLimit + 2 },
    ])
  })

  test('hears each reason as a sentence of its own', () => {
    const sentences = new Set(cases.flatMap(([, , reasons]) => reasons.map(describeReason)))
    expect([...sentences].join('\n')).toMatchInlineSnapshot(`
      "It has no keyframe; add images until there are at least 2.
      It has one keyframe; add images until there are at least 2.
      It has 3 keyframes and 1 gaps; there must be exactly one gap fewer than keyframes.
      Its gaps add up to 26 s; shorten them to 25 s in all.
      It has no elements; add at least one image.
      It has no picture; choose one.
      It has no prompt; describe what happens.
      The text of prompt has 2,501 characters; shorten it to 2,500.
      The text of frames.gaps.1.prompt has 2,501 characters; shorten it to 2,500.
      The text of negativePrompt has 2,501 characters; shorten it to 2,500.
      The image of frames.keyframes.1 is not in the library; choose another.
      The image of elements.items.0 is not in the library; choose another.
      The image of image.picture is not in the library; choose another."
    `)
  })

  test('is not hindered by what its mode does not use', () => {
    expect(reasonsAgainst(board, { ...shots.text, frames: framesShot(1, 25, 25).frames })).toEqual([])
    expect(reasonsAgainst(board, { ...base, prompt: '' })).toEqual([])
    expect(reasonsAgainst(board, { ...shots.text, prompt: '🦩'.repeat(promptLimit) })).toEqual([])
    expect(reasonsAgainst(board, { ...shots.text, prompt: ` ${' x'.repeat(promptLimit / 2)} ` })).toEqual([])
  })
})

describe('the request', () => {
  test('of keyframes has a transition for every gap, with the shot’s words where it has none', () => {
    const shot: Shot = {
      ...base,
      frames: { ...base.frames, gaps: [gap(3, ' fog '), gap(5)] },
      negativePrompt: ' blur ',
      resolution: '1080p',
    }
    const { request } = planned(shot)
    expect(inputOf(request, ['u1', 'u2', 'u3'], 7)).toEqual({
      image_urls: ['u1', 'u2', 'u3'],
      transitions: [
        { duration: 3, prompt: 'fog' },
        { duration: 5, prompt: 'a heron lands' },
      ],
      prompt: 'a heron lands',
      resolution: '1080p',
      negative_prompt: 'blur',
      seed: 7,
    })
  })

  test('of keyframes without words leaves the words out', () => {
    expect(inputOf(planned({ ...base, prompt: '' }).request, ['u1', 'u2', 'u3'], 0)).toEqual({
      image_urls: ['u1', 'u2', 'u3'],
      transitions: [{ duration: 3 }, { duration: 5 }],
      resolution: '720p',
      seed: 0,
    })
  })

  test('has the words of the parts and of the board around the shot’s own', () => {
    const template = { ...board.template, style: 'ink wash', safety: 'no text' }
    const shot: Shot = {
      ...base,
      promptParts: { ...base.promptParts, subject: 'grey heron' },
      motion: 'subtle',
      frames: { ...base.frames, gaps: [gap(3, 'fog'), gap(5)] },
    }
    const whole = 'a heron lands. grey heron, ink wash, subtle motion. no text'
    expect(planned(shot, {}, { ...board, template }).request).toMatchObject({
      prompt: whole,
      gaps: [{ prompt: 'fog, ink wash. no text' }, { prompt: whole }],
    })
  })

  test('of elements names shape, length and treatment, which default to the dear ones', () => {
    expect(inputOf(planned(shots.elements).request, ['u1', 'u2'], 7)).toEqual({
      image_urls: ['u1', 'u2'],
      prompt: 'a heron lands',
      ingredients_mode: 'precise',
      aspect_ratio: '16:9',
      duration: 5,
      resolution: '720p',
      seed: 7,
    })
  })

  test('of an image leaves the shape to the picture, and of text names it', () => {
    const common = { prompt: 'a heron lands', duration: 5, resolution: '720p', seed: 7 }
    expect(inputOf(planned(shots.image).request, ['u1'], 7)).toEqual({ ...common, image_url: 'u1' })
    expect(inputOf(planned({ ...shots.text, aspect: '4:5' }).request, [], 7)).toEqual({
      ...common,
      aspect_ratio: '4:5',
    })
  })

  test('sends an empty negative prompt where the user emptied it, and none where nobody touched it', () => {
    expect(inputOf(planned({ ...shots.text, negativePrompt: '' }).request, [], 7)).toHaveProperty(
      'negative_prompt',
      '',
    )
    expect(inputOf(planned(shots.text).request, [], 7)).not.toHaveProperty('negative_prompt')
  })

  test('has its images in the order of the shot, framed or whole as the mode wants', () => {
    const shot: Shot = {
      ...base,
      aspect: '1:1',
      frames: { keyframes: [keyframe(1, 4), { ...keyframe(2, 2), framing: contain }], gaps: [gap(5)] },
    }
    const size = { width: 1080, height: 1080 }
    expect(planned(shot).request.images).toEqual([
      { assetId: assetId(4), preparation: { kind: 'framed', framing: defaultFraming, size } },
      { assetId: assetId(2), preparation: { kind: 'framed', framing: contain, size } },
    ])
    expect(planned(shots.elements).request.images).toEqual([
      { assetId: assetId(2), preparation: { kind: 'whole' } },
      { assetId: assetId(1), preparation: { kind: 'whole' } },
    ])
    expect(planned(shots.image).request.images).toMatchObject([
      { assetId: assetId(3), preparation: { framing: contain } },
    ])
  })

  test('shares its images between draft and final', () => {
    const shot: Shot = { ...base, resolution: '1080p' }
    expect(planned(shot, { quality: 'draft' }).request.images).toEqual(planned(shot).request.images)
  })

  test('is not made with an address too few', () => {
    expect(() => inputOf(planned(base).request, ['u1', 'u2'], 7)).toThrow(RangeError)
  })
})

describe('a draft', () => {
  test.each([
    [dear(shots.frames), 'fal-ai/pika/v2.2/pikaframes'],
    [dear(shots.elements), 'fal-ai/pika/v2.2/pikascenes'],
    [shots.image, 'fal-ai/pika/v2/turbo/image-to-video'],
    [dear(shots.text), 'fal-ai/pika/v2/turbo/text-to-video'],
  ] as const)('of $mode is made at 720p by %s', (shot, endpoint) => {
    expect(draft(shot)).toMatchObject({
      engine: 'fal',
      draftIsRehearsal: false,
      request: { endpoint, resolution: '720p' },
    })
  })

  test.each([
    shots.frames,
    shots.elements,
    { ...shots.text, text: { ...base.text, model: 'turbo' as const } },
  ])('of $mode that would equal the final is a rehearsal, and free', (shot) => {
    expect(draft(shot)).toMatchObject({
      engine: 'rehearsal',
      draftIsRehearsal: true,
      billedSeconds: 0,
      price: { microUsd: 0, source: 'free' },
    })
  })

  test('with the rehearsal engine is a rehearsal that nobody needs to be told of', () => {
    expect(planned(base, { quality: 'draft', engine: 'rehearsal' })).toMatchObject({
      engine: 'rehearsal',
      draftIsRehearsal: false,
    })
  })
})

describe('a plan', () => {
  test('has the price and the length that will be billed', () => {
    const plan = planned(framesShot(1, 2))
    expect(plan).toMatchObject({
      seconds: 2,
      billedSeconds: 5,
      price: { known: true, microUsd: 200_000, source: 'listed' },
    })
    expect(planned({ ...framesShot(1, 5, 6), resolution: '1080p' })).toMatchObject({
      billedSeconds: 11,
      price: { microUsd: 660_000 },
    })
    expect(
      planned({ ...shots.image, image: { ...shots.image.image, model: '2.1', seconds: 10 } }),
    ).toMatchObject({ price: { microUsd: 400_000 } })
  })

  test('goes ahead without a known price, and never calls it nothing', () => {
    const prices = { ...shippedPrices(), prices: [] }
    expect(planned(base, { prices }).price).toEqual({ known: false, tableDate: prices.date })
  })

  test('knows the size of the picture to come', () => {
    expect(planned(shots.text).size).toEqual({ width: 1280, height: 720 })
    expect(planned({ ...base, resolution: '1080p', aspect: '9:16' }).size).toEqual({
      width: 1080,
      height: 1920,
    })
  })

  test('reads in a line', () => {
    expect(describePlan(planned(framesShot(1, 2)))).toBe('Pikaframes 2.2 · 720p · 2 s (billed as 5 s)')
    expect(describePlan(planned(base))).toBe('Pikaframes 2.2 · 720p · 8 s')
    expect(describePlan(planned(base, { engine: 'rehearsal' }))).toBe('Rehearsal · 720p · 8 s')
  })

  test('names endpoints of our own table alone', () => {
    for (const shot of Object.values(shots)) expect(endpointIds).toContain(planned(shot).request.endpoint)
  })
})

describe('the key of a request', () => {
  test('does not depend on the order of members', () => {
    const plan = planned(base)
    const turned = { engine: plan.engine, request: reversed(plan.request) as RenderPlan['request'] }
    expect(Object.keys(turned.request)).not.toEqual(Object.keys(plan.request))
    expect(requestKey(turned, null)).toBe(requestKey(plan, null))
  })

  test('is the same for words that are sent the same, and for titles and notes that are not sent', () => {
    expect(key({ ...base, prompt: 'a  heron lands' })).toBe(key(base))
    expect(key({ ...base, title: 'x', notes: 'y', label: '99', id: shotId(4), action: 'z' })).toBe(key(base))
  })

  test('holds no seed that was drawn, and tells fixed ones apart', () => {
    const keys = [null, 0, 1, seedMax].map((seed) => key({ ...base, seed }))
    expect(new Set(keys).size).toBe(4)
    expect(JSON.parse(keys[0] ?? '')).toMatchObject(['fal', null, {}])
  })

  test('differs for whatever makes another clip', () => {
    const others: Shot[] = [
      base,
      { ...base, prompt: 'a crane lands' },
      { ...base, negativePrompt: '' },
      { ...base, resolution: '1080p' },
      { ...base, aspect: '1:1' },
      { ...base, frames: { ...base.frames, gaps: [gap(5), gap(3)] } },
      { ...base, frames: { ...base.frames, gaps: [gap(3), gap(5, 'fog')] } },
      { ...base, frames: { ...base.frames, keyframes: base.frames.keyframes.toReversed() } },
      {
        ...base,
        frames: {
          ...base.frames,
          keyframes: base.frames.keyframes.map((one) => ({ ...one, framing: contain })),
        },
      },
      shots.elements,
      shots.image,
      shots.text,
      { ...shots.text, text: { model: '2.1', seconds: 5 } },
      { ...shots.text, text: { model: '2.2', seconds: 10 } },
    ]
    const keys = [...others.map((shot) => key(shot)), key(base, { engine: 'rehearsal' })]
    expect(new Set(keys).size).toBe(keys.length)
  })
})
