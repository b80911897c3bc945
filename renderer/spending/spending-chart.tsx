import { formatUsd } from '../../shared/domain/prices.ts'
import type { SpendingRow } from '../../shared/domain/spending.ts'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { strings } from '../strings/en/index.ts'
import { dayLabel, withQuietDays } from './period.ts'
import styles from './spending.module.css'

const words = strings.spending

/** Days as columns: first takes, retakes, and what came to nothing. The table below says the same in numbers. */
export const SpendingChart = ({ rows }: { readonly rows: readonly SpendingRow[] }) => {
  const days = withQuietDays(rows)
  const [first, last] = [days[0], days.at(-1)]
  const most = Math.max(1, ...days.map(({ microUsd }) => microUsd))
  return (
    <figure className={styles['chart']}>
      <figcaption className={styles['legend']}>
        <span className={styles['keyFirst']}>{words.firstTakes}</span>
        <span className={styles['keyRetakes']}>{words.retakes}</span>
        <span className={styles['keyFailed']}>{words.failed}</span>
        <span className={styles['most']}>{formatUsd(most)}</span>
      </figcaption>
      <div className={styles['columns']} role="img" aria-label={words.chart(words.by.day)}>
        {days.map((day) => (
          <Tooltip key={day.key} text={words.bar(dayLabel(day.key), day.microUsd, day.takes)}>
            <div className={styles['column']}>
              <Part of={day.failedMicroUsd} most={most} className={styles['failed']} />
              <Part of={day.retakeMicroUsd} most={most} className={styles['retakes']} />
              <Part
                of={Math.max(0, day.microUsd - day.failedMicroUsd - day.retakeMicroUsd)}
                most={most}
                className={styles['first']}
              />
            </div>
          </Tooltip>
        ))}
      </div>
      <div className={styles['ends']}>
        <span>{first && dayLabel(first.key)}</span>
        {last && last !== first && <span>{dayLabel(last.key)}</span>}
      </div>
    </figure>
  )
}

const Part = ({
  of,
  most,
  className,
}: {
  readonly of: number
  readonly most: number
  readonly className: string | undefined
}) => (of > 0 ? <div className={className} style={{ height: `${(of / most) * 100}%` }} /> : null)
