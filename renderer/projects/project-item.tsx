import { Ellipsis, FileWarning, HardDrive, Image as ImageIcon, Pin } from 'lucide-react'
import { useId } from 'react'
import { formatUsd } from '../../shared/domain/prices.ts'
import type { ProjectCard } from '../../shared/views.ts'
import { Badge } from '../design/kit/badge.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { Spinner } from '../design/kit/spinner.tsx'
import { bridge } from '../state/bridge.ts'
import { strings } from '../strings/en/index.ts'
import { minuteWords } from '../strings/en/times.ts'
import { openCard } from './deeds.ts'
import styles from './project-item.module.css'
import { projectMenu } from './project-menu.ts'
import { useProjects } from './projects-store.ts'
import { formatAgo, formatBytes } from './quantities.ts'

const words = strings.projects.card

/** A project, as a card or as a line of the list. The whole of it opens it; one of all can be reached by Tab. */
export const ProjectItem = ({
  card,
  nowMs,
  isReachable,
  onFocus,
}: {
  readonly card: ProjectCard
  readonly nowMs: number
  readonly isReachable: boolean
  readonly onFocus: () => void
}) => {
  const id = useId()
  const tabIndex = isReachable ? 0 : -1
  return (
    <ContextMenu label={words.menu(card.title)} items={() => projectMenu(card)}>
      <li className={styles['item']} data-state={card.state} onFocus={onFocus}>
        <Picture card={card} />
        <div className={styles['titleRow']}>
          <button
            type="button"
            className={styles['open']}
            tabIndex={tabIndex}
            data-folder={card.folder}
            aria-describedby={`${id}-facts`}
            title={card.title}
            onClick={() => void openCard(card)}
          >
            {card.title}
          </button>
          {card.pinned && (
            <span className={styles['pin']} title={words.pinned}>
              <Icon of={Pin} size={12} />
              <span className={styles['unseen']}>{words.pinned}</span>
            </span>
          )}
        </div>
        <div id={`${id}-facts`} className={styles['facts']}>
          {card.state === 'ready' ? (
            <Facts card={card} nowMs={nowMs} />
          ) : (
            <p className={styles['says']} title={card.folder}>
              {words.says[card.state]}
            </p>
          )}
        </div>
        <span className={styles['more']}>
          <Menu
            label={words.menu(card.title)}
            items={() => projectMenu(card)}
            trigger={
              <IconButton icon={Ellipsis} size="small" label={words.menu(card.title)} tabIndex={tabIndex} />
            }
          />
        </span>
      </li>
    </ContextMenu>
  )
}

const Picture = ({ card }: { readonly card: ProjectCard }) => {
  const isOpening = useProjects(({ opening }) => opening === card.folder)
  const icon = card.state === 'away' ? HardDrive : card.state === 'damaged' ? FileWarning : ImageIcon
  return (
    <div className={styles['picture']}>
      {card.picture === null ? (
        <Icon of={icon} size={22} />
      ) : (
        <img src={`${bridge().mediaBase}/${card.picture}`} alt="" loading="lazy" draggable={false} />
      )}
      <span className={styles['badges']}>
        {card.state !== 'ready' && (
          <Badge onPicture tone={card.state === 'damaged' ? 'bad' : 'neutral'}>
            {words.states[card.state]}
          </Badge>
        )}
        {card.jobsRunning > 0 && (
          <Badge onPicture tone="select">
            {words.jobs(card.jobsRunning)}
          </Badge>
        )}
      </span>
      {isOpening && (
        <span className={styles['opening']}>
          <Spinner label={words.opening} />
        </span>
      )}
    </div>
  )
}

const Facts = ({ card, nowMs }: { readonly card: ProjectCard; readonly nowMs: number }) => {
  const { shots, rendered, stale, approved, changedAt, bytes, spentMicroUsd, jobsRunning } = card
  const share = (count: number) => `${shots === 0 ? 0 : (count / shots) * 100}%`
  return (
    <>
      <span className={styles['progress']} aria-hidden>
        <span className={styles['done']} style={{ width: share(rendered) }} />
        <span className={styles['stale']} style={{ width: share(stale) }} />
      </span>
      <span className={styles['shots']}>
        {words.shots(rendered, shots)}
        {jobsRunning > 0 && <span className={styles['jobs']}>{words.jobs(jobsRunning)}</span>}
        {stale > 0 && <span className={styles['staleWords']}>{words.stale(stale)}</span>}
        {approved > 0 && <span className={styles['approved']}>{words.approved(approved)}</span>}
      </span>
      <span className={styles['changed']}>
        {changedAt !== null && (
          <time dateTime={changedAt} title={minuteWords(Date.parse(changedAt))}>
            {formatAgo(changedAt, nowMs)}
          </time>
        )}
      </span>
      <span className={styles['bytes']}>{bytes === null ? words.unknownSize : formatBytes(bytes)}</span>
      <span className={styles['spent']} data-none={spentMicroUsd === 0 || undefined}>
        {spentMicroUsd === 0 ? words.nothingSpent : words.spent(formatUsd(spentMicroUsd))}
      </span>
    </>
  )
}
