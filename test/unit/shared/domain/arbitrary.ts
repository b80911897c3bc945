import * as fc from 'fast-check'
import { createShot, shotsInOrder } from '../../../../shared/domain/board.ts'
import type { Command } from '../../../../shared/domain/commands.ts'
import {
  defaultFraming,
  elementRoles,
  motions,
  shotStatuses,
  type BoardDocument,
  type Framing,
  type PromptParts,
  type Shot,
  type Template,
} from '../../../../shared/domain/document.ts'
import {
  aspects,
  clipSeconds,
  ingredientsModes,
  models,
  resolutions,
  seedMax,
  shotModes,
} from '../../../../shared/domain/endpoints.ts'
import { renumbering } from '../../../../shared/domain/labels.ts'
import {
  asset,
  assetId,
  element,
  gap,
  jobId,
  keyframe,
  sceneId,
  shotId,
  slotId,
  take,
  takeId,
} from './setting.ts'

/** Text as people and pasted pages bring it: mostly words, sometimes nothing, sometimes what no prompt should hold. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('a heron lands', 'storm light, 35 mm', 'Nacht über dem Meer', '鷺が降りる 🦩'),
  },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n\t', '\u0000', 'x'.repeat(2500), 'x'.repeat(2501)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)

// Mostly empty, since a shot whose every part is long could seldom be sent.
const arbitraryBlock = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('slow push-in', 'muted blues.', ', 35 mm', '“Hold on!”', '.5 stops'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)

/** Prompt parts, of which most say nothing. */
export const arbitraryParts: fc.Arbitrary<PromptParts> = fc.record({
  subject: arbitraryBlock,
  scene: arbitraryBlock,
  action: arbitraryBlock,
  camera: arbitraryBlock,
  style: arbitraryBlock,
  constraints: arbitraryBlock,
})

/** A template, of which most says nothing. */
export const arbitraryTemplate: fc.Arbitrary<Template> = fc.record({
  style: arbitraryBlock,
  camera: arbitraryBlock,
  quality: arbitraryBlock,
  safety: arbitraryBlock,
})

const arbitraryFraming: fc.Arbitrary<Framing> = fc.oneof(
  fc.constant(defaultFraming),
  fc.constant({ fit: 'cover', crop: { x: 0.25, y: 0, width: 0.5, height: 1 } } as const),
  fc.constant({ fit: 'contain', fill: { kind: 'blur' } } as const),
  fc.constant({ fit: 'contain', fill: { kind: 'colour', colour: '#102030' } } as const),
)

// Images 1 to 6 are on every board of `boardWith`; 7 is not.
const arbitraryImage = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 1, max: 6 }) },
  { weight: 1, arbitrary: fc.constant(7) },
)

const arbitraryFrames: fc.Arbitrary<Shot['frames']> = fc
  .tuple(
    fc.array(fc.record({ image: arbitraryImage, framing: arbitraryFraming }), { maxLength: 5 }),
    fc.array(
      fc.record({
        seconds: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 25 })),
        prompt: arbitraryText,
      }),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
  )
  .map(([posts, gaps, surplus]) => ({
    keyframes: posts.map(({ image, framing }, at) => ({ ...keyframe(at, image), framing })),
    gaps: gaps.slice(0, Math.max(0, posts.length - 1 + surplus)),
  }))

