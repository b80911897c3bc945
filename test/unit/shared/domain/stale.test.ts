import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyPromptParts } from '../../../../shared/domain/board.ts'
import type { Framing, Shot, Take } from '../../../../shared/domain/document.ts'
import { requestFor, requestKey } from '../../../../shared/domain/plan.ts'
import { sha256Of } from '../../../../shared/domain/sha256.ts'
import {
  describeStaleInput,
  staleAgainst,
  staleness,
  type StaleInput,
} from '../../../../shared/domain/stale.ts'
import { arbitraryShot } from './arbitrary.ts'
import { assetId, boardWith, element, framesShot, gap, keyframe, take } from './setting.ts'

const blur: Framing = { fit: 'contain', fill: { kind: 'blur' } }
const crop: Framing = { fit: 'cover', crop: { x: 0, y: 0, width: 0.5, height: 0.5 } }

const base: Shot = {
  ...framesShot(1, 3, 5),
  prompt: 'a heron lands',
  frames: { ...framesShot(1, 3, 5).frames, gaps: [gap(3), gap(5, 'fog')] },
  elements: {
    ...framesShot(1).elements,
    items: [element(1), { ...element(2), role: 'setting' }, element(3)],
  },
  image: { ...framesShot(1).image, picture: { assetId: assetId(1), framing: blur } },
}
const board = boardWith(base)

/** A take of the shot as it is now. */
const takeOf = (shot: Shot, seed = 7, change: Partial<Take> = {}): Take => {
  const made = { ...take(1), seed, ...change }
  const request = requestFor(board, shot, made.quality)
  return { ...made, request, requestHash: sha256Of(requestKey({ engine: made.engine, request }, shot.seed)) }
}

const changed = (shot: Shot, change: Partial<Shot>, document = board) =>
  staleness(document, { ...shot, ...change }, takeOf(shot)).map(describeStaleInput)

const framesWith = (keyframes: Shot['frames']['keyframes'], gaps = base.frames.gaps): Partial<Shot> => ({
  frames: { keyframes, gaps },
})
const elementsWith = (change: Partial<Shot['elements']>): Partial<Shot> => ({
  elements: { ...base.elements, ...change },
})
const [one, two, three] = [keyframe(1), keyframe(2), keyframe(3)]

describe('a take of keyframes', () => {
  test.each<[string, Partial<Shot>, string[]]>([
    ['what is not sent', { title: 'x', notes: 'y', status: 'review', action: 'z' }, []],
    ['the prompt', { prompt: 'a crane lands' }, ['prompt']],
    ['a part of the prompt', { promptParts: { ...emptyPromptParts, camera: 'pan' } }, ['prompt']],
    ['a gap’s words', framesWith(base.frames.keyframes, [gap(3), gap(5, 'mist')]), ['gap 2 prompt']],
    [
      'words for a gap that had the shot’s',
      framesWith(base.frames.keyframes, [gap(3, 'sun'), gap(5, 'fog')]),
      ['gap 1 prompt'],
    ],
    [
      'seconds',
      framesWith(base.frames.keyframes, [gap(4), gap(6, 'fog')]),
      ['gap 1 seconds', 'gap 2 seconds'],
    ],
    ['an image', framesWith([one, two, keyframe(3, 6)]), ['image 3']],
    ['a framing', framesWith([one, two, { ...three, framing: crop }]), ['framing of image 3']],
    ['the order', framesWith([three, two, one]), ['order of images']],
    [
      'order and framing',
      framesWith([three, two, { ...one, framing: blur }]),
      ['order of images', 'framing of image 3'],
    ],
    [
      'a keyframe more',
      framesWith([one, two, three, keyframe(4)], [gap(3), gap(5, 'fog'), gap(1)]),
      ['image 4'],
    ],
    ['a keyframe fewer', framesWith([one, two], [gap(3)]), ['image 3']],
    ['the negative prompt', { negativePrompt: 'blur' }, ['negative prompt']],
    ['the resolution', { resolution: '1080p' }, ['resolution']],
    ['the aspect', { aspect: '1:1' }, ['aspect']],
    ['the mode', { mode: 'elements' }, ['mode']],
    ['a fixed seed', { seed: 8 }, ['seed']],
    ['the seed it has, fixed', { seed: 7 }, []],
  ])('after a change of %s', (_, change, words) => {
    expect(changed(base, change)).toEqual(words)
  })

  test('is stale by the board’s template too', () => {
    expect(changed(base, {}, { ...board, template: { ...board.template, style: 'ink' } })).toEqual([
      'prompt',
      'gap 2 prompt',
    ])
  })
})

