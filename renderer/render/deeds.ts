import { recordOf, type EngineId, type Quality } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import { describeReason } from '../../shared/domain/plan.ts'
import type { Failure } from '../../shared/errors.ts'
import { createBoardTotals } from '../../shared/domain/board-totals.ts'
import { announce } from '../a11y/announce.ts'
import { app, changeApp } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { board } from '../state/board.ts'
import { jobs } from '../state/jobs.ts'
import { notify, notifyFailure } from '../state/notices.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { asksOf, budgetLeft, type Ask, type AskFacts } from './asks.ts'
import { agreedOf, estimateOf, type Estimate } from '../../shared/domain/estimate.ts'
import { intentionKey, placeOrder, type AgreedOrder } from './place-order.ts'
import { isRepeatedPress } from './presses.ts'
import { plainOptions, renderStore, type DialogOptions } from './render-store.ts'
import { totalWords } from './total.ts'

/** What the render buttons do: ask where there is reason to, else order, and tell what came of it. */

const words = strings.render

/** How something is to be rendered. */
export interface How {
  readonly quality: Quality
  /** What renders; without it, what does where nothing else is said. */
  readonly engine?: EngineId | undefined
  readonly another?: boolean
}

/** What decides whether to ask, as it is now. */
export const askFacts = (): AskFacts => {
  const { settings, spending, prices } = app()
  return {
    document: board().document,
    prices,
    gate: settings.gate,
    askAboveMicroUsd: settings.budget.askAboveMicroUsd,
    left: budgetLeft(settings.budget, spending),
  }
}

/** Renders shots: at once where one is asked for and nothing speaks against it, else after asking. */
export const renderShots = async (
  shotIds: readonly ShotId[],
  { quality, engine = app().engine, another = false }: How,
): Promise<void> => {
  if (isRepeatedPress()) return
  const estimate = estimateOf(board().document, shotIds, { quality, engine, prices: app().prices })
  const { plans } = estimate
  const [plan] = plans
  if (!plan) return sayWhyNot(estimate)
  const order = { plans, quality, engine, another }
  // What was asked for and never answered was agreed to already; asking again is how it is found again.
  const isHeld = renderStore.getState().held.has(intentionKey(order))
  const asks = asksOf(plans, askFacts()).filter((one) => !isHeard(one, order))
  if (!isHeld && (shotIds.length > 1 || asks.length > 0))
    return openRenderDialog(shotIds, quality, { engine, another })
  await carryOut({ ...order, overrideGate: false, agreed: agreedOf(estimate.total) })
}

const sayWhyNot = ({ leftOut }: Estimate) => {
  const [first] = leftOut
  const reason = first?.reasons[0]
  notify({
    tone: 'info',
    text: leftOut.length === 1 && reason ? describeReason(reason) : words.said.nothingReady,
  })
}

/** Opens the dialog that asks, with a list of what is to be rendered. */
export const openRenderDialog = (
  shotIds: readonly ShotId[],
  quality: Quality,
  options: Partial<DialogOptions> = {},
): void => {
  renderStore.setState({ options: { ...plainOptions, ...options } })
  setSession({ dialog: { kind: 'render', shotIds, quality } })
}

export const closeRenderDialog = (): void => {
  renderStore.setState({ options: plainOptions })
  setSession({ dialog: null })
}

/** Everything that is missing or stale, as a list with its total. */
export const renderMissing = (): void => {
  const { document } = board()
  const { engine, prices } = app()
  const { missing, stale, blocked } = createBoardTotals()(document, { engine, prices }).byQuality.final
  if (missing.length + stale.length === 0) {
    notify({ tone: 'info', text: words.said.nothingMissing })
    return
  }
  const underWay = new Set(
    [...jobs().values()].filter(({ state }) => isOpen(state)).map(({ shotId }) => shotId),
  )
  const lacking = [...missing, ...stale].filter((id) => !underWay.has(id))
  if (lacking.length === 0) {
    notify({ tone: 'info', text: words.said.allUnderWay })
    return
  }
  const wanted = new Set([...lacking, ...blocked])
  const inOrder = document.sceneIds.flatMap(
    (id) => recordOf(document.scenes, id)?.shotIds.filter((shotId) => wanted.has(shotId)) ?? [],
  )
  openRenderDialog(inOrder, 'final', { underWay: missing.length + stale.length - lacking.length })
}

