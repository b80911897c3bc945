import {
  Check,
  CircleDashed,
  Clapperboard,
  Eye,
  Film,
  Image,
  Lock,
  PenLine,
  Shapes,
  Type,
} from 'lucide-react'
import { memo, useCallback } from 'react'
import type { LucideIcon } from 'lucide-react'
import { chosenTake, firstImage, plannedSeconds, shotName } from '../../shared/domain/board.ts'
import { recordOf, type Shot, type ShotStatus, type Take } from '../../shared/domain/document.ts'
import type { ShotMode } from '../../shared/domain/endpoints.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { formatSeconds } from '../../shared/domain/timecode.ts'
import { classNames } from '../design/class-names.ts'
import { Badge } from '../design/kit/badge.tsx'
import { Icon } from '../design/kit/icon.tsx'
import type { ShotsDrag } from '../dnd/items.ts'
import { useDragItem } from '../dnd/use-drag-item.ts'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'
import { useJobsOfShot } from '../state/jobs.ts'
import { posterUrl, thumbUrl } from '../state/media.ts'
import { shallow } from '../state/select.ts'
import { strings } from '../strings/en/index.ts'
import { beginShotsDrag } from './begin-drag.ts'
import type { Rect } from './board-layout.ts'
import { cardStatus, type CardStatus } from './card-status.ts'
import styles from './shot-card.module.css'

const modeIcons: Readonly<Record<ShotMode, LucideIcon>> = {
  frames: Clapperboard,
  elements: Shapes,
  image: Image,
  text: Type,
}

const statusIcons: Readonly<Record<ShotStatus, LucideIcon>> = {
  todo: CircleDashed,
  drafting: PenLine,
  review: Eye,
  approved: Check,
}

const words = strings.board.card

/** From this width on, in pixels, a text card has room for more lines. */
const wideCard = 190

interface ShotCardProps {
  readonly shotId: ShotId
  readonly place: Rect
  readonly position: number
  readonly of: number
  readonly takes: readonly Take[]
  readonly isSelected: boolean
  readonly isCurrent: boolean
  readonly isCut: boolean
  /** Whether Tab comes to it. */
  readonly isReached: boolean
}

/** A shot on the board. What is done with it (click, keys, drop) is the board's to hear. */
export const ShotCard = memo((props: ShotCardProps) => {
  const shot = useBoard(({ document }) => recordOf(document.shots, props.shotId))
  return shot ? <Card {...props} shot={shot} /> : null
}, sameCard)

function sameCard({ place: a, ...before }: ShotCardProps, { place: b, ...now }: ShotCardProps): boolean {
  return shallow(before, now) && shallow(a, b)
}

