import type { CallOutput } from '../../shared/contract.ts'
import type { EngineId, Quality } from '../../shared/domain/document.ts'
import { requestKey, type RenderPlan } from '../../shared/domain/plan.ts'
import type { Result } from '../../shared/errors.ts'
import { ask } from '../state/ask.ts'
import { board, ids } from '../state/board.ts'
import { takeJobs } from '../state/jobs.ts'
import { renderStore, type HeldOrder } from './render-store.ts'

/** What is ordered, once it is agreed to. */
export interface AgreedOrder {
  readonly plans: readonly RenderPlan[]
  readonly quality: Quality
  readonly engine: EngineId
  readonly another: boolean
  readonly overrideGate: boolean
  readonly agreed: { readonly microUsd: number; readonly unknown: number }
}

type Answer = Result<CallOutput<'take.render'>>

/** What tells one intention from another: the shots and just what is asked for of them. */
export const intentionKey = ({
  plans,
  quality,
  engine,
  another,
}: Pick<AgreedOrder, 'plans' | 'quality' | 'engine' | 'another'>): string =>
  JSON.stringify([
    quality,
    engine,
    another,
    plans.map((plan) => [plan.shot.id, requestKey(plan, plan.shot.seed)]),
  ])

/**
 * Orders renders. While an answer is awaited, the same again does nothing (null). One that was never answered, because
 * the connection was lost, keeps its intention: pressing again then asks for the very same takes, not for more.
 */
export const placeOrder = async (order: AgreedOrder): Promise<Answer | null> => {
  const key = intentionKey(order)
  const { held, awaited } = renderStore.getState()
  if (awaited.has(key)) return null
  const orders = held.get(key) ?? newOrders(order)
  renderStore.setState({ held: new Map(held).set(key, orders), awaited: new Set(awaited).add(key) })
  const { quality, engine, overrideGate, agreed } = order
  const answer = await ask(
    'take.render',
    { projectId: board().projectId, orders: [...orders], quality, engine, agreed, overrideGate },
    { quiet: true },
  )
  settle(key, answer)
  if (answer.ok) takeJobs(answer.value.jobs)
  return answer
}

const newOrders = ({ plans, another }: AgreedOrder): readonly HeldOrder[] =>
  plans.map(({ shot }) => ({ shotId: shot.id, intentId: ids.intent(), another }))

const settle = (key: string, answer: Answer) => {
  const held = new Map(renderStore.getState().held)
  const awaited = new Set(renderStore.getState().awaited)
  awaited.delete(key)
  const isUnanswered = !answer.ok && answer.error.code === 'app/unreachable'
  if (!isUnanswered) held.delete(key)
  renderStore.setState({ held, awaited })
}
