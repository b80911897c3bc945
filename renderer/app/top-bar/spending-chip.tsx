import { formatUsd } from '../../../shared/domain/prices.ts'
import { ActionButton } from '../../design/kit/action-button.tsx'
import { Button } from '../../design/kit/button.tsx'
import { classNames } from '../../design/class-names.ts'
import { Popover, PopoverClose } from '../../design/kit/popover.tsx'
import { Progress } from '../../design/kit/progress.tsx'
import { useApp, useSpending } from '../../state/app.ts'
import { setSession } from '../../state/session.ts'
import { strings } from '../../strings/en/index.ts'
import styles from './top-bar.module.css'

const words = strings.app.money

/** What was spent today, against the day's budget; the project's is inside. */
export const SpendingChip = () => {
  const { todayMicroUsd } = useSpending()
  const budget = useApp(({ settings }) => settings.budget.dayMicroUsd)
  const spent = formatUsd(todayMicroUsd)
  const text = budget === null ? words.today(spent) : words.todayOf(spent, formatUsd(budget))
  const isOver = budget !== null && todayMicroUsd >= budget
  return (
    <Popover
      label={words.chip}
      trigger={
        <button type="button" className={classNames(styles['chip'], isOver && styles['over'])}>
          {text}
          {budget !== null && (
            <span className={styles['meter']}>
              <Progress
                label={words.todayRow}
                fraction={budget === 0 ? 1 : todayMicroUsd / budget}
                tone={isOver ? 'bad' : 'accent'}
              />
            </span>
          )}
        </button>
      }
    >
      <SpendingSheet />
    </Popover>
  )
}

const SpendingSheet = () => {
  const { todayMicroUsd, todayUnknown, projectMicroUsd } = useSpending()
  const { dayMicroUsd, projectMicroUsd: projectBudget } = useApp(({ settings }) => settings.budget)
  return (
    <div className={styles['sheet']}>
      <Row label={words.todayRow} spent={todayMicroUsd} budget={dayMicroUsd} />
      {projectMicroUsd !== null && (
        <Row label={words.projectRow} spent={projectMicroUsd} budget={projectBudget} />
      )}
      {todayUnknown > 0 && <p className={styles['words']}>{words.unknown(todayUnknown)}</p>}
      <div className={styles['buttons']}>
        <PopoverClose>
          <ActionButton action="spending.show" variant="quiet" />
        </PopoverClose>
        <PopoverClose>
          <Button onClick={() => setSession({ dialog: { kind: 'settings', page: 'spending' } })}>
            {words.budgets}
          </Button>
        </PopoverClose>
      </div>
    </div>
  )
}

const Row = ({
  label,
  spent,
  budget,
}: {
  readonly label: string
  readonly spent: number
  readonly budget: number | null
}) => (
  <div className={styles['row']}>
    <span>{label}</span>
    <span>
      <span className={styles['amount']}>{formatUsd(spent)}</span>{' '}
      <span className={styles['words']}>{budget === null ? words.none : words.of(formatUsd(budget))}</span>
    </span>
    {budget !== null && (
      <Progress
        label={label}
        fraction={budget === 0 ? 1 : spent / budget}
        tone={spent >= budget ? 'bad' : 'accent'}
      />
    )}
  </div>
)
