import { classNames } from '../class-names.ts'
import styles from './progress.module.css'

/** How far something is: `fraction` from 0 to 1, null where nobody knows. */
export const Progress = ({
  fraction,
  label,
  tone = 'select',
}: {
  readonly fraction: number | null
  readonly label: string
  readonly tone?: 'select' | 'accent' | 'ok' | 'bad'
}) => {
  const percent = fraction === null ? null : Math.round(Math.min(Math.max(fraction, 0), 1) * 100)
  return (
    <span
      className={classNames(styles['progress'], percent === null && styles['unknown'])}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <span
        className={styles[tone]}
        style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }}
      />
    </span>
  )
}
