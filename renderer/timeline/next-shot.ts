import { createShot, sceneOf } from '../../shared/domain/board.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import type { BoardDocument, Keyframe, Shot } from '../../shared/domain/document.ts'
import { gapSeconds, keyframeCount } from '../../shared/domain/endpoints.ts'
import type { ShotId, SlotId } from '../../shared/domain/ids.ts'
import { labelsAt } from '../../shared/domain/labels.ts'
import type { Placeable } from './edit-frames.ts'

/**
 * A shot of keyframes right behind `shot`, that begins with `first` and goes on with `images` (as many as it takes), in
 * the look of the shot before it. Null where the shot is on no scene.
 */
export const nextShot = (
  document: BoardDocument,
  shot: Shot,
  first: Placeable,
  images: readonly Placeable[],
  ids: { readonly shot: () => ShotId; readonly slot: () => SlotId },
): (UserCommand & { type: 'shot.add' }) | null => {
  const sceneId = sceneOf(document, shot.id)
  const place = sceneId === undefined ? -1 : (document.scenes[sceneId]?.shotIds.indexOf(shot.id) ?? -1)
  if (sceneId === undefined || place === -1) return null
  const index = place + 1
  const [label] = labelsAt(document, { sceneId, index }, 1)
  if (label === undefined) return null
  const keyframes = [first, ...images]
    .slice(0, keyframeCount.max)
    .map(({ assetId, framing }): Keyframe => ({ id: ids.slot(), assetId, framing }))
  const begun = createShot(ids.shot(), label)
  return {
    type: 'shot.add',
    sceneId,
    index,
    shot: {
      ...begun,
      mode: 'frames',
      resolution: shot.resolution,
      aspect: shot.aspect,
      negativePrompt: shot.negativePrompt,
      promptParts: { ...begun.promptParts, style: shot.promptParts.style },
      frames: {
        keyframes,
        gaps: keyframes.slice(1).map(() => ({ seconds: gapSeconds.default, prompt: '' })),
      },
    },
  }
}
