import { useEffect, type RefObject } from 'react'
import { classNames } from '../design/class-names.ts'
import { useCarriedPlace, useCarry } from '../dnd/carry.ts'
import { boardRow } from './board-keys.ts'
import type { BoardLayout } from './board-layout.ts'
import { useBoardUi } from './board-ui.ts'
import styles from './drop-mark.module.css'
import type { BoardTarget } from './drops.ts'
import { bringIntoSight } from './sight.ts'
import { rectOfTarget, targetNumbered } from './targets.ts'

/** Where what is dragged or carried would go. */
export const DropMark = ({
  box,
  layout,
}: {
  readonly box: RefObject<HTMLElement | null>
  readonly layout: BoardLayout
}) => {
  const dragged = useBoardUi((ui) => ui.target)
  const place = useCarriedPlace(boardRow)
  const takesOnto = useCarry((carry) => carry !== null && carry.item.kind !== 'shots')
  const carried = place === null ? null : targetNumbered(layout, place, takesOnto)
  useEffect(() => {
    if (place !== null && box.current)
      bringIntoSight(box.current, rectOfTarget(layout, targetNumbered(layout, place, takesOnto)), layout.view)
  }, [box, layout, place, takesOnto])
  const target = dragged ?? carried
  return target && <Mark layout={layout} target={target} />
}

const Mark = ({ layout, target }: { readonly layout: BoardLayout; readonly target: BoardTarget }) => {
  const { x, y, width, height } = rectOfTarget(layout, target)
  const size = width === 0 ? { height } : { width, height }
  return (
    <div
      className={classNames(styles['mark'], width === 0 ? styles['line'] : styles['frame'])}
      style={{ transform: `translate(${x}px, ${y}px)`, ...size }}
      data-drop-mark={target.kind}
    />
  )
}
