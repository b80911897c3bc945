import { aspectOf } from '../../shared/domain/board.ts'
import type { Shot } from '../../shared/domain/document.ts'
import { frameSize, type Aspect } from '../../shared/domain/endpoints.ts'
import { composePrompt } from '../../shared/domain/prompt.ts'
import { useRested } from '../app/use-rested.ts'
import { useBoard } from '../state/board.ts'
import { framedUrl, thumbUrl } from '../state/media.ts'
import { strings } from '../strings/en/index.ts'
import type { Placeable } from './edit-frames.ts'
import styles from './timing-preview.module.css'
import { exposureAt } from './exposure.ts'

/**
 * The timing of a shot without a render: keyframes cross-faded over each gap as in a rehearsal, elements as a slate,
 * text on a card. It fills the box that it stands in; whoever shows it has the clock.
 */
export const TimingPreview = ({ shot, atMs }: { readonly shot: Shot; readonly atMs: number }) => {
  const aspect = useBoard(({ document }) => aspectOf(document, shot))
  return (
    <div className={styles['preview']} role="img" aria-label={strings.timeline.preview.label}>
      <Moment shot={shot} aspect={aspect} atMs={atMs} />
    </div>
  )
}

const Moment = ({
  shot,
  aspect,
  atMs,
}: {
  readonly shot: Shot
  readonly aspect: Aspect
  readonly atMs: number
}) => {
  switch (shot.mode) {
    case 'frames':
      return shot.frames.keyframes.length > 0 ? <Fade {...{ shot, aspect, atMs }} /> : <Card shot={shot} />
    case 'elements':
      return shot.elements.items.length > 0 ? <Slate shot={shot} /> : <Card shot={shot} />
    case 'image':
      return shot.image.picture ? (
        <Still image={shot.image.picture} aspect={aspect} opacity={1} />
      ) : (
        <Card shot={shot} />
      )
    case 'text':
      return <Card shot={shot} />
  }
}

/** The least share of a still that can be seen: a step of one of the screen's 256. */
const leastSeen = 1 / 256

// Once the user has stopped at the shot, every still is in the page, so that none is missing when its time comes.
const Fade = ({
  shot,
  aspect,
  atMs,
}: {
  readonly shot: Shot
  readonly aspect: Aspect
  readonly atMs: number
}) => {
  const { from, to, mix } = exposureAt(shot.frames.gaps, atMs)
  const isRested = useRested(shot.id)
  return shot.frames.keyframes.map((keyframe, index) => {
    // The later one lies over the earlier, so the earlier stays whole under it.
    const opacity = index === from ? 1 : index === to ? mix : 0
    return (
      (isRested || opacity > leastSeen) && (
        <Still key={keyframe.id} image={keyframe} aspect={aspect} opacity={opacity} />
      )
    )
  })
}

const Still = ({
  image,
  aspect,
  opacity,
}: {
  readonly image: Placeable
  readonly aspect: Aspect
  readonly opacity: number
}) => (
  <img
    className={styles['still']}
    src={framedUrl(image.assetId, image.framing, frameSize(aspect, '720p'))}
    alt=""
    draggable={false}
    style={{ opacity }}
  />
)

/** Long side of a picture on the slate, in CSS pixels. */
const slateSide = 480

const Slate = ({ shot }: { readonly shot: Shot }) => (
  <div className={styles['slate']} data-count={shot.elements.items.length}>
    {shot.elements.items.map((element) => (
      <figure key={element.id} className={styles['element']}>
        <img src={thumbUrl(element.assetId, slateSide)} alt="" draggable={false} />
        <figcaption>{strings.timeline.roles[element.role]}</figcaption>
      </figure>
    ))}
  </div>
)

const Card = ({ shot }: { readonly shot: Shot }) => {
  const prompt = useBoard(({ document }) => composePrompt(document, shot))
  return (
    <div className={styles['card']}>
      <span className={styles['label']}>{shot.label}</span>
      <p className={styles['words']}>{prompt || strings.timeline.preview.noWords}</p>
    </div>
  )
}
