import { shotName } from '../../shared/domain/board.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { describePlan, describeReason, type RenderPlan } from '../../shared/domain/plan.ts'
import { formatPrice } from '../../shared/domain/prices.ts'
import { Checkbox } from '../design/kit/checkbox.tsx'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import type { Estimate } from '../../shared/domain/estimate.ts'
import styles from './render-dialog.module.css'

const words = strings.render.dialog

/** What will be rendered, each with its price; of several, some can be left out. */
export const PlanList = ({
  plans,
  excluded,
  onInclude,
  total,
}: {
  readonly plans: readonly RenderPlan[]
  readonly excluded: ReadonlySet<ShotId>
  readonly onInclude: (id: ShotId, isIncluded: boolean) => void
  readonly total: string
}) => {
  const isMany = plans.length > 1
  return (
    <div className={styles['list']}>
      {/* It scrolls, so that it has to be within reach of keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul aria-label={words.list} tabIndex={isMany ? 0 : undefined}>
        {plans.map((plan) => (
          <li
            key={plan.shot.id}
            className={styles['plan']}
            data-out={excluded.has(plan.shot.id) || undefined}
          >
            {isMany ? (
              <Checkbox
                checked={!excluded.has(plan.shot.id)}
                onChange={(isIncluded) => onInclude(plan.shot.id, isIncluded)}
              >
                <Name plan={plan} />
              </Checkbox>
            ) : (
              <Name plan={plan} />
            )}
            <span className={styles['what']}>
              {plan.draftIsRehearsal ? words.rehearsedHere : describePlan(plan)}
            </span>
            <span className={styles['amount']}>{formatPrice(plan.price)}</span>
          </li>
        ))}
      </ul>
      {isMany && (
        <p className={styles['total']}>
          <span>{words.total}</span>
          <span className={styles['amount']}>{total}</span>
        </p>
      )}
    </div>
  )
}

const Name = ({ plan: { shot } }: { readonly plan: RenderPlan }) => {
  const name = useBoard(({ document }) => shotName(document, shot)) || words.untitled
  return (
    <span className={styles['name']} title={name}>
      <b>{shot.label}</b> {name}
    </span>
  )
}

/** What cannot be rendered as it is, and why. */
export const LeftOut = ({ leftOut }: Pick<Estimate, 'leftOut'>) =>
  leftOut.length === 0 ? null : (
    <details className={styles['leftOut']} open={leftOut.length <= 3}>
      <summary>{words.leftOut(leftOut.length)}</summary>
      <ul>
        {leftOut.map(({ shot, reasons }) => (
          <li key={shot.id}>
            <b>{shot.label}</b> {reasons.map(describeReason).join(' ')}
          </li>
        ))}
      </ul>
    </details>
  )
