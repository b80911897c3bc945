import { formatUsd } from '../../shared/domain/prices.ts'
import type { SpendingSums } from '../../shared/domain/spending.ts'
import { strings } from '../strings/en/index.ts'
import styles from './spending.module.css'

const words = strings.spending

/** The sums of the whole period. */
export const Totals = ({ total }: { readonly total: SpendingSums }) => (
  <dl className={styles['totals']}>
    <Sum
      name={words.total}
      value={formatUsd(total.microUsd)}
      hint={[
        words.takes(total.takes),
        ...(total.unknown > 0 ? [words.unknownPrices(total.unknown)] : []),
      ].join(', ')}
      isMain
    />
    <Sum
      name={words.billed}
      value={total.actualMicroUsd === null ? '–' : formatUsd(total.actualMicroUsd)}
      hint={words.billedOf(total.actualTakes, total.takes)}
    />
    <Sum name={words.retakes} value={formatUsd(total.retakeMicroUsd)} hint={words.retakesHint} />
    <Sum name={words.failed} value={formatUsd(total.failedMicroUsd)} hint={words.failedHint} />
  </dl>
)

const Sum = ({
  name,
  value,
  hint,
  isMain = false,
}: {
  readonly name: string
  readonly value: string
  readonly hint: string
  readonly isMain?: boolean
}) => (
  <div className={styles['sum']}>
    <dt>{name}</dt>
    <dd className={isMain ? styles['mainValue'] : styles['value']}>{value}</dd>
    <dd className={styles['hint']}>{hint}</dd>
  </div>
)
