import { applyPatches, createDraft, enablePatches, finishDraft, type Draft, type Patch } from 'immer'
import { assertNever } from '../errors.ts'
import { gapSecondsTotal, keyframeCount, elementCount } from './endpoints.ts'
import { recordOf, type BoardDocument, type Gap, type Scene, type Shot } from './document.ts'
import type { AssetId, SceneId, ShotId } from './ids.ts'
import type { Command } from './commands.ts'

// Immer keeps patches in an opt-in part; this only registers it.
enablePatches()

/** Why a command cannot be carried out. Nothing has changed. */
export type Refusal =
  | {
      readonly reason: 'unknown'
      readonly what: 'scene' | 'shot' | 'asset' | 'take' | 'keyframe' | 'gap' | 'element'
    }
  | { readonly reason: 'exists'; readonly what: 'scene' | 'shot' | 'asset' | 'take' }
  | { readonly reason: 'index-out-of-range' }
  | { readonly reason: 'label-taken'; readonly label: string }
  | { readonly reason: 'scene-not-empty' }
  | { readonly reason: 'too-many-keyframes' }
  | { readonly reason: 'too-many-elements' }
  | { readonly reason: 'over-25-seconds'; readonly seconds: number }
  | { readonly reason: 'gap-count' }
  | { readonly reason: 'asset-in-use'; readonly labels: readonly string[] }
  | { readonly reason: 'take-of-another-shot' }

/** A refusal as a sentence. */
export const describeRefusal = (refusal: Refusal): string => {
  switch (refusal.reason) {
    case 'unknown':
      return `There is no such ${refusal.what} on the board.`
    case 'exists':
      return `The board already has this ${refusal.what}.`
    case 'index-out-of-range':
      return 'That place in the list does not exist.'
    case 'label-taken':
      return `Another shot is already labelled ${refusal.label}; choose another label.`
    case 'scene-not-empty':
      return 'The scene still has shots; move or remove them first.'
    case 'too-many-keyframes':
      return `A shot takes at most ${keyframeCount.max} keyframes; start the next shot with this image.`
    case 'too-many-elements':
      return `A shot takes at most ${elementCount.max} elements.`
    case 'over-25-seconds':
      return `The gaps would add up to ${refusal.seconds} s; a shot lasts at most ${gapSecondsTotal} s.`
    case 'gap-count':
      return 'A shot has exactly one gap fewer than keyframes.'
    case 'asset-in-use':
      return `The image is used in shot ${refusal.labels.join(', ')}; take it out there first.`
    case 'take-of-another-shot':
      return 'That take was made for another shot.'
    default:
      return assertNever(refusal)
  }
}

/** The next document with the patches that lead to it and back, or the refusal. */
export type Reduction =
  | {
      readonly ok: true
      readonly document: BoardDocument
      readonly patches: Patch[]
      readonly inverse: Patch[]
    }
  | { readonly ok: false; readonly refusal: Refusal }

/** Carries out one command. Pure: the document that is passed in stays as it was. */
export const reduce = (document: BoardDocument, command: Command): Reduction => {
  const draft = createDraft(document)
  const refusal = carryOut(draft, command, document)
  if (refusal) return { ok: false, refusal }
  let patches: Patch[] = []
  let inverse: Patch[] = []
  const next = finishDraft(draft, (forward, backward) => {
    patches = forward
    inverse = backward
  })
  return { ok: true, document: next, patches, inverse }
}

/** Applies patches that `reduce` produced for this very document. */
export const patchDocument = (document: BoardDocument, patches: readonly Patch[]): BoardDocument =>
  applyPatches(document, patches)

type DraftDocument = Draft<BoardDocument>

const unknown = (what: (Refusal & { reason: 'unknown' })['what']): Refusal => ({ reason: 'unknown', what })
const outOfRange: Refusal = { reason: 'index-out-of-range' }

