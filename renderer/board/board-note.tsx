import type { BoardTotals } from '../../shared/domain/board-totals.ts'
import { shotStatuses } from '../../shared/domain/document.ts'
import { formatUsd } from '../../shared/domain/prices.ts'
import { formatSeconds } from '../../shared/domain/timecode.ts'
import { classNames } from '../design/class-names.ts'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import styles from './board-note.module.css'

/** What the board comes to: shots, length, the price of what is missing, and how far the work is. */
export const BoardNote = ({ totals }: { readonly totals: BoardTotals }) => {
  const engine = useApp((app) => app.engine)
  if (totals.shots === 0) return null
  return (
    <span className={styles['note']}>
      <span className={styles['words']}>
        {strings.board.summary(totals.shots, lengthOf(totals.seconds), restOf(totals, engine))}
      </span>
      <StatusBar totals={totals} />
    </span>
  )
}

const lengthOf = (seconds: number) => {
  const text = formatSeconds(seconds)
  // A board's length reads as time also under a minute: 0:58.
  return text.endsWith(' s') ? `0:${String(Math.round(seconds)).padStart(2, '0')}` : text
}

const restOf = ({ byQuality, shots }: BoardTotals, engine: 'fal' | 'rehearsal'): string => {
  const { upToDate, stale, missing, blocked, microUsd, unknownPrices } = byQuality.final
  const wanted = stale.length + missing.length
  if (wanted === 0) {
    if (upToDate.length === shots) return strings.board.allRendered
    return blocked.length > 0 ? strings.board.nothingToRender : ''
  }
  if (engine === 'rehearsal') return strings.board.toRehearse(wanted)
  if (unknownPrices === wanted) return strings.board.toRenderUnknown(wanted)
  return strings.board.toRender(formatUsd(microUsd))
}

const StatusBar = ({ totals }: { readonly totals: BoardTotals }) => {
  const { byStatus } = totals
  const words = strings.board.progress(byStatus)
  return (
    <Tooltip text={words}>
      <span className={styles['bar']} role="img" aria-label={words}>
        {shotStatuses.toReversed().map((status) => (
          <span
            key={status}
            className={classNames(styles['part'], styles[status])}
            style={{ flexGrow: byStatus[status] }}
          />
        ))}
      </span>
    </Tooltip>
  )
}
