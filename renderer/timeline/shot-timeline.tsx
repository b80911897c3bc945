import { memo, useState } from 'react'
import type { Gap, Shot } from '../../shared/domain/document.ts'
import { assertNever } from '../../shared/errors.ts'
import { useCurrentShot } from '../state/followed.ts'
import { strings } from '../strings/en/index.ts'
import { ElementsRow } from './elements-row.tsx'
import { FramesTrack } from './frames-track.tsx'
import { PictureMode } from './picture-mode.tsx'
import styles from './shot-timeline.module.css'
import { TextMode } from './text-mode.tsx'
import { TimelineFoot } from './timeline-foot.tsx'
import { TimelineHead } from './timeline-head.tsx'

/** The shot timeline: what the current shot is made from, in time, with its length and its price. */
export const ShotTimeline = () => {
  const shot = useCurrentShot()
  return (
    <section className={styles['timeline']} aria-label={strings.timeline.title} data-timeline>
      {shot ? (
        <OfShot key={shot.id} shot={shot} />
      ) : (
        <p className={styles['noShot']}>{strings.timeline.noShot}</p>
      )}
    </section>
  )
}

const OfShot = memo(({ shot }: { readonly shot: Shot }) => {
  // The gaps as they would be, while an edge is on its way.
  const [gaps, setGaps] = useState<readonly Gap[] | null>(null)
  const shown = gaps ? { ...shot, frames: { ...shot.frames, gaps: [...gaps] } } : shot
  return (
    <>
      <TimelineHead shot={shown} />
      <div className={styles['body']}>
        <Ingredients shot={shot} onGaps={setGaps} />
      </div>
      <TimelineFoot shot={shot} />
    </>
  )
})

const Ingredients = ({
  shot,
  onGaps,
}: {
  readonly shot: Shot
  readonly onGaps: (gaps: readonly Gap[] | null) => void
}) => {
  switch (shot.mode) {
    case 'frames':
      return <FramesTrack shot={shot} onGaps={onGaps} />
    case 'elements':
      return <ElementsRow shot={shot} />
    case 'image':
      return <PictureMode shot={shot} />
    case 'text':
      return <TextMode shot={shot} />
    default:
      return assertNever(shot.mode)
  }
}
