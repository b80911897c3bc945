import { ChevronUp } from 'lucide-react'
import { useEffect } from 'react'
import type { Quality, Shot } from '../../shared/domain/document.ts'
import { describePlan, describeReason } from '../../shared/domain/plan.ts'
import { useAction } from '../actions/shortcuts.ts'
import { Button } from '../design/kit/button.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { separator } from '../design/kit/menu-entries.ts'
import { useMeantShots } from '../inspector/inspected-shots.ts'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'
import { useConnected } from '../state/connection.ts'
import { strings } from '../strings/en/index.ts'
import type { Estimate } from '../../shared/domain/estimate.ts'
import { intentionKey } from './place-order.ts'
import { watchPresses } from './presses.ts'
import styles from './render-bar.module.css'
import { useRender } from './render-store.ts'
import { shortTotal, totalWords } from './total.ts'
import { useEstimate } from './use-estimate.ts'
import { grouped } from '../strings/en/counting.ts'

const words = strings.render

/** The buttons that render, with the price on them. */
export const RenderBar = () => {
  const shots = useMeantShots()
  const engine = useApp((app) => app.engine)
  useEffect(watchPresses, [])
  return (
    <section className={styles['bar']} aria-label={words.title}>
      <Line shots={shots} />
      <div className={styles['buttons']}>
        {engine === 'fal' && <RenderButton shots={shots} quality="draft" />}
        <RenderButton shots={shots} quality="final" />
        <Menu
          label={words.bar.more}
          side="top"
          trigger={<IconButton className={styles['more']} icon={ChevronUp} label={words.bar.more} />}
          items={[
            'render.another',
            'render.rehearse',
            separator,
            'render.open',
            'render.missing',
            separator,
            engine === 'fal' ? 'engine.rehearsal' : 'engine.fal',
            'jobs.show',
          ]}
        />
      </div>
    </section>
  )
}

/** What would be rendered, or what is in the way. */
const Line = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const engine = useApp((app) => app.engine)
  const estimate = useEstimate(shots, 'final', engine)
  const text = lineOf(shots, estimate)
  const isBlocked = estimate?.plans.length === 0
  return (
    <p className={styles['line']} data-blocked={isBlocked || undefined} title={text}>
      {text}
    </p>
  )
}

const lineOf = (shots: readonly Shot[], estimate: Estimate | null): string => {
  if (shots.length === 0) return words.bar.none
  if (!estimate) return words.bar.shots(shots.length)
  if (shots.length > 1) return words.bar.ready(estimate.plans.length, shots.length)
  const [plan] = estimate.plans
  return plan ? describePlan(plan) : whyNot(estimate)
}

const whyNot = ({ leftOut }: Estimate): string => {
  const reasons = leftOut[0]?.reasons ?? []
  const [first] = reasons
  return first ? words.bar.notReady(describeReason(first), reasons.length - 1) : words.bar.none
}

const RenderButton = ({ shots, quality }: { readonly shots: readonly Shot[]; readonly quality: Quality }) => {
  const engine = useApp((app) => app.engine)
  const estimate = useEstimate(shots, quality, engine)
  const blocked = useBlocked(shots, estimate)
  const action = quality === 'draft' ? 'render.draft' : 'render.shot'
  const { keys, ariaKeys, run } = useAction(action)
  const plans = estimate?.plans ?? []
  const isBusy = useRender(({ awaited }) =>
    awaited.size > 0 && plans.length > 0
      ? awaited.has(intentionKey({ plans, quality, engine, another: false }))
      : false,
  )
  const isSame = plans.length > 0 && plans.every(({ draftIsRehearsal }) => draftIsRehearsal)
  const isRehearsal = engine === 'rehearsal' || isSame
  const verb = isRehearsal ? words.bar.rehearse : quality === 'draft' ? words.bar.draft : words.bar.final
  const hint = isSame ? words.bar.draftSame : isRehearsal ? words.bar.rehearsing : undefined
  const total = plans.length > 0 ? estimate?.total : undefined
  return (
    <Button
      className={quality === 'draft' ? styles['draft'] : styles['final']}
      variant={quality === 'draft' ? 'plain' : 'primary'}
      size="large"
      blocked={blocked}
      busy={isBusy}
      hint={[total && totalWords(total), hint].filter(Boolean).join('. ') || verb}
      keys={keys}
      aria-keyshortcuts={ariaKeys}
      onClick={run}
    >
      <span className={styles['what']}>
        {verb}
        {shots.length > 1 && ` ${grouped(shots.length)}`}
      </span>{' '}
      {total && <span className={styles['price']}>{shortTotal(total)}</span>}
    </Button>
  )
}

/** Why the button cannot be pressed; null where it can. */
const useBlocked = (shots: readonly Shot[], estimate: Estimate | null): string | null => {
  const isReadOnly = useBoard(({ access }) => access.kind === 'read-only')
  const isConnected = useConnected()
  if (shots.length === 0) return words.bar.none
  if (isReadOnly) return words.bar.readOnly
  if (!isConnected) return words.bar.disconnected
  if (!estimate || estimate.plans.length > 0) return null
  return shots.length === 1 ? whyNot(estimate) : words.said.nothingReady
}