const money = new Set<Failure['code']>([
  'money/not-agreed',
  'money/over-budget',
  'money/price-unknown',
  'money/gate',
])

/** Orders what is agreed to. Gives whether it was taken. */
export const carryOut = async (order: AgreedOrder): Promise<boolean> => {
  const answer = await placeOrder(order)
  if (!answer) return false
  if (answer.ok) {
    sayBegun(order, answer.value.joined === answer.value.jobs.length)
    return true
  }
  await sayRefused(order, answer.error)
  return false
}

const sayBegun = ({ plans, quality, engine, another, agreed }: AgreedOrder, isJoined: boolean) => {
  const [first] = plans
  if (!first) return
  const what = plans.length === 1 ? words.dialog.shot(first.shot.label) : words.dialog.shots(plans.length)
  if (!isJoined) {
    const price = totalWords({ count: plans.length, estimates: 0, ...agreed })
    announce(words.said.begun(what.charAt(0).toUpperCase() + what.slice(1), price))
    return
  }
  notify({
    tone: 'info',
    text: words.said.joined,
    ...(!another && {
      action: {
        label: words.said.anotherTake,
        run: () =>
          void renderShots(
            plans.map(({ shot }) => shot.id),
            { quality, engine, another: true },
          ),
      },
    }),
  })
}

const sayRefused = async (order: AgreedOrder, failure: Failure) => {
  const shotIds = order.plans.map(({ shot }) => shot.id)
  if (money.has(failure.code)) {
    // The core may know newer prices than this window does.
    const state = await ask('app.state', {}, { quiet: true })
    if (state.ok) changeApp({ prices: state.value.prices, spending: state.value.spending })
    openRenderDialog(shotIds, order.quality, {
      engine: order.engine,
      another: order.another,
      failure,
      quoted: failure.code === 'money/not-agreed' ? quotedOf(failure) : null,
    })
    return
  }
  if (failure.code !== 'fal/no-key') return notifyFailure(failure)
  notify({
    tone: 'bad',
    text: strings.errors.describe(failure).text,
    action: {
      label: words.said.addKey,
      run: () => setSession({ dialog: { kind: 'settings', page: 'key' } }),
    },
  })
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

/** The new price in a refusal; null where it cannot be read. */
const quotedOf = ({ detail = '' }: Failure): DialogOptions['quoted'] => {
  try {
    const { microUsd, unknown } = JSON.parse(detail) as Record<string, unknown>
    return isCount(microUsd) && isCount(unknown) ? { microUsd, unknown } : null
  } catch {
    return null
  }
}

/** Dearness and estimates are asked about once for the same takes; everything else each time. */
const isHeard = ({ kind }: Ask, order: Parameters<typeof intentionKey>[0]): boolean =>
  (kind === 'dear' || kind === 'estimate') && renderStore.getState().heard.has(heardKey(order))

const heardKey = ({ plans }: Parameters<typeof intentionKey>[0]): string =>
  plans
    .map(({ shot, request, price }) =>
      [shot.id, request.endpoint, request.resolution, price.known ? price.microUsd : '?'].join(' '),
    )
    .join()

/** Remembers that the user was asked about these, and agreed. */
export const rememberHeard = (order: Parameters<typeof intentionKey>[0]): void => {
  const heard = new Set(renderStore.getState().heard)
  if (order.plans.length === 1) heard.add(heardKey(order))
  renderStore.setState({ heard })
}

/** Asks fal.ai for its prices and takes them over. */
export const refreshPrices = async (): Promise<void> => {
  const answer = await ask('prices.refresh', {})
  if (answer.ok) changeApp({ prices: answer.value.prices })
}
