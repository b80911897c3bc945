import { Circle, CircleDot, Ellipsis, NotebookText } from 'lucide-react'
import { memo } from 'react'
import type { Take, TakeMark } from '../../shared/domain/document.ts'
import type { StaleInput } from '../../shared/domain/stale.ts'
import { Badge } from '../design/kit/badge.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { useApp } from '../state/app.ts'
import { posterUrl } from '../state/media.ts'
import { strings } from '../strings/en/index.ts'
import { ageWords } from './age.ts'
import { FetchAgain } from './fetch-again.tsx'
import { circleTake, compareTakes, dragClip, showTake } from './take-deeds.ts'
import { takeEntries } from './take-menu.ts'
import { lengthWords, staleDetail, staleLine, takeName, takePrice } from './take-words.ts'
import { shownTake } from './shown-take.ts'
import styles from './takes.module.css'
import { useIsExpired } from './use-is-expired.ts'
import { useNow } from './use-now.ts'

const words = strings.takes
/** Longest side of a poster in the list, in CSS pixels. */
const posterSide = 96

export interface TakeItemProps {
  readonly take: Take
  readonly mark: TakeMark
  readonly isCircled: boolean
  /** The viewer shows it, alone or beside another. */
  readonly isShown: boolean
  readonly isMissing: boolean
  readonly changes: readonly StaleInput[]
}

/** One take: what it looks like, what it is, and whether the shot has changed since. */
export const TakeItem = memo(({ take, mark, isCircled, isShown, isMissing, changes }: TakeItemProps) => {
  const byShell = useApp(({ abilities }) => abilities.dragOut)
  const name = takeName(take, mark)
  const stale = staleLine(changes)
  const facts = useFacts(take)
  return (
    <ContextMenu label={words.take(take.number)} items={() => takeEntries(take)}>
      <li className={styles['row']} data-circled={isCircled || undefined} data-shown={isShown || undefined}>
        <button
          type="button"
          className={styles['main']}
          data-take={take.id}
          aria-current={isShown || undefined}
          draggable={!isMissing}
          onDragStart={(event) => dragClip(take, event, byShell)}
          onClick={(event) => {
            const other = shownTake()
            if ((event.ctrlKey || event.metaKey || event.shiftKey) && other && other.id !== take.id)
              compareTakes(other, take)
            else showTake(take)
          }}
        >
          <Poster take={take} isMissing={isMissing} />
          <span className={styles['words']}>
            <span className={styles['name']}>
              <span className={styles['nameText']} title={name}>
                {name}
              </span>
              {name !== words.take(take.number) && (
                <span className={styles['unseen']}>{`, ${words.take(take.number)}`}</span>
              )}
              {isCircled && <span className={styles['unseen']}>{`, ${words.row.circled}`}</span>}
              {mark.note.trim() !== '' && (
                <span className={styles['note']} title={mark.note}>
                  <Icon of={NotebookText} size={12} />
                </span>
              )}
            </span>
            <span className={styles['facts']} title={facts.join(' · ')}>
              {facts.slice(0, 3).join(' · ')}
            </span>
            {stale !== null && !isMissing ? (
              <span className={styles['stale']} title={staleDetail(changes)}>
                {stale}
              </span>
            ) : (
              <span className={styles['facts']}>{[take.resolution, words.seed(take.seed)].join(' · ')}</span>
            )}
          </span>
        </button>
        {isMissing && <Missing take={take} />}
        <span className={styles['buttons']}>
          <Menu
            label={words.row.more(take.number)}
            trigger={
              <IconButton
                className={styles['more']}
                size="small"
                icon={Ellipsis}
                label={words.row.more(take.number)}
              />
            }
            items={() => takeEntries(take)}
          />
          <IconButton
            className={styles['circle']}
            size="small"
            icon={isCircled ? CircleDot : Circle}
            label={isCircled ? words.row.uncircle(take.number) : words.row.circle(take.number)}
            pressed={isCircled}
            onClick={() => circleTake(take)}
          />
        </span>
      </li>
    </ContextMenu>
  )
})
TakeItem.displayName = 'TakeItem'

/** What there is to say of a take, the most telling first: quality, price, age, then length, engine and seed. */
const useFacts = (take: Take): readonly string[] => {
  const now = useNow(30_000)
  const isRehearsal = take.engine === 'rehearsal'
  return [
    isRehearsal ? words.rehearsal : words.qualities[take.quality],
    takePrice(take),
    ageWords(Date.parse(take.createdAt), now),
    take.resolution,
    lengthWords(take.durationMs),
    isRehearsal ? words.qualities[take.quality] : words.engines[take.engine],
    words.seed(take.seed),
  ]
}

const Poster = ({ take, isMissing }: { readonly take: Take; readonly isMissing: boolean }) => (
  <span className={styles['poster']} aria-hidden>
    {!isMissing && <img src={posterUrl(take.id, posterSide)} alt="" loading="lazy" draggable={false} />}
    <span className={styles['length']}>
      <Badge onPicture>{lengthWords(take.durationMs)}</Badge>
    </span>
  </span>
)

/** The clip is gone: what can be done about it. */
const Missing = ({ take }: { readonly take: Take }) => {
  const isExpired = useIsExpired(take)
  const said = isExpired ? words.expired : words.missing
  return (
    <p className={styles['missing']}>
      {take.engine === 'rehearsal' ? words.missingRehearsal : said}
      <FetchAgain take={take} size="small" />
    </p>
  )
}
