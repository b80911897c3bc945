import type { Shot } from '../../shared/domain/document.ts'
import { gapSecondsTotal, shotModes } from '../../shared/domain/endpoints.ts'
import { formatPrice } from '../../shared/domain/prices.ts'
import { Segmented } from '../design/kit/segmented.tsx'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { shotLength } from './shot-length.ts'
import styles from './timeline-head.module.css'
import { setMode } from './track-edits.ts'

const words = strings.timeline

/** What the shot is made from, how long it is and what it costs. */
export const TimelineHead = ({ shot }: { readonly shot: Shot }) => (
  <div className={styles['head']}>
    <Segmented
      size="small"
      label={words.mode}
      value={shot.mode}
      segments={shotModes.map((mode) => ({ value: mode, label: words.modes[mode] }))}
      onChange={(mode) => setMode(shot, mode)}
    />
    <span className={styles['space']} />
    <Length shot={shot} />
  </div>
)

const Length = ({ shot }: { readonly shot: Shot }) => {
  const prices = useApp((app) => app.prices)
  const { seconds, billedSeconds, price } = shotLength(shot, prices)
  const isFrames = shot.mode === 'frames'
  return (
    <>
      {billedSeconds > seconds && (
        <Tooltip text={words.length.billedWhy(billedSeconds)}>
          <span className={styles['billed']}>{words.length.billed(billedSeconds)}</span>
        </Tooltip>
      )}
      {isFrames && (
        <span
          className={styles['meter']}
          role="meter"
          aria-label={words.length.meter}
          aria-valuenow={seconds}
          aria-valuemin={0}
          aria-valuemax={gapSecondsTotal}
          aria-valuetext={words.length.meterText(seconds)}
          data-full={seconds >= gapSecondsTotal || undefined}
        >
          <span style={{ width: `${(100 * seconds) / gapSecondsTotal}%` }} />
        </span>
      )}
      <span className={styles['seconds']}>
        {isFrames ? words.length.of(seconds) : words.seconds(seconds)}
      </span>
      <Tooltip text={words.length.priceWhy(shot.resolution, prices.date)}>
        <span className={styles['price']}>{price ? formatPrice(price) : words.length.noPrice}</span>
      </Tooltip>
    </>
  )
}
