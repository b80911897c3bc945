import { assertNever } from '../errors.ts'
import { elementCount, gapSeconds, gapSecondsTotal, keyframeCount } from './endpoints.ts'

/** Why a command cannot be carried out. Nothing has changed. */
export type Refusal =
  | {
      readonly reason: 'unknown'
      readonly what: 'scene' | 'shot' | 'asset' | 'take' | 'keyframe' | 'gap' | 'element'
    }
  | { readonly reason: 'exists'; readonly what: 'scene' | 'shot' | 'asset' | 'take' }
  | { readonly reason: 'index-out-of-range' }
  | { readonly reason: 'label-taken'; readonly label: string }
  | { readonly reason: 'label-locked'; readonly label: string }
  | { readonly reason: 'scene-not-empty' }
  | { readonly reason: 'no-scene-before' }
  | { readonly reason: 'too-many-keyframes' }
  | { readonly reason: 'too-many-elements' }
  | { readonly reason: 'over-25-seconds'; readonly seconds: number }
  | { readonly reason: 'gap-too-short' }
  | { readonly reason: 'gap-count' }
  | { readonly reason: 'asset-in-use'; readonly labels: readonly string[] }
  | { readonly reason: 'take-of-another-shot' }
  | { readonly reason: 'take-binned' }

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
    case 'label-locked':
      return `The label ${refusal.label} is locked; unlock it first.`
    case 'scene-not-empty':
      return 'The scene still has shots; move or remove them first.'
    case 'no-scene-before':
      return 'The first scene has none before it that it could join.'
    case 'too-many-keyframes':
      return `A shot takes at most ${keyframeCount.max} keyframes; start the next shot with this image.`
    case 'too-many-elements':
      return `A shot takes at most ${elementCount.max} elements.`
    case 'over-25-seconds':
      return `The gaps would add up to ${refusal.seconds} s; a shot lasts at most ${gapSecondsTotal} s.`
    case 'gap-too-short':
      return `The next gap would be shorter than ${gapSeconds.min} s.`
    case 'gap-count':
      return 'A shot has exactly one gap fewer than keyframes.'
    case 'asset-in-use':
      return `The image is used in shot ${refusal.labels.join(', ')}; take it out there first.`
    case 'take-of-another-shot':
      return 'That take was made for another shot.'
    case 'take-binned':
      return 'That take is in the bin; bring it back first.'
    default:
      return assertNever(refusal)
  }
}
