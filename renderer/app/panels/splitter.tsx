import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { classNames } from '../../design/class-names.ts'
import { strings } from '../../strings/en/index.ts'
import { rangeOf, type Panel, type PanelSizes } from './panel-sizes.ts'
import { resetPanel, setPanel } from './panel-store.ts'
import styles from './splitter.module.css'

const step = 8
const bigStep = 48

/**
 * The edge of a panel: dragged, or moved by the arrow keys. `grows`: the way in which the panel gets larger. A double
 * click sets it back.
 */
export const Splitter = ({
  panel,
  grows,
  sizes,
}: {
  readonly panel: Panel
  readonly grows: 'left' | 'right' | 'up'
  readonly sizes: PanelSizes
}) => {
  const [from, setFrom] = useState<{ readonly at: number; readonly size: number } | null>(null)
  const isUpright = grows !== 'up'
  const { min, max } = rangeOf(panel, sizes, { width: window.innerWidth, height: window.innerHeight })
  const size = sizes[panel]
  const set = (next: number) => setPanel(panel, Math.min(Math.max(next, min), max))
  const along = (event: PointerEvent) => (isUpright ? event.clientX : event.clientY)
  const sign = grows === 'right' ? 1 : -1

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? bigStep : step
    const moves: Readonly<Record<string, () => void>> = isUpright
      ? { ArrowRight: () => set(size + sign * by), ArrowLeft: () => set(size - sign * by) }
      : { ArrowUp: () => set(size + by), ArrowDown: () => set(size - by) }
    const move = event.key === 'Home' ? () => resetPanel(panel) : moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }

  return (
    <div
      className={classNames(styles['splitter'], styles[grows], from && styles['held'])}
      data-panel={panel}
      role="separator"
      tabIndex={0}
      aria-label={strings.app.editor[panel]}
      aria-description={strings.app.editor.hint}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resetPanel(panel)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom({ at: along(event), size })
      }}
      onPointerMove={(event) => from && set(from.size + sign * (along(event) - from.at))}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      onLostPointerCapture={() => setFrom(null)}
    />
  )
}
