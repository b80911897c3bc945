import { CircleAlert, CircleDollarSign } from 'lucide-react'
import type { Failure } from '../../shared/errors.ts'
import { Button } from '../design/kit/button.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { askWords } from './ask-words.ts'
import type { Ask } from './asks.ts'
import { closeRenderDialog, refreshPrices } from './deeds.ts'
import styles from './render-dialog.module.css'

const words = strings.render.dialog

/** Why it is asked, and why it was refused. */
export const Asks = ({
  asks,
  failure,
}: {
  readonly asks: readonly Ask[]
  readonly failure: Failure | null
}) => {
  const isOver =
    failure?.code === 'money/over-budget' ||
    asks.some(({ kind }) => kind === 'over-day' || kind === 'over-project')
  const isUnknown = failure?.code === 'money/price-unknown' || asks.some(({ kind }) => kind === 'unknown')
  if (asks.length === 0 && !failure) return null
  return (
    <ul className={styles['asks']}>
      {failure && (
        <li className={styles['refused']} role="alert">
          <Icon of={CircleAlert} />
          <span>{strings.errors.describe(failure).text}</span>
        </li>
      )}
      {asks.map((ask) => (
        <li key={ask.kind} data-over={ask.kind.startsWith('over-') || undefined}>
          <Icon of={CircleDollarSign} />
          <span>{askWords(ask)}</span>
        </li>
      ))}
      {(isOver || isUnknown) && (
        <li className={styles['ways']}>
          {isUnknown && (
            <Button size="small" onClick={() => void refreshPrices()}>
              {words.refreshPrices}
            </Button>
          )}
          {isOver && (
            <Button
              size="small"
              onClick={() => {
                closeRenderDialog()
                setSession({ dialog: { kind: 'settings', page: 'spending' } })
              }}
            >
              {words.spendingSettings}
            </Button>
          )}
        </li>
      )}
    </ul>
  )
}
