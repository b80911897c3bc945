import { useState } from 'react'
import type { Asset } from '../../shared/domain/document.ts'
import type { Aspect, PixelSize } from '../../shared/domain/endpoints.ts'
import { Segmented } from '../design/kit/segmented.tsx'
import { Slider } from '../design/kit/slider.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { strings } from '../strings/en/index.ts'
import styles from './crop-controls.module.css'
import { clampView, rectOf, zoomMost } from './framing.ts'
import { typedColour, type CropDraft } from './use-crop.ts'

const words = strings.timeline.crop

/** How the image fills the shot: cover with a zoom, or contain on a colour or a blurred copy of itself. */
export const CropControls = ({
  draft,
  change,
  asset,
  aspect,
  size,
}: {
  readonly draft: CropDraft
  readonly change: (patch: Partial<CropDraft>) => void
  readonly asset: Asset
  readonly aspect: Aspect
  readonly size: PixelSize
}) => (
  <>
    <Segmented
      label={words.fit}
      value={draft.fit}
      segments={[
        { value: 'cover', label: words.cover },
        { value: 'contain', label: words.contain },
      ]}
      onChange={(fit) => change({ fit })}
    />
    {draft.fit === 'cover' ? (
      <Zoom {...{ draft, change, asset, aspect, size }} />
    ) : (
      <>
        <Segmented
          label={words.fill}
          value={draft.fill}
          segments={[
            { value: 'blur', label: words.blur },
            { value: 'colour', label: words.colour },
          ]}
          onChange={(fill) => change({ fill })}
        />
        {draft.fill === 'colour' && (
          <Colour colour={draft.colour} onChange={(colour) => change({ colour })} />
        )}
      </>
    )}
  </>
)

const Zoom = ({
  draft: { view },
  change,
  asset,
  aspect,
  size,
}: {
  readonly draft: CropDraft
  readonly change: (patch: Partial<CropDraft>) => void
  readonly asset: Asset
  readonly aspect: Aspect
  readonly size: PixelSize
}) => {
  const percent = Math.round(view.zoom * 100)
  const isEnlarged = rectOf(view, asset, aspect).width * asset.width < size.width - 1
  return (
    <div className={styles['zoom']}>
      <span className={styles['row']}>
        <span>{words.zoom}</span>
        <span className={styles['value']}>{percent} %</span>
      </span>
      {/* Its steps are equal factors, so that each looks like the one before. */}
      <Slider
        label={words.zoom}
        value={Math.round(Math.log(view.zoom) * 100)}
        min={0}
        max={Math.round(Math.log(zoomMost) * 100)}
        valueText={words.zoomText(percent)}
        onChange={(value) =>
          change({ view: clampView({ ...view, zoom: Math.exp(value / 100) }, asset, aspect) })
        }
      />
      {isEnlarged && <p className={styles['warning']}>{words.enlarged}</p>}
    </div>
  )
}

const Colour = ({
  colour,
  onChange,
}: {
  readonly colour: string
  readonly onChange: (colour: string) => void
}) => {
  const [text, setText] = useState<string | null>(null)
  return (
    <div className={styles['colour']}>
      <input
        type="color"
        aria-label={words.colourValue}
        value={colour}
        onChange={(event) => onChange(event.target.value)}
      />
      <TextField
        aria-label={words.hex}
        value={text ?? colour}
        onChange={(next) => {
          setText(next)
          const typed = typedColour(next)
          if (typed) onChange(typed)
        }}
        onBlur={() => setText(null)}
      />
    </div>
  )
}
