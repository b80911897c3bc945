import type { Shot } from '../../shared/domain/document.ts'
import { formatPrice } from '../../shared/domain/prices.ts'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import styles from './edge-tip.module.css'
import { lengthWithGaps } from './shot-length.ts'
import type { TrackLayout } from './timeline-layout.ts'
import type { EdgeDrag } from './use-edge-drag.ts'

const words = strings.timeline

/** Beside an edge on its way: the seconds it makes, what the shot would cost, and why it goes no further. */
export const EdgeTip = ({
  shot,
  drag: { index, move },
  layout,
}: {
  readonly shot: Shot
  readonly drag: EdgeDrag
  readonly layout: TrackLayout
}) => {
  const prices = useApp((app) => app.prices)
  const { price } = lengthWithGaps(shot, [...move.gaps], prices)
  const gap = layout.gaps[index]
  if (!gap) return null
  const money = price ? formatPrice(price) : words.length.noPrice
  const next = move.gaps[index + 1]
  return (
    <span
      className={styles['tip']}
      style={{ left: gap.x + gap.width / 2, top: layout.post.height }}
      aria-hidden="true"
    >
      <span className={styles['seconds']}>
        {move.mode === 'roll' && next
          ? words.edge.roll(move.seconds, next.seconds, money)
          : words.edge.tip(move.seconds, money)}
      </span>
      {move.stoppedBy && <span className={styles['stop']}>{words.edge.stop[move.stoppedBy]}</span>}
    </span>
  )
}
