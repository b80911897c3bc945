import { recordOf, defaultFraming, type BoardDocument } from '../../shared/domain/document.ts'
import type { AssetId, IdSource, ShotId } from '../../shared/domain/ids.ts'
import { imagesOf, type DragItem } from '../dnd/items.ts'
import { strings } from '../strings/en/index.ts'
import { dropElements, dropImages } from '../timeline/drop-on-track.ts'
import { addImageShots, moveShots, type BoardEdit } from './board-edits.ts'
import { cardAt, placeAt, shotAt, type BoardLayout, type Point } from './board-layout.ts'
import { realPlace, type BoardPlace } from './place.ts'

/** What a drop on the board means. Pure. */

/** Where something would be dropped: between shots, or onto one. */
export type BoardTarget =
  | { readonly kind: 'between'; readonly scene: number; readonly index: number }
  | { readonly kind: 'onto'; readonly at: number }

/** The part of a card at either side that means beside it, where the rest means onto it. */
const edge = 0.22

/** Where a thing would be dropped at this point: shots always between others, images onto a card as well. */
export const targetAt = (layout: BoardLayout, point: Point, takesOnto: boolean): BoardTarget | null => {
  const card = takesOnto ? cardAt(layout, point) : null
  if (card && card.across > edge && card.across < 1 - edge) return { kind: 'onto', at: card.at }
  const place = placeAt(layout, point)
  return place && { kind: 'between', ...place }
}

/** A drop as commands, with the name of the step and the words to announce. */
export interface BoardDrop extends BoardEdit {
  readonly name: string
  readonly words: string
  /** Images for which the shot had no place. */
  readonly leftOver: readonly AssetId[]
}

/** A thing of the window dropped on a target; null where that means nothing. */
export const dropOn = (
  document: BoardDocument,
  layout: BoardLayout,
  item: DragItem,
  target: BoardTarget,
  ids: Pick<IdSource, 'shot' | 'slot'>,
): BoardDrop | null => {
  if (item.kind === 'shots') {
    const place = target.kind === 'between' ? realPlace(document, layout, target) : null
    if (!place) return null
    const moved = moveShots(document, item.shotIds, place)
    return {
      ...moved,
      name: strings.board.steps.move(moved.shotIds.length),
      words:
        moved.commands.length > 0
          ? strings.board.said.moved(item.look.words)
          : strings.board.said.notMoved(item.look.words),
      leftOver: [],
    }
  }
  return dropImagesOn(document, layout, imagesOf(item), target, ids)
}

/** Images dropped on a target: onto a shot they join its ingredients, between shots they become shots. */
export const dropImagesOn = (
  document: BoardDocument,
  layout: BoardLayout,
  assetIds: readonly AssetId[],
  target: BoardTarget,
  ids: Pick<IdSource, 'shot' | 'slot'>,
): BoardDrop | null => {
  if (assetIds.length === 0) return null
  if (target.kind === 'onto') {
    const shotId = shotAt(layout, target.at)
    return shotId === undefined ? null : addToShot(document, shotId, assetIds, ids.slot)
  }
  const place = realPlace(document, layout, target)
  return place && dropImagesAt(document, assetIds, place, ids)
}

/** Images that become shots of a place. */
export const dropImagesAt = (
  document: BoardDocument,
  assetIds: readonly AssetId[],
  place: BoardPlace,
  ids: Pick<IdSource, 'shot' | 'slot'>,
): BoardDrop => {
  const made = addImageShots(document, assetIds, place, ids)
  const count = made.shotIds.length
  return {
    ...made,
    name: strings.board.steps.add(count),
    words: strings.board.said.added(count),
    leftOver: [],
  }
}

/** Images that join the ingredients of a shot's mode. A text shot becomes an image shot of the first. */
export const addToShot = (
  document: BoardDocument,
  shotId: ShotId,
  assetIds: readonly AssetId[],
  newSlot: IdSource['slot'],
): BoardDrop | null => {
  const shot = recordOf(document.shots, shotId)
  const [first] = assetIds
  if (!shot || first === undefined) return null
  const name = strings.board.steps.addToShot(assetIds.length, shot.label)
  const done = (commands: BoardDrop['commands'], leftOver: readonly AssetId[]): BoardDrop => ({
    commands,
    shotIds: [shotId],
    name,
    words: strings.board.said.addedToShot(assetIds.length - leftOver.length, shot.label, leftOver.length),
    leftOver,
  })
  switch (shot.mode) {
    case 'frames': {
      const images = assetIds.map((assetId) => ({ assetId, framing: defaultFraming }))
      const { commands, leftOver } = dropImages(shot, images, { kind: 'slot' }, newSlot)
      return done(
        commands,
        leftOver.map(({ assetId }) => assetId),
      )
    }
    case 'elements': {
      const { commands, leftOver } = dropElements(shot, assetIds, { kind: 'slot' }, newSlot)
      return done(
        commands,
        leftOver.map(({ assetId }) => assetId),
      )
    }
    case 'image':
    case 'text':
      return done(
        [
          ...(shot.mode === 'text'
            ? [{ type: 'shot.edit', shotId, fields: { mode: 'image' } } as const]
            : []),
          { type: 'image.setPicture', shotId, picture: { assetId: first, framing: defaultFraming } },
        ],
        assetIds.slice(1),
      )
  }
}