describe('a take of elements', () => {
  const elements: Shot = { ...base, mode: 'elements' }

  test.each<[string, Partial<Shot>, string[]]>([
    ['a role', elementsWith({ items: [element(1), element(2), element(3)] }), ['roles']],
    ['the order', elementsWith({ items: base.elements.items.toReversed() }), ['order of images']],
    ['an image', elementsWith({ items: [element(1, 6), ...base.elements.items.slice(1)] }), ['image 1']],
    [
      'image and role',
      elementsWith({ items: [element(1, 6), element(2), element(3)] }),
      ['image 1', 'roles'],
    ],
    ['the treatment', elementsWith({ ingredientsMode: 'creative' }), ['ingredients mode']],
    ['the length', elementsWith({ seconds: 10 }), ['length']],
    ['the aspect', { aspect: '9:16' }, ['aspect']],
  ])('after a change of %s', (_, change, words) => {
    expect(changed(elements, change)).toEqual(words)
  })
})

describe('a take of an image or of words', () => {
  const image: Shot = { ...base, mode: 'image' }
  const text: Shot = { ...base, mode: 'text' }

  test.each<[string, Shot, Partial<Shot>, string[]]>([
    ['the model', image, { image: { ...base.image, model: '2.1' } }, ['model']],
    [
      'the picture',
      image,
      { image: { ...base.image, picture: { assetId: assetId(2), framing: blur } } },
      ['image 1'],
    ],
    [
      'its framing',
      image,
      {
        image: {
          ...base.image,
          picture: {
            assetId: assetId(1),
            framing: { fit: 'contain', fill: { kind: 'colour', colour: '#102030' } },
          },
        },
      },
      ['framing of image 1'],
    ],
    ['a picture that is gone', image, { image: { ...base.image, picture: null } }, ['image 1']],
    [
      'another mode without its picture',
      base,
      { mode: 'image', image: { ...base.image, picture: null } },
      ['mode'],
    ],
    ['length and model', text, { text: { model: 'turbo', seconds: 10 } }, ['model', 'length']],
    ['the aspect', text, { aspect: '9:16' }, ['aspect']],
  ])('after a change of %s', (_, shot, change, words) => {
    expect(changed(shot, change)).toEqual(words)
  })
})

describe('a seed', () => {
  const fixed: Shot = { ...base, seed: 7 }

  test('that counted up within several takes is the shot’s all the same', () => {
    expect(staleness(board, fixed, takeOf(fixed, 8))).toEqual([])
    expect(changed(fixed, { seed: 9, prompt: 'x' })).toEqual(['prompt', 'seed'])
    expect(staleness(board, { ...fixed, prompt: 'x' }, takeOf(fixed, 8))).toEqual([{ what: 'prompt' }])
  })

  test('that was let go of makes no take stale', () => {
    expect(staleness(board, base, takeOf(fixed))).toEqual([])
    expect(staleness(board, base, { ...takeOf(fixed), request: null })).toEqual([])
  })
})

test('a draft is judged as a draft, and a rehearsal by its inputs', () => {
  const dear: Shot = { ...base, resolution: '1080p' }
  expect(staleness(board, dear, takeOf(dear, 7, { quality: 'draft' }))).toEqual([])
  expect(staleness(board, dear, takeOf(dear, 7, { engine: 'rehearsal' }))).toEqual([])
})

test('a take from before requests were kept says no more than that something changed', () => {
  const old = { ...takeOf(base), request: null }
  expect(staleness(board, base, old)).toEqual([])
  expect(staleness(board, { ...base, prompt: 'x' }, old)).toEqual([{ what: 'inputs' }])
  expect(staleness(board, { ...base, seed: 3 }, old)).toEqual([{ what: 'inputs' }])
})

test('a take is up to date with what it was made from, and with nothing that has another fingerprint', () => {
  fc.assert(
    fc.property(arbitraryShot, arbitraryShot, (shot, other) => {
      fc.pre([shot, other].every((some) => some.mode !== 'image' || some.image.picture))
      const made = takeOf(shot, shot.seed ?? 7)
      expect(staleness(board, shot, made)).toEqual([])
      const request = requestFor(board, other, 'final')
      const isSame =
        requestKey({ engine: 'fal', request }, null) ===
        requestKey({ engine: 'fal', request: requestFor(board, shot, 'final') }, null)
      expect(staleAgainst(made, request, null).length === 0).toBe(isSame)
    }),
    { numRuns: 500 },
  )
})

test('every kind of change has words of its own', () => {
  const inputs: StaleInput[] = [
    ...(
      [
        'inputs',
        'mode',
        'model',
        'resolution',
        'aspect',
        'length',
        'prompt',
        'negative-prompt',
        'seed',
      ] as const
    ).map((what) => ({ what })),
    ...(['image-order', 'roles', 'ingredients-mode'] as const).map((what) => ({ what })),
    ...(['image', 'framing', 'gap-prompt', 'gap-seconds'] as const).map((what) => ({ what, number: 2 })),
  ]
  expect(new Set(inputs.map(describeStaleInput)).size).toBe(inputs.length)
})
