import { NativeTypes } from 'react-dnd-html5-backend'
import type { ElementRole, Framing } from '../../shared/domain/document.ts'
import type { AssetId, ShotId, TakeId } from '../../shared/domain/ids.ts'

/**
 * What can be dragged in the window, by pointer or by keys. `kind` is also the type that react-dnd knows it by, so that
 * a place says what it accepts in the same words for both.
 */

/** How a dragged thing looks under the pointer, and what it is called when it is announced. */
export interface DragLook {
  /** Address of a picture; null shows the words alone. */
  readonly picture: string | null
  /** `Shot 20`, `3 images`. */
  readonly words: string
  readonly count: number
}

/** Images of the library. */
export interface AssetsDrag {
  readonly kind: 'assets'
  readonly assetIds: readonly AssetId[]
  readonly look: DragLook
}

/** Shots of the board, in its order. */
export interface ShotsDrag {
  readonly kind: 'shots'
  readonly shotIds: readonly ShotId[]
  readonly look: DragLook
}

/** A keyframe of a shot. */
export interface KeyframeDrag {
  readonly kind: 'keyframe'
  readonly shotId: ShotId
  readonly index: number
  readonly assetId: AssetId
  readonly framing: Framing
  readonly look: DragLook
}

/** An element of a shot. */
export interface ElementDrag {
  readonly kind: 'element'
  readonly shotId: ShotId
  readonly index: number
  readonly assetId: AssetId
  readonly role: ElementRole
  readonly look: DragLook
}

/** A take. */
export interface TakeDrag {
  readonly kind: 'take'
  readonly takeId: TakeId
  readonly shotId: ShotId
  readonly look: DragLook
}

export type DragItem = AssetsDrag | ShotsDrag | KeyframeDrag | ElementDrag | TakeDrag
export type DragKind = DragItem['kind']

/** The type of files that are dragged in from the desktop. */
export const desktopFiles = NativeTypes.FILE

/** Files from the desktop. They can be read only once they are dropped, and `items` only within the drop itself. */
export interface DesktopFilesDrag {
  readonly files?: readonly File[]
  readonly items?: DataTransferItemList
}

/** The image that something dragged stands for; null for shots and takes. */
export const imagesOf = (item: DragItem): readonly AssetId[] => {
  switch (item.kind) {
    case 'assets':
      return item.assetIds
    case 'keyframe':
    case 'element':
      return [item.assetId]
    case 'shots':
    case 'take':
      return []
  }
}
