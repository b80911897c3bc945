import { Plus } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { recordOf } from '../../shared/domain/document.ts'
import { IconButton } from '../design/kit/icon-button.tsx'
import { useDraggedKind } from '../dnd/use-files-over.ts'
import { board } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { newShot } from './board-deeds.ts'
import {
  cardAt,
  markOf,
  metrics,
  placeAt,
  type BoardLayout,
  type Point,
  type ShownPlace,
} from './board-layout.ts'
import styles from './insert-here.module.css'
import { realPlace } from './place.ts'

/** A button between two cards while the pointer is there: a shot can be put in anywhere. */
export const InsertHere = ({
  box,
  content,
  layout,
}: {
  readonly box: RefObject<HTMLElement | null>
  readonly content: RefObject<HTMLElement | null>
  readonly layout: BoardLayout
}) => {
  const [place, setPlace] = useState<ShownPlace | null>(null)
  const isDragging = useDraggedKind() !== null
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const onMove = ({ clientX, clientY, buttons, target }: PointerEvent) => {
      const ground = content.current?.getBoundingClientRect()
      if (!ground || buttons !== 0) return setPlace(null)
      if (target instanceof Element && target.closest('[data-insert]')) return undefined
      const next = gapAt(layout, { x: clientX - ground.left, y: clientY - ground.top })
      return setPlace((before) =>
        before?.scene === next?.scene && before?.index === next?.index ? before : next,
      )
    }
    const onLeave = () => setPlace(null)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerleave', onLeave)
    return () => {
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerleave', onLeave)
    }
  }, [box, content, layout])

  if (!place || isDragging || !layout.scenes[place.scene]) return null
  const mark = markOf(layout, place)
  const next = layout.scenes[place.scene]?.shotIds[place.index]
  const label = next === undefined ? null : (recordOf(board().document.shots, next)?.label ?? null)
  return (
    <div
      className={styles['insert']}
      data-insert
      style={{ transform: `translate(${mark.x}px, ${mark.y}px)`, height: mark.height }}
    >
      <IconButton
        icon={Plus}
        size="small"
        className={styles['button']}
        tabIndex={-1}
        label={label === null ? strings.board.card.insertLast : strings.board.card.insertHere(label)}
        onClick={() => {
          setPlace(null)
          newShot(realPlace(board().document, layout, place))
        }}
      />
    </div>
  )
}

/** The place between two cards that a point is in, not over any of them. */
const gapAt = (layout: BoardLayout, point: Point): ShownPlace | null => {
  const card = cardAt(layout, point)
  const nearEdge = card && Math.min(card.across, 1 - card.across) * layout.card.width
  if (nearEdge !== null && nearEdge > 3) return null
  const place = placeAt(layout, point)
  if (!place || layout.scenes[place.scene]?.hollow) return null
  const mark = markOf(layout, place)
  const isBeside =
    Math.abs(point.x - mark.x) <= metrics.gap && point.y >= mark.y && point.y <= mark.y + mark.height
  return isBeside ? place : null
}
