import { Clapperboard, Columns2 } from 'lucide-react'
import { memo, useMemo, type KeyboardEvent } from 'react'
import { markOf } from '../../shared/domain/board.ts'
import type { Shot, Take } from '../../shared/domain/document.ts'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { ActionIconButton } from '../design/kit/action-button.tsx'
import { Panel } from '../design/kit/panel.tsx'
import { useBoard } from '../state/board.ts'
import { binnedTakesOfShot, takesOfShot } from '../state/board-order.ts'
import { useCurrentShot, useFollowed } from '../state/followed.ts'
import { useJobsOfShot } from '../state/jobs.ts'
import { shallow } from '../state/select.ts'
import { changesSince } from '../state/take-changes.ts'
import { strings } from '../strings/en/index.ts'
import { BinnedTakes } from './binned-takes.tsx'
import { JobItem } from './job-item.tsx'
import { NoTakesYet } from './no-takes-yet.tsx'
import { shownTakeOf } from './shown-take.ts'
import { TakeItem } from './take-item.tsx'
import { takeRows } from './take-rows.ts'
import styles from './takes.module.css'
import { useFreshClips } from './use-fresh-clips.ts'

const words = strings.takes

/** Every take of the shot, and those in the making. */
export const Takes = () => {
  const shot = useCurrentShot()
  useFreshClips()
  return shot ? <TakesOf shot={shot} /> : <NoTakes />
}

const NoTakes = () => (
  <Panel title={words.title} bodyClassName={styles['body']}>
    <EmptyState icon={Clapperboard} title={words.empty} hint={words.noShot} />
  </Panel>
)

const TakesOf = memo(({ shot }: { readonly shot: Shot }) => {
  const takes = useBoard(({ document }) => takesOfShot(document, shot.id), shallow)
  const binned = useBoard(({ document }) => binnedTakesOfShot(document, shot.id), shallow)
  const jobs = useJobsOfShot(shot.id)
  const rows = useMemo(() => takeRows(takes, binned, jobs), [takes, binned, jobs])
  return (
    <Panel
      title={words.title}
      note={takes.length > 0 ? words.note(takes.length) : undefined}
      actions={
        takes.length > 1 ? (
          <ActionIconButton action="takes.compare" icon={Columns2} size="small" />
        ) : undefined
      }
      bodyClassName={styles['body']}
    >
      {rows.length === 0 ? (
        <NoTakesYet />
      ) : (
        // The keys move between what can be pressed in the list.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul className={styles['list']} aria-label={words.ofShot(shot.label)} data-takes onKeyDown={moveFocus}>
          {rows.map((row) =>
            row.kind === 'take' ? (
              <TakeLine key={row.key} shot={shot} take={row.take} />
            ) : (
              <JobItem key={row.key} job={row.job} />
            ),
          )}
        </ul>
      )}
      <BinnedTakes takes={binned} />
    </Panel>
  )
})

const TakeLine = ({ shot, take }: { readonly shot: Shot; readonly take: Take }) => {
  const mark = useBoard(({ document }) => markOf(document, take.id))
  const isMissing = useBoard(({ missingClips }) => missingClips.has(take.file))
  const document = useBoard((open) => open.document)
  const changes = changesSince(document, shot, take)
  const isShown = useFollowed((asked) =>
    asked.compareTakeIds
      ? asked.compareTakeIds.includes(take.id)
      : shownTakeOf(document, asked)?.id === take.id,
  )
  return (
    <TakeItem
      take={take}
      mark={mark}
      isCircled={shot.circledTakeId === take.id}
      isShown={isShown}
      isMissing={isMissing}
      changes={changes}
    />
  )
}

/** Arrow keys go from take to take. */
const moveFocus = (event: KeyboardEvent<HTMLUListElement>) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined && event.key !== 'Home' && event.key !== 'End') return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-take]')]
  const row = event.target instanceof Element ? event.target.closest('li') : null
  const at = items.findIndex((item) => row?.contains(item))
  const to = by === undefined ? (event.key === 'Home' ? 0 : items.length - 1) : at + by
  const next = items[Math.max(0, Math.min(to, items.length - 1))]
  if (!next) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}