/** Any shot that the document's schema allows, whether or not it can be rendered. */
export const arbitraryShot: fc.Arbitrary<Shot> = fc
  .record({
    mode: fc.constantFrom(...shotModes),
    prompt: arbitraryText,
    promptParts: arbitraryParts,
    motion: fc.option(fc.constantFrom(...motions)),
    status: fc.constantFrom(...shotStatuses),
    labelLocked: fc.boolean(),
    negativePrompt: fc.option(arbitraryText),
    resolution: fc.constantFrom(...resolutions),
    seed: fc.option(fc.constantFrom(0, 7, seedMax)),
    aspect: fc.option(fc.constantFrom(...aspects)),
    frames: arbitraryFrames,
    elements: fc.record({
      items: fc
        .array(fc.record({ image: arbitraryImage, role: fc.constantFrom(...elementRoles) }), { maxLength: 5 })
        .map((items) => items.map(({ image, role }, at) => ({ ...element(at, image), role }))),
      ingredientsMode: fc.constantFrom(...ingredientsModes),
      seconds: fc.constantFrom(...clipSeconds),
    }),
    image: fc.record({
      picture: fc.option(fc.record({ assetId: arbitraryImage.map(assetId), framing: arbitraryFraming }), {
        freq: 20,
      }),
      model: fc.constantFrom(...models),
      seconds: fc.constantFrom(...clipSeconds),
    }),
    text: fc.record({ model: fc.constantFrom(...models), seconds: fc.constantFrom(...clipSeconds) }),
  })
  .map((fields) => Object.assign(createShot(shotId(1), '10'), fields))

/** The raw material of one command: `commandFrom` makes it fit the document at hand. */
export interface Choice {
  readonly type: Command['type']
  readonly one: number
  readonly two: number
  readonly text: string
  readonly seconds: number
  readonly clip: 5 | 10
  readonly shot: Shot
}

const commandTypes = [
  'project.edit',
  'template.edit',
  'scene.add',
  'scene.edit',
  'scene.move',
  'scene.remove',
  'scene.split',
  'scene.merge',
  'shot.add',
  'shot.edit',
  'shot.move',
  'shot.remove',
  'shots.add',
  'shots.edit',
  'shots.move',
  'shots.remove',
  'shots.relabel',
  'keyframe.insert',
  'keyframe.edit',
  'keyframe.move',
  'keyframe.remove',
  'gap.edit',
  'gap.roll',
  'frames.set',
  'element.insert',
  'element.edit',
  'element.move',
  'element.remove',
  'elements.set',
  'elements.edit',
  'image.setPicture',
  'image.edit',
  'text.edit',
  'asset.add',
  'asset.rename',
  'asset.replace',
  'asset.remove',
  'take.add',
  'take.circle',
  'take.mark',
] as const satisfies readonly Command['type'][]

/** A choice among all commands, or among those of these types. */
export const arbitraryChoice = (types: readonly Command['type'][] = commandTypes): fc.Arbitrary<Choice> =>
  fc.record({
    type: fc.constantFrom(...types),
    one: fc.nat(5),
    two: fc.nat(5),
    text: arbitraryText,
    seconds: fc.integer({ min: 1, max: 25 }),
    clip: fc.constantFrom(...clipSeconds),
    shot: arbitraryShot,
  })

