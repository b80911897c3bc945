import { formatUsd, sumPrices, type Price } from '../../../shared/domain/prices.ts'
import type { Settings } from '../../../shared/domain/settings.ts'
import type { ProjectId } from '../../../shared/domain/ids.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { Ledger } from '../ledger/ledger.ts'

/**
 * Whether orders at these prices keep to the budgets of the settings. What open jobs were agreed at counts as spent, so
 * it is to be asked and the orders recorded at once (`Ledger.together`). Failures: `money/over-budget`,
 * `money/price-unknown`; both cost nothing.
 * @param nowMs wall clock; the day is the local one.
 */
export const withinBudget = (
  prices: readonly Price[],
  projectId: ProjectId,
  { dayMicroUsd, projectMicroUsd }: Settings['budget'],
  ledger: Pick<Ledger, 'spending'>,
  nowMs: number,
): Result<void> => {
  const { microUsd, unknown } = sumPrices(prices)
  if ((microUsd === 0 && unknown === 0) || (dayMicroUsd === null && projectMicroUsd === null))
    return succeed(undefined)
  if (unknown > 0)
    return fail(
      'money/price-unknown',
      `The price of ${unknown === 1 ? 'a take' : `${unknown} takes`} is not known, so it cannot be held against your budget; nothing was sent. Refresh the prices, or take the budget off to go on.`,
      { cost: 'nothing' },
    )
  const day = ledger.spending(null, startOfDay(nowMs)).microUsd
  if (dayMicroUsd !== null && day + microUsd > dayMicroUsd)
    return over('today’s budget', dayMicroUsd, day, microUsd)
  const project = ledger.spending(projectId, 0).microUsd
  if (projectMicroUsd !== null && project + microUsd > projectMicroUsd)
    return over('the budget of this project', projectMicroUsd, project, microUsd)
  return succeed(undefined)
}

/** Local midnight before a moment, both in milliseconds since 1970. */
export const startOfDay = (nowMs: number): number => new Date(nowMs).setHours(0, 0, 0, 0)

const over = (what: string, limit: number, spent: number, asked: number) =>
  fail(
    'money/over-budget',
    `This costs ${formatUsd(asked)}, and of ${what} (${formatUsd(limit)}) ${formatUsd(Math.max(0, limit - spent))} is left; nothing was sent. Render less, at 720p or as a draft, or raise the budget.`,
    { detail: JSON.stringify({ limit, spent, asked }), cost: 'nothing' },
  )