// Searches read `document`: looking through the draft would make a draft of every record.
const carryOut = (draft: DraftDocument, command: Command, document: BoardDocument): Refusal | undefined => {
  switch (command.type) {
    case 'project.edit':
      if (command.title !== undefined) draft.title = command.title
      if (command.aspect !== undefined) draft.aspect = command.aspect
      return undefined

    case 'scene.add':
      if (draft.scenes[command.scene.id]) return { reason: 'exists', what: 'scene' }
      if (command.scene.shotIds.length > 0) return unknown('shot')
      if (command.index > draft.sceneIds.length) return outOfRange
      draft.scenes[command.scene.id] = command.scene
      draft.sceneIds.splice(command.index, 0, command.scene.id)
      return undefined
    case 'scene.edit':
      return withScene(draft, command.sceneId, (scene) => {
        scene.title = command.title
      })
    case 'scene.move':
      return withScene(draft, command.sceneId, () => {
        if (command.index >= draft.sceneIds.length) return outOfRange
        draft.sceneIds.splice(draft.sceneIds.indexOf(command.sceneId), 1)
        draft.sceneIds.splice(command.index, 0, command.sceneId)
        return undefined
      })
    case 'scene.remove':
      return withScene(draft, command.sceneId, (scene) => {
        if (scene.shotIds.length > 0) return { reason: 'scene-not-empty' }
        draft.sceneIds.splice(draft.sceneIds.indexOf(command.sceneId), 1)
        delete draft.scenes[command.sceneId]
        return undefined
      })

    case 'shot.add':
      return addShot(draft, command, document)
    case 'shot.edit':
      return withShot(draft, command.shotId, (shot) => {
        const { label } = command.fields
        if (label !== undefined && label !== shot.label && labelTaken(document, label))
          return { reason: 'label-taken', label }
        Object.assign(shot, definedFields(command.fields))
        return undefined
      })
    case 'shot.move':
      return withShot(draft, command.shotId, () =>
        withScene(draft, command.sceneId, (target) => {
          const sourceId = sceneOf(document, command.shotId)
          const source = sourceId && draft.scenes[sourceId]
          if (!source) return unknown('scene')
          const room = source.id === target.id ? target.shotIds.length - 1 : target.shotIds.length
          if (command.index > room) return outOfRange
          source.shotIds.splice(source.shotIds.indexOf(command.shotId), 1)
          target.shotIds.splice(command.index, 0, command.shotId)
          return undefined
        }),
      )
    case 'shot.remove':
      return withShot(draft, command.shotId, () => {
        const sceneId = sceneOf(document, command.shotId)
        const scene = sceneId && draft.scenes[sceneId]
        scene?.shotIds.splice(scene.shotIds.indexOf(command.shotId), 1)
        delete draft.shots[command.shotId]
      })

    case 'keyframe.insert':
      return withShot(draft, command.shotId, ({ frames }) => {
        if (frames.keyframes.length >= keyframeCount.max) return { reason: 'too-many-keyframes' }
        if (command.index > frames.keyframes.length) return outOfRange
        if (!recordOf(draft.assets, command.keyframe.assetId)) return unknown('asset')
        const first = frames.keyframes.length === 0
        const seconds = totalSeconds(frames.gaps) + (first ? 0 : command.gap.seconds)
        if (seconds > gapSecondsTotal) return { reason: 'over-25-seconds', seconds }
        frames.keyframes.splice(command.index, 0, command.keyframe)
        // The new gap leads to the new keyframe, or away from it where it is the first.
        if (!first) frames.gaps.splice(Math.max(0, command.index - 1), 0, command.gap)
        return undefined
      })
    case 'keyframe.edit':
      return withShot(draft, command.shotId, ({ frames }) => {
        const keyframe = frames.keyframes[command.index]
        if (!keyframe) return unknown('keyframe')
        if (command.assetId !== undefined && !recordOf(draft.assets, command.assetId)) return unknown('asset')
        Object.assign(keyframe, definedFields({ assetId: command.assetId, framing: command.framing }))
        return undefined
      })
    case 'keyframe.move':
      // Gaps keep their place in time: it is the images that change places.
      return withShot(draft, command.shotId, ({ frames }) =>
        moveWithin(frames.keyframes, command.from, command.to),
      )
    case 'keyframe.remove':
      return withShot(draft, command.shotId, ({ frames }) => {
        if (!frames.keyframes[command.index]) return unknown('keyframe')
        frames.keyframes.splice(command.index, 1)
        if (frames.gaps.length > 0) frames.gaps.splice(Math.max(0, command.index - 1), 1)
        return undefined
      })
    case 'gap.edit':
      return withShot(draft, command.shotId, ({ frames }) => {
        const gap = frames.gaps[command.index]
        if (!gap) return unknown('gap')
        const seconds = totalSeconds(frames.gaps) - gap.seconds + (command.seconds ?? gap.seconds)
        if (seconds > gapSecondsTotal) return { reason: 'over-25-seconds', seconds }
        Object.assign(gap, definedFields({ seconds: command.seconds, prompt: command.prompt }))
        return undefined
      })

    case 'element.insert':
      return withShot(draft, command.shotId, ({ elements }) => {
        if (elements.items.length >= elementCount.max) return { reason: 'too-many-elements' }
        if (command.index > elements.items.length) return outOfRange
        if (!recordOf(draft.assets, command.element.assetId)) return unknown('asset')
        elements.items.splice(command.index, 0, command.element)
        return undefined
      })
    case 'element.edit':
      return withShot(draft, command.shotId, ({ elements }) => {
        const element = elements.items[command.index]
        if (!element) return unknown('element')
        if (command.assetId !== undefined && !recordOf(draft.assets, command.assetId)) return unknown('asset')
        Object.assign(element, definedFields({ assetId: command.assetId, role: command.role }))
        return undefined
      })
    case 'element.move':
      return withShot(draft, command.shotId, ({ elements }) =>
        moveWithin(elements.items, command.from, command.to),
      )
    case 'element.remove':
      return withShot(draft, command.shotId, ({ elements }) => {
        if (!elements.items[command.index]) return unknown('element')
        elements.items.splice(command.index, 1)
        return undefined
      })
    case 'elements.edit':
      return withShot(draft, command.shotId, ({ elements }) => {
        Object.assign(
          elements,
          definedFields({ ingredientsMode: command.ingredientsMode, seconds: command.seconds }),
        )
      })

    case 'image.setPicture':
      return withShot(draft, command.shotId, ({ image }) => {
        if (command.picture && !recordOf(draft.assets, command.picture.assetId)) return unknown('asset')
        image.picture = command.picture
        return undefined
      })
    case 'image.edit':
      return withShot(draft, command.shotId, ({ image }) => {
        Object.assign(image, definedFields({ model: command.model, seconds: command.seconds }))
      })
    case 'text.edit':
      return withShot(draft, command.shotId, ({ text }) => {
        Object.assign(text, definedFields({ model: command.model, seconds: command.seconds }))
      })

    case 'asset.add':
      if (draft.assets[command.asset.id]) return { reason: 'exists', what: 'asset' }
      draft.assets[command.asset.id] = command.asset
      return undefined
    case 'asset.rename': {
      const asset = recordOf(draft.assets, command.assetId)
      if (!asset) return unknown('asset')
      asset.name = command.name
      return undefined
    }
    case 'asset.remove': {
      if (!recordOf(draft.assets, command.assetId)) return unknown('asset')
      const labels = Object.values(document.shots)
        .filter((shot) => assetsOf(shot).includes(command.assetId))
        .map((shot) => shot.label)
      if (labels.length > 0) return { reason: 'asset-in-use', labels }
      delete draft.assets[command.assetId]
      return undefined
    }

    case 'take.add':
      if (draft.takes[command.take.id]) return { reason: 'exists', what: 'take' }
      draft.takes[command.take.id] = command.take
      return undefined
    case 'take.circle':
      return withShot(draft, command.shotId, (shot) => {
        if (command.takeId !== null) {
          const take = recordOf(draft.takes, command.takeId)
          if (!take) return unknown('take')
          if (take.shotId !== command.shotId) return { reason: 'take-of-another-shot' }
        }
        shot.circledTakeId = command.takeId
        return undefined
      })
    default:
      return assertNever(command)
  }
}