/** A command for this document. Most name records that exist and places that may; some are refused, as they should be. */
export const commandFrom = (document: BoardDocument, choice: Choice): Command => {
  const { type, one, two, text, seconds, clip } = choice
  const pick = <Id extends string>(records: Record<Id, unknown>, otherwise: Id): Id => {
    const ids = Object.keys(records) as Id[]
    return ids[(one * 7 + two) % Math.max(1, ids.length)] ?? otherwise
  }
  const shot = pick(document.shots, shotId(99))
  const scene = pick(document.scenes, sceneId(99))
  const shotIds = shotsInOrder(document)
    .map(({ id }) => id)
    .filter((_, at) => (at + one) % 3 !== 0)
    .toReversed()
  const someIds = shotIds.length > 0 ? shotIds : [shot]
  const { mode, resolution, seed, aspect, negativePrompt, image } = choice.shot
  switch (type) {
    case 'project.edit':
      return one % 2 ? { type, title: text } : { type, aspect: aspect ?? '16:9' }
    case 'template.edit':
      return one % 2 ? { type, style: text, safety: 'no text' } : { type, camera: text, quality: '' }
    case 'scene.add':
      return { type, scene: { id: sceneId(two + 2), title: text, shotIds: [] }, index: one }
    case 'scene.edit':
      return { type, sceneId: scene, title: text }
    case 'scene.move':
      return { type, sceneId: scene, index: two }
    case 'scene.remove':
      return { type, sceneId: scene }
    case 'scene.split':
      return { type, sceneId: scene, at: two, newSceneId: sceneId(one + 2), title: text }
    case 'scene.merge':
      return { type, sceneId: scene }
    case 'shot.add':
      return {
        type,
        shot: { ...choice.shot, id: shotId(one + 2), label: String((two + 2) * 10) },
        sceneId: scene,
        index: two,
      }
    case 'shot.edit':
      return {
        type,
        shotId: shot,
        fields:
          one % 2
            ? { prompt: text, negativePrompt, seed, promptParts: { camera: text }, labelLocked: two === 0 }
            : { mode, resolution, aspect, label: String(two * 10 || 5) },
      }
    case 'shots.add':
      return {
        type,
        shots: [
          { ...choice.shot, id: shotId(one + two + 2), label: `${two + 2}A` },
          { ...choice.shot, id: shotId(one + two + 3), label: `${two + 2}b` },
        ],
        sceneId: scene,
        index: two,
      }
    case 'shots.edit':
      return {
        type,
        shotIds: someIds,
        fields: { status: 'review', resolution, promptParts: { style: text } },
      }
    case 'shots.move':
      return { type, shotIds: someIds, sceneId: scene, index: two }
    case 'shots.remove':
      return { type, shotIds: someIds }
    case 'shots.relabel':
      return {
        type,
        labels:
          one % 2
            ? renumbering(document)
            : Object.fromEntries(someIds.map((id, at) => [id, String((at + two) * 10 + 5)])),
      }
    case 'shot.move':
      return { type, shotId: shot, sceneId: scene, index: two }
    case 'shot.remove':
      return { type, shotId: shot }
    case 'keyframe.insert':
      return {
        type,
        shotId: shot,
        index: one,
        keyframe: keyframe(seconds, two + 1),
        gap: gap(Math.ceil(seconds / 3), text),
      }
    case 'keyframe.edit':
      return { type, shotId: shot, index: one, assetId: assetId(two + 1) }
    case 'keyframe.move':
    case 'element.move':
      return { type, shotId: shot, from: one, to: two }
    case 'keyframe.remove':
    case 'element.remove':
      return { type, shotId: shot, index: one }
    case 'gap.edit':
      return two % 2
        ? { type, shotId: shot, index: one, seconds }
        : { type, shotId: shot, index: one, prompt: text }
    case 'gap.roll':
      return { type, shotId: shot, index: two % 3, seconds }
    case 'frames.set':
      return { type, shotId: shot, ...choice.shot.frames }
    case 'elements.set':
      return { type, shotId: shot, items: choice.shot.elements.items }
    case 'element.insert':
      return {
        type,
        shotId: shot,
        index: one,
        element: { ...element(seconds, two + 1), id: slotId(seconds) },
      }
    case 'element.edit':
      return { type, shotId: shot, index: one, role: elementRoles[two % 4] ?? 'prop' }
    case 'elements.edit':
      return one % 2
        ? { type, shotId: shot, seconds: clip }
        : { type, shotId: shot, ingredientsMode: 'creative' }
    case 'image.setPicture':
      return { type, shotId: shot, picture: image.picture }
    case 'image.edit':
    case 'text.edit':
      return { type, shotId: shot, model: image.model, seconds: clip }
    case 'asset.add':
      return { type, asset: asset(two + 5) }
    case 'asset.rename':
      return { type, assetId: assetId(two + 1), name: text.slice(0, 20) }
    case 'asset.replace':
      return { type, assetId: assetId(one + 1), byAssetId: assetId(two + 1) }
    case 'asset.remove':
      return { type, assetId: assetId(two + 4) }
    case 'take.add':
      return { type, take: { ...take(one * 6 + two + 1), jobId: jobId(one), shotId: shot } }
    case 'take.circle':
      return { type, shotId: shot, takeId: two === 0 ? null : pick(document.takes, takeId(99)) }
    case 'take.mark':
      return {
        type,
        takeId: pick(document.takes, takeId(99)),
        ...(one % 2 ? { binned: two % 2 === 0 } : { name: text, note: '' }),
      }
  }
}
