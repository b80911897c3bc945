import { formatUsd } from '../../shared/domain/prices.ts'
import type { SpendingGrouping, SpendingRow } from '../../shared/domain/spending.ts'
import { strings } from '../strings/en/index.ts'
import { dayLabel } from './period.ts'
import styles from './spending.module.css'
import { grouped } from '../strings/en/counting.ts'

const words = strings.spending

/** Rows that are shown; a board of thousands of shots goes into the spreadsheet. */
const rowsShown = 200

/** The report in numbers, the latest day or the dearest group first, with a bar for how it compares. */
export const SpendingTable = ({
  rows,
  by,
}: {
  readonly rows: readonly SpendingRow[]
  readonly by: SpendingGrouping
}) => {
  const inOrder = by === 'day' ? rows.toReversed() : rows
  const most = Math.max(1, ...rows.map(({ microUsd }) => microUsd))
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words.by[by]}</th>
            <th scope="col">{words.columns.takes}</th>
            <th scope="col">{words.columns.agreed}</th>
            <th scope="col">{words.columns.billed}</th>
            <th scope="col">{words.columns.retakes}</th>
            <th scope="col">{words.columns.failed}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.slice(0, rowsShown).map((row) => (
            <tr key={row.key}>
              <th scope="row" title={row.unknown > 0 ? words.unknownPrices(row.unknown) : undefined}>
                <span className={styles['name']}>{labelOf(row, by)}</span>
                <span className={styles['bar']} style={{ width: `${(row.microUsd / most) * 100}%` }} />
              </th>
              <td>{grouped(row.takes)}</td>
              <td className={styles['money']}>
                {formatUsd(row.microUsd)}
                {row.unknown > 0 && ' + ?'}
              </td>
              <td>{row.actualMicroUsd === null ? '–' : formatUsd(row.actualMicroUsd)}</td>
              <td>{row.retakeMicroUsd === 0 ? '–' : formatUsd(row.retakeMicroUsd)}</td>
              <td className={row.failedMicroUsd === 0 ? undefined : styles['lost']}>
                {row.failedMicroUsd === 0 ? '–' : formatUsd(row.failedMicroUsd)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > rowsShown && <p className={styles['hint']}>{words.more(rows.length - rowsShown)}</p>}
    </div>
  )
}

const labelOf = ({ key, label }: SpendingRow, by: SpendingGrouping): string => {
  if (by === 'day') return dayLabel(key)
  if (by === 'quality') return words.quality[key] ?? label
  if (by === 'profile' && key === '') return words.anotherKey
  return label
}
