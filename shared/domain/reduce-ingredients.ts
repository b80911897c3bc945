import { assertNever } from '../errors.ts'
import { totalSeconds } from './board.ts'
import type { Command } from './commands.ts'
import { recordOf } from './document.ts'
import { moveWithin, outOfRange, setFields, unknown, withShot, type DraftDocument } from './drafting.ts'
import { elementCount, gapSeconds, gapSecondsTotal, keyframeCount } from './endpoints.ts'
import type { AssetId } from './ids.ts'
import { refusalOfFrames } from './reduce-shots.ts'
import type { Refusal } from './refusals.ts'

/** Commands on what one shot is made of: keyframes and gaps, elements, its picture, its models and lengths. */
export type IngredientCommand = Extract<
  Command,
  {
    type:
      | `keyframe.${string}`
      | `gap.${string}`
      | `frames.${string}`
      | `element.${string}`
      | `elements.${string}`
      | `image.${string}`
      | `text.${string}`
  }
>

/** Carries out a command on the ingredients of a shot. */
export const changeIngredients = (draft: DraftDocument, command: IngredientCommand): Refusal | undefined => {
  const known = (assetId: AssetId) => recordOf(draft.assets, assetId) !== undefined
  switch (command.type) {
    case 'keyframe.insert':
      return withShot(draft, command.shotId, ({ frames }) => {
        if (frames.keyframes.length >= keyframeCount.max) return { reason: 'too-many-keyframes' }
        if (command.index > frames.keyframes.length) return outOfRange
        if (!known(command.keyframe.assetId)) return unknown('asset')
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
        if (command.assetId !== undefined && !known(command.assetId)) return unknown('asset')
        setFields(keyframe, { assetId: command.assetId, framing: command.framing })
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
        setFields(gap, { seconds: command.seconds, prompt: command.prompt })
        return undefined
      })

    case 'gap.roll':
      return withShot(draft, command.shotId, ({ frames }) => {
        const gap = frames.gaps[command.index]
        const next = frames.gaps[command.index + 1]
        if (!gap || !next) return unknown('gap')
        const left = gap.seconds + next.seconds - command.seconds
        if (left < gapSeconds.min) return { reason: 'gap-too-short' }
        gap.seconds = command.seconds
        next.seconds = left
        return undefined
      })
    case 'frames.set':
      return withShot(draft, command.shotId, (shot) => {
        const { keyframes, gaps } = command
        if (keyframes.length > keyframeCount.max) return { reason: 'too-many-keyframes' }
        if (!keyframes.every((keyframe) => known(keyframe.assetId))) return unknown('asset')
        const refusal = refusalOfFrames(command)
        if (!refusal) shot.frames = { keyframes, gaps }
        return refusal
      })

    case 'element.insert':
      return withShot(draft, command.shotId, ({ elements }) => {
        if (elements.items.length >= elementCount.max) return { reason: 'too-many-elements' }
        if (command.index > elements.items.length) return outOfRange
        if (!known(command.element.assetId)) return unknown('asset')
        elements.items.splice(command.index, 0, command.element)
        return undefined
      })
    case 'element.edit':
      return withShot(draft, command.shotId, ({ elements }) => {
        const element = elements.items[command.index]
        if (!element) return unknown('element')
        if (command.assetId !== undefined && !known(command.assetId)) return unknown('asset')
        setFields(element, { assetId: command.assetId, role: command.role })
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
    case 'elements.set':
      return withShot(draft, command.shotId, ({ elements }) => {
        if (command.items.length > elementCount.max) return { reason: 'too-many-elements' }
        if (!command.items.every((element) => known(element.assetId))) return unknown('asset')
        elements.items = command.items
        return undefined
      })
    case 'elements.edit':
      return withShot(draft, command.shotId, ({ elements }) => {
        setFields(elements, { ingredientsMode: command.ingredientsMode, seconds: command.seconds })
      })

    case 'image.setPicture':
      return withShot(draft, command.shotId, ({ image }) => {
        if (command.picture && !known(command.picture.assetId)) return unknown('asset')
        image.picture = command.picture
        return undefined
      })
    case 'image.edit':
      return withShot(draft, command.shotId, ({ image }) => {
        setFields(image, { model: command.model, seconds: command.seconds })
      })
    case 'text.edit':
      return withShot(draft, command.shotId, ({ text }) => {
        setFields(text, { model: command.model, seconds: command.seconds })
      })
    default:
      return assertNever(command)
  }
}