const withScene = (
  draft: DraftDocument,
  id: SceneId,
  act: (scene: Draft<Scene>) => Refusal | undefined | void,
): Refusal | undefined => {
  const scene = recordOf(draft.scenes, id)
  return scene ? (act(scene) ?? undefined) : unknown('scene')
}

const withShot = (
  draft: DraftDocument,
  id: ShotId,
  act: (shot: Draft<Shot>) => Refusal | undefined | void,
): Refusal | undefined => {
  const shot = recordOf(draft.shots, id)
  return shot ? (act(shot) ?? undefined) : unknown('shot')
}

const addShot = (
  draft: DraftDocument,
  { shot, sceneId, index }: Command & { type: 'shot.add' },
  document: BoardDocument,
): Refusal | undefined => {
  if (document.shots[shot.id]) return { reason: 'exists', what: 'shot' }
  if (labelTaken(document, shot.label)) return { reason: 'label-taken', label: shot.label }
  if (!assetsOf(shot).every((id) => recordOf(document.assets, id))) return unknown('asset')
  if (shot.circledTakeId !== null) return unknown('take')
  const { keyframes, gaps } = shot.frames
  if (gaps.length !== Math.max(0, keyframes.length - 1)) return { reason: 'gap-count' }
  if (totalSeconds(gaps) > gapSecondsTotal) return { reason: 'over-25-seconds', seconds: totalSeconds(gaps) }
  return withScene(draft, sceneId, (scene) => {
    if (index > scene.shotIds.length) return outOfRange
    draft.shots[shot.id] = shot
    scene.shotIds.splice(index, 0, shot.id)
    return undefined
  })
}

const moveWithin = (list: unknown[], from: number, to: number): Refusal | undefined => {
  if (from >= list.length || to >= list.length) return outOfRange
  list.splice(to, 0, ...list.splice(from, 1))
  return undefined
}

const labelTaken = (document: BoardDocument, label: string) =>
  Object.values(document.shots).some((shot) => shot.label.toLowerCase() === label.toLowerCase())

/** The scene that a shot stands in. */
export const sceneOf = (document: BoardDocument, id: ShotId): SceneId | undefined =>
  document.sceneIds.find((sceneId) => document.scenes[sceneId]?.shotIds.includes(id))

const definedFields = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The sum of a shot's gaps, in seconds. */
export const totalSeconds = (gaps: readonly Gap[]): number => gaps.reduce((sum, gap) => sum + gap.seconds, 0)

/** Every asset that a shot holds, in all of its modes. */
export const assetsOf = (shot: Shot): AssetId[] => [
  ...shot.frames.keyframes.map((keyframe) => keyframe.assetId),
  ...shot.elements.items.map((element) => element.assetId),
  ...(shot.image.picture ? [shot.image.picture.assetId] : []),
]
