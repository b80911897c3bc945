import { memo, useRef, useState } from 'react'
import type { Shot } from '../../shared/domain/document.ts'
import { assertNever } from '../../shared/errors.ts'
import { useCurrentShot } from '../state/followed.ts'
import { strings } from '../strings/en/index.ts'
import { ElementsRow } from './elements-row.tsx'
import { FramesTrack, type MovingGaps } from './frames-track.tsx'
import { PictureMode } from './picture-mode.tsx'
import styles from './shot-timeline.module.css'
import { TextMode } from './text-mode.tsx'
import { TimelineFoot } from './timeline-foot.tsx'
import { TimelineHead } from './timeline-head.tsx'
import { useWidth } from './use-width.ts'

/** The shot timeline: what the current shot is made from, in time, with its length and its price. */
export const ShotTimeline = () => {
  const shot = useCurrentShot()
  return (
    <section className={styles['timeline']} aria-label={strings.timeline.title} data-timeline>
      {shot ? <OfShot shot={shot} /> : <p className={styles['noShot']}>{strings.timeline.noShot}</p>}
    </section>
  )
}

const OfShot = memo(({ shot }: { readonly shot: Shot }) => {
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const [moving, setMoving] = useState<MovingGaps | null>(null)
  const shown =
    moving?.shotId === shot.id ? { ...shot, frames: { ...shot.frames, gaps: [...moving.gaps] } } : shot
  return (
    <>
      <TimelineHead shot={shown} />
      <div ref={body} className={styles['body']}>
        {/* What is begun in one shot (a drag, a prompt, a menu) does not go on in the next. */}
        <Ingredients key={shot.id} shot={shot} width={width} onMove={setMoving} />
      </div>
      <TimelineFoot shot={shot} />
    </>
  )
})

const Ingredients = ({
  shot,
  width,
  onMove,
}: {
  readonly shot: Shot
  readonly width: number | null
  readonly onMove: (moving: MovingGaps | null) => void
}) => {
  switch (shot.mode) {
    case 'frames':
      return <FramesTrack shot={shot} available={width ?? 0} onMove={onMove} />
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