const Card = ({
  shot,
  takes,
  place,
  position,
  of,
  isSelected,
  isCurrent,
  isCut,
  isReached,
}: ShotCardProps & { readonly shot: Shot }) => {
  const status = useStatus(shot, takes)
  const [isDragging, drag] = useDragItem<ShotsDrag>('shots', () => beginShotsDrag(shot.id))
  const connect = useCallback((element: HTMLDivElement | null) => void drag(element), [drag])
  const seconds = plannedSeconds(shot)
  const { label, title } = shot
  const name = useBoard(({ document }) => shotName(document, shot)) || strings.board.untitled
  return (
    <div
      ref={connect}
      role="option"
      tabIndex={isReached ? 0 : -1}
      data-shot={shot.id}
      aria-selected={isSelected}
      aria-current={isCurrent || undefined}
      aria-posinset={position}
      aria-setsize={of}
      className={classNames(
        styles['card'],
        isSelected && styles['selected'],
        isCurrent && styles['current'],
        (isDragging || isCut) && styles['away'],
      )}
      style={{ transform: `translate(${place.x}px, ${place.y}px)`, width: place.width, height: place.height }}
    >
      <span className={styles['spoken']}>
        {spokenOf({ shot, name, status, takeCount: takes.length, seconds })}
      </span>
      <div className={styles['picture']} aria-hidden="true">
        <Picture shot={shot} takes={takes} width={place.width} />
        <span className={styles['status']}>
          {status.words !== '' && (
            <Badge tone={status.tone} onPicture>
              {status.words}
            </Badge>
          )}
        </span>
        <span className={styles['facts']}>
          {takes.length > 1 && (
            <span className={styles['fact']}>
              <Icon of={Film} size={11} />
              {takes.length}
            </span>
          )}
          {/* Words alone say that it is a text shot, and the sign would cover them. */}
          {(shot.mode !== 'text' || takes.length > 0) && (
            <span className={styles['fact']}>
              <Icon of={modeIcons[shot.mode]} size={11} />
            </span>
          )}
        </span>
        {status.fraction !== null && (
          <span className={styles['progress']}>
            <span style={{ transform: `scaleX(${status.fraction})` }} />
          </span>
        )}
      </div>
      <div className={styles['caption']} aria-hidden="true">
        <b className={styles['label']} data-part="label">
          {label}
        </b>
        {shot.labelLocked && <Icon of={Lock} size={10} />}
        <span
          className={classNames(styles['title'], title.trim() === '' && styles['untitled'])}
          data-part="title"
        >
          {name}
        </span>
        {shot.status !== 'todo' && (
          <span className={classNames(styles['workflow'], styles[shot.status])}>
            <Icon of={statusIcons[shot.status]} size={12} />
          </span>
        )}
        <span className={styles['seconds']}>{seconds > 0 ? formatSeconds(seconds) : '–'}</span>
      </div>
    </div>
  )
}

const useStatus = (shot: Shot, takes: readonly Take[]): CardStatus => {
  const jobs = useJobsOfShot(shot.id)
  const engine = useApp((app) => app.engine)
  const prices = useApp((app) => app.prices)
  return useBoard(
    ({ document, missingClips, expiredClips }) =>
      cardStatus({ document, shot, takes, jobs, engine, prices, missingClips, expiredClips }),
    shallow,
  )
}

/** The frame of the take that stands for the shot, else its first image, else its words. */
const Picture = ({
  shot,
  takes,
  width,
}: {
  readonly shot: Shot
  readonly takes: readonly Take[]
  readonly width: number
}) => {
  const takeId = useBoard(({ document, missingClips }) => {
    const take = chosenTake(document, shot, takes)
    return take && !missingClips.has(take.file) ? take.id : null
  })
  const assetId = firstImage(shot)
  if (takeId !== null) return <Still address={posterUrl(takeId, width)} />
  if (assetId !== null)
    return <Still address={thumbUrl(assetId, width)} isElement={shot.mode === 'elements'} />
  const told = shot.action || shot.prompt || shot.promptParts.subject || shot.title
  return (
    <span className={classNames(styles['words'], width > wideCard && styles['wide'])}>
      <span>{told}</span>
    </span>
  )
}

const Still = ({
  address,
  isElement = false,
}: {
  readonly address: string
  readonly isElement?: boolean
}) => (
  <img
    key={address}
    className={classNames(styles['still'], isElement && styles['element'])}
    src={address}
    alt=""
    decoding="async"
    draggable={false}
  />
)

const spokenOf = ({
  shot,
  name,
  status,
  takeCount,
  seconds,
}: {
  readonly shot: Shot
  readonly name: string
  readonly status: CardStatus
  readonly takeCount: number
  readonly seconds: number
}): string =>
  words.name([
    words.shot(shot.label),
    name,
    strings.board.modes[shot.mode],
    seconds > 0 ? words.seconds(seconds) : words.noSeconds,
    status.words,
    takeCount > 1 ? words.takes(takeCount) : '',
    strings.board.statuses[shot.status],
    shot.labelLocked ? words.locked : '',
  ])
