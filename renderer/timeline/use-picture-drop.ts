import { useDrop, type ConnectDropTarget } from 'react-dnd'
import type { Shot } from '../../shared/domain/document.ts'
import { announce } from '../a11y/announce.ts'
import { useCarriedPlace } from '../dnd/carry.ts'
import { useDropRow } from '../dnd/drop-places.ts'
import { desktopFiles, type DesktopFilesDrag, type DragItem } from '../dnd/items.ts'
import { strings } from '../strings/en/index.ts'
import { importFiles } from '../library/import-files.ts'
import { imagesFor } from './dropped-images.ts'
import { setPicture, unframed } from './track-edits.ts'

const put = (item: DragItem, shot: Shot): string => {
  const [image] = imagesFor(item, shot.id)
  return image ? setPicture(shot.id, image) : strings.timeline.done.stays
}

/** Drops of the one image that an image shot has. */
export const usePictureDrop = (
  shot: Shot,
): { readonly isAimedAt: boolean; readonly connect: ConnectDropTarget } => {
  const [isOver, connect] = useDrop<DragItem | DesktopFilesDrag, unknown, boolean>({
    accept: ['assets', 'keyframe', 'element', 'shots', desktopFiles],
    canDrop: (item) => !('kind' in item) || imagesFor(item, shot.id).length > 0,
    collect: (monitor) => monitor.isOver() && monitor.canDrop(),
    drop: (item) => {
      if ('kind' in item) announce(put(item, shot))
      else void dropPicture(item.files ?? [], shot)
    },
  })
  useDropRow({
    id: 'picture',
    title: () => strings.timeline.picture.title(shot.label),
    order: 10,
    count: (item) => (imagesFor(item, shot.id).length > 0 ? 1 : 0),
    start: () => 0,
    describe: () => strings.timeline.places.picture,
    drop: (item) => put(item, shot),
  })
  const isCarriedHere = useCarriedPlace('picture') !== null
  return { isAimedAt: isOver || isCarriedHere, connect }
}

/** Takes files into the library; the first becomes the shot's image. */
export const dropPicture = async (files: readonly File[], shot: Shot): Promise<void> => {
  const [first] = await importFiles(files)
  if (first) announce(setPicture(shot.id, unframed(first)))
}
