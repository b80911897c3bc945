import { useState } from 'react'
import type { EngineId, Quality } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { formatUsd } from '../../shared/domain/prices.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'
import { useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { Alternatives } from './alternatives-row.tsx'
import { askWords } from './ask-words.ts'
import { asksOf, budgetLeft, type Ask, type BudgetLeft } from './asks.ts'
import { Asks } from './asks-list.tsx'
import { carryOut, closeRenderDialog, rememberHeard } from './deeds.ts'
import { agreedOf, estimateOf } from '../../shared/domain/estimate.ts'
import { LeftOut, PlanList } from './plan-list.tsx'
import { isRepeatedPress } from './presses.ts'
import styles from './render-dialog.module.css'
import { useRender } from './render-store.ts'
import { totalWords } from './total.ts'

const words = strings.render.dialog

/** Asks before something is rendered that is dear, or many: what, with what, for how much, and what would cost less. */
export const RenderDialog = () => {
  const dialog = useSession((session) => session.dialog)
  const options = useRender((state) => state.options)
  if (dialog?.kind !== 'render') return null
  return (
    <Asking
      key={JSON.stringify([dialog.shotIds, dialog.quality, options.engine, options.another])}
      shotIds={dialog.shotIds}
      quality={dialog.quality}
    />
  )
}

const Asking = ({
  shotIds,
  quality: firstQuality,
}: {
  readonly shotIds: readonly ShotId[]
  readonly quality: Quality
}) => {
  const { settings, spending, prices, engine: usual } = useApp((app) => app)
  const document = useBoard((open) => open.document)
  const options = useRender((state) => state.options)
  const [quality, setQuality] = useState(firstQuality)
  const [engine, setEngine] = useState<EngineId>(options.engine ?? usual)
  const [excluded, setExcluded] = useState<ReadonlySet<ShotId>>(new Set())
  const [isSending, setIsSending] = useState(false)
  const { another } = options

  const all = estimateOf(document, shotIds, { quality, engine, prices })
  const included = shotIds.filter((id) => !excluded.has(id))
  const estimate = excluded.size === 0 ? all : estimateOf(document, included, { quality, engine, prices })
  const { plans, total } = estimate
  const left = budgetLeft(settings.budget, spending)
  const asks = asksOf(plans, {
    document,
    prices,
    gate: settings.gate,
    askAboveMicroUsd: settings.budget.askAboveMicroUsd,
    left,
  })
  const isOver = asks.some(({ kind }) => kind === 'over-day' || kind === 'over-project')
  const isGated = asks.some(({ kind }) => kind === 'gate')
  // The core's word holds for just what was asked for; what is chosen otherwise here is agreed at its own price.
  const isAsAsked = excluded.size === 0 && quality === firstQuality && engine === (options.engine ?? usual)
  const quoted = isAsAsked ? options.quoted : null
  const agreed = quoted
    ? {
        microUsd: Math.max(quoted.microUsd, total.microUsd),
        unknown: Math.max(quoted.unknown, total.unknown),
      }
    : agreedOf(total)
  const price = totalWords({ ...total, ...agreed })
  const order = { plans, quality, engine, another, overrideGate: isGated, agreed }

  const confirm = async () => {
    if (isSending || isRepeatedPress()) return
    setIsSending(true)
    rememberHeard(order)
    const isTaken = await carryOut(order)
    setIsSending(false)
    if (isTaken) closeRenderDialog()
  }
  const verb = verbOf({ quality, engine, another })

  return (
    <Dialog
      open
      onClose={closeRenderDialog}
      title={titleOf(verb, plans.length, plans[0]?.shot.label ?? '', price)}
      footer={
        <>
          <Button onClick={closeRenderDialog}>{strings.app.cancel}</Button>
          <Button
            variant="primary"
            busy={isSending}
            blocked={plans.length === 0 ? strings.render.said.nothingReady : isOver ? overWords(asks) : null}
            onClick={() => void confirm()}
          >
            {isGated
              ? words.confirm(words.overrideGate, price)
              : words.confirm(words.confirmVerbs[verb], price)}
          </Button>
        </>
      }
    >
      <div className={styles['content']}>
        <Asks asks={asks} failure={isAsAsked ? options.failure : null} />
        <div className={styles['choices']}>
          <Segmented
            label={words.quality}
            value={quality}
            segments={(['draft', 'final'] as const).map((value) => ({
              value,
              label: strings.render.qualities[value],
            }))}
            onChange={setQuality}
          />
          <Segmented
            label={words.engine}
            value={engine}
            segments={(['fal', 'rehearsal'] as const).map((value) => ({
              value,
              label: words.engines[value],
            }))}
            onChange={setEngine}
          />
        </div>
        <PlanList
          plans={all.plans}
          excluded={excluded}
          onInclude={(id, isIncluded) => {
            const next = new Set(excluded)
            if (isIncluded) next.delete(id)
            else next.add(id)
            setExcluded(next)
          }}
          total={price}
        />
        {!isOver && total.microUsd > 0 && <Left left={left} />}
        {options.underWay > 0 && <p className={styles['label']}>{words.underWay(options.underWay)}</p>}
        <LeftOut leftOut={all.leftOut} />
        <Alternatives
          facts={{ document, plans, quality, engine, prices, leftMicroUsd: leastOf(left) }}
          onQuality={setQuality}
          onEngine={setEngine}
          onOnly={(ids) => setExcluded(new Set(shotIds.filter((id) => !ids.includes(id))))}
        />
      </div>
    </Dialog>
  )
}

/** What is left of the budgets, before this. */
const Left = ({ left: { dayMicroUsd, projectMicroUsd } }: { readonly left: BudgetLeft }) => {
  const sentences = [
    dayMicroUsd === null ? null : words.dayLeft(formatUsd(dayMicroUsd)),
    projectMicroUsd === null ? null : words.projectLeft(formatUsd(projectMicroUsd)),
  ].filter((sentence) => sentence !== null)
  return sentences.length === 0 ? null : <p className={styles['label']}>{sentences.join(' ')}</p>
}

type Verb = keyof typeof words.verbs

const verbOf = (how: {
  readonly quality: Quality
  readonly engine: EngineId
  readonly another: boolean
}): Verb =>
  how.engine === 'rehearsal'
    ? 'rehearse'
    : how.another
      ? 'another'
      : how.quality === 'draft'
        ? 'draft'
        : 'final'

const titleOf = (verb: Verb, count: number, label: string, price: string): string => {
  if (count === 0) return words.titleNothing
  const what = count === 1 ? words.shot(label) : words.shots(count)
  if (price === strings.render.free) return words.titleFree(words.verbs[verb], what)
  if (price === strings.render.priceUnknown) return words.titleUnknown(words.verbs[verb], what)
  return words.title(words.verbs[verb], what, price)
}

const overWords = (asks: readonly Ask[]): string | null => {
  const over = asks.find((one) => one.kind === 'over-day' || one.kind === 'over-project')
  return over ? askWords(over) : null
}

const leastOf = ({ dayMicroUsd, projectMicroUsd }: BudgetLeft): number | null => {
  const limits = [dayMicroUsd, projectMicroUsd].filter((limit) => limit !== null)
  return limits.length === 0 ? null : Math.min(...limits)
}
