import type { Framing } from '../../shared/domain/document.ts'
import type { Aspect, PixelSize } from '../../shared/domain/endpoints.ts'
import { Badge } from '../design/kit/badge.tsx'
import { Tooltip } from '../design/kit/tooltip.tsx'
import { strings } from '../strings/en/index.ts'
import { isOtherShape, shapeName } from './framing.ts'
import styles from './shape-badge.module.css'

const words = strings.timeline.track

/** A post narrower than this, in pixels, has no room for the whole words; one narrower than the other for the shape alone. */
const roomFor = { words: 120, short: 80 } as const

/** What is shown over a picture of another shape than the shot: words as its width has room for; null where it fits. */
export const shapeWords = (
  image: PixelSize,
  framing: Framing,
  aspect: Aspect,
  width: number,
): string | null => {
  if (!isOtherShape(image, aspect)) return null
  const shape = shapeName(image)
  const isFilled = framing.fit === 'contain'
  if (width < roomFor.short) return shape
  return width < roomFor.words ? words.shapeShort(shape, isFilled) : words.shape(shape, isFilled)
}

/** Says over a picture that it has another shape than the shot, and what is made of it. */
export const ShapeBadge = ({
  image,
  framing,
  aspect,
  width,
}: {
  readonly image: PixelSize
  readonly framing: Framing
  readonly aspect: Aspect
  readonly width: number
}) => {
  const text = shapeWords(image, framing, aspect, width)
  if (text === null) return null
  return (
    <Tooltip text={words.shapeWhy(shapeName(image), aspect, framing.fit === 'contain')} side="top">
      <span className={styles['badge']}>
        <Badge tone="accent" onPicture>
          {text}
        </Badge>
      </span>
    </Tooltip>
  )
}
