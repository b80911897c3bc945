import { recordOf, type BoardDocument, type Shot } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import type { DragItem } from '../dnd/items.ts'
import { board } from '../state/open-board.ts'
import type { Placeable } from './edit-frames.ts'
import { placeableFrom, unframed } from './track-edits.ts'

/** The image that stands for a shot: the first of what it is made from. */
const firstImage = (shot: Shot): Placeable | null => {
  switch (shot.mode) {
    case 'frames':
      return shot.frames.keyframes[0] ?? null
    case 'elements': {
      const [first] = shot.elements.items
      return first ? unframed(first.assetId) : null
    }
    case 'image':
      return shot.image.picture
    case 'text':
      return null
  }
}

const imageOfShot = (document: BoardDocument, shotId: ShotId, to: ShotId): Placeable[] => {
  const shot = recordOf(document.shots, shotId)
  const image = shot && firstImage(shot)
  return image ? [placeableFrom({ assetId: image.assetId, framing: image.framing }, shotId, to)] : []
}

/** The images that something dragged brings to a shot; none where it has none, or is a shot dropped on itself. */
export const imagesFor = (item: DragItem, shotId: ShotId): readonly Placeable[] => {
  switch (item.kind) {
    case 'assets':
      return item.assetIds.map(unframed)
    case 'keyframe':
      return [placeableFrom({ assetId: item.assetId, framing: item.framing }, item.shotId, shotId)]
    case 'element':
      return [unframed(item.assetId)]
    case 'shots':
      return item.shotIds
        .filter((id) => id !== shotId)
        .flatMap((id) => imageOfShot(board().document, id, shotId))
    case 'take':
      return []
  }
}
