import type { ReactNode } from 'react'
import { formatUsd } from '../../shared/domain/prices.ts'
import type { ProjectUsage } from '../../shared/views.ts'
import { Badge } from '../design/kit/badge.tsx'
import { Checkbox } from '../design/kit/checkbox.tsx'
import { strings } from '../strings/en/index.ts'
import { checkedOf, toggled, type CleanUpChoice } from './clean-up.ts'
import { formatBytes } from './quantities.ts'
import styles from './usage-dialog.module.css'

const words = strings.projects.usage

/** What could go, each with a box to choose it. */
export const CleanUpList = ({
  usage,
  choice,
  disabled,
  onChange,
}: {
  readonly usage: ProjectUsage
  readonly choice: CleanUpChoice
  readonly disabled: boolean
  readonly onChange: (choice: CleanUpChoice) => void
}) => {
  const { cacheBytes, unusedMedia, uncircledTakes } = usage
  if (cacheBytes === 0 && unusedMedia.length === 0 && uncircledTakes.length === 0)
    return <p className={styles['nothing']}>{words.nothing}</p>
  const files = unusedMedia.map(({ file }) => file)
  const takeIds = uncircledTakes.map(({ takeId }) => takeId)
  return (
    <div className={styles['list']}>
      {cacheBytes > 0 && (
        <Row bytes={formatBytes(cacheBytes)} isHead note={words.cachesHint}>
          <Checkbox
            checked={choice.caches}
            disabled={disabled}
            onChange={(caches) => onChange({ ...choice, caches })}
          >
            {words.caches}
          </Checkbox>
        </Row>
      )}
      {unusedMedia.length > 0 && (
        <Row bytes={sum(unusedMedia)} isHead>
          <Checkbox
            checked={checkedOf(files, choice.media)}
            disabled={disabled}
            onChange={(all) => onChange({ ...choice, media: new Set(all ? files : []) })}
          >
            {words.media(unusedMedia.length)}
          </Checkbox>
        </Row>
      )}
      {unusedMedia.map(({ file, name, bytes }) => (
        <Row key={file} bytes={formatBytes(bytes)}>
          <Checkbox
            checked={choice.media.has(file)}
            disabled={disabled}
            onChange={(isIn) => onChange({ ...choice, media: toggled(choice.media, file, isIn) })}
          >
            {name}
          </Checkbox>
        </Row>
      ))}
      {uncircledTakes.length > 0 && (
        <Row bytes={sum(uncircledTakes)} isHead>
          <Checkbox
            checked={checkedOf(takeIds, choice.takes)}
            disabled={disabled}
            onChange={(all) => onChange({ ...choice, takes: new Set(all ? takeIds : []) })}
          >
            {words.takes(uncircledTakes.length)}
          </Checkbox>
        </Row>
      )}
      {uncircledTakes.map(({ takeId, shotLabel, number, bytes, priceMicroUsd, binned }) => (
        <Row
          key={takeId}
          bytes={formatBytes(bytes)}
          price={
            priceMicroUsd === 0
              ? words.free
              : words.price(priceMicroUsd === null ? null : formatUsd(priceMicroUsd))
          }
          note={shotLabel === '' ? words.removedShot : undefined}
          badge={binned ? words.binned : undefined}
        >
          <Checkbox
            checked={choice.takes.has(takeId)}
            disabled={disabled}
            onChange={(isIn) => onChange({ ...choice, takes: toggled(choice.takes, takeId, isIn) })}
          >
            {words.take(shotLabel, number)}
          </Checkbox>
        </Row>
      ))}
    </div>
  )
}

const sum = (list: readonly { readonly bytes: number }[]) =>
  formatBytes(list.reduce((total, { bytes }) => total + bytes, 0))

const Row = ({
  bytes,
  price,
  note,
  badge,
  isHead = false,
  children,
}: {
  readonly bytes: string
  readonly price?: string | null
  readonly note?: string | undefined
  readonly badge?: string | undefined
  readonly isHead?: boolean
  readonly children: ReactNode
}) => (
  <div className={styles['row']} data-head={isHead || undefined}>
    {children}
    <span className={styles['note']}>
      {note} {badge !== undefined && <Badge>{badge}</Badge>}
    </span>
    <span className={styles['price']}>{price}</span>
    <span className={styles['bytes']}>{bytes}</span>
  </div>
)
