import { useEffect, useId, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Asset } from '../../shared/domain/document.ts'
import type { Aspect } from '../../shared/domain/endpoints.ts'
import { announce } from '../a11y/announce.ts'
import { thumbUrl } from '../state/media.ts'
import { strings } from '../strings/en/index.ts'
import styles from './crop-stage.module.css'
import { centredView, clampView, rectOf, zoomAbout, type CropView } from './framing.ts'

const words = strings.timeline.crop

const corners = ['nw', 'ne', 'sw', 'se'] as const
/** Long side of the picture that is worked on, in CSS pixels. */
const pictureSide = 640
/** How far an arrow moves the part that is seen, in fractions of the image; with Shift ten times as far. */
const nudge = 0.005
const zoomStep = 1.1

/** The whole image with the part of it that is seen; drag, wheel, corners and keys change it. */
export const CropStage = ({
  asset,
  aspect,
  view,
  onChange,
  onReset,
}: {
  readonly asset: Asset
  readonly aspect: Aspect
  readonly view: CropView
  readonly onChange: (view: CropView) => void
  readonly onReset: () => void
}) => {
  const image = useRef<HTMLDivElement>(null)
  const help = useId()
  const rect = rectOf(view, asset, aspect)
  // After the dialog has noted what had the focus, and before it looks for something to give it to.
  useEffect(() => image.current?.focus(), [])
  const pull = usePull(image, asset, aspect, view, onChange)
  useWheelZoom(image, asset, aspect, view, onChange)

  const say = (next: CropView) => {
    onChange(next)
    announce(describe(next, asset, aspect))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = nudge * (event.shiftKey ? 10 : 1)
    const steps: Readonly<Record<string, CropView>> = {
      ArrowLeft: { ...view, x: view.x - by },
      ArrowRight: { ...view, x: view.x + by },
      ArrowUp: { ...view, y: view.y - by },
      ArrowDown: { ...view, y: view.y + by },
      '+': zoomAbout(view, zoomStep, view, asset, aspect),
      '=': zoomAbout(view, zoomStep, view, asset, aspect),
      '-': zoomAbout(view, 1 / zoomStep, view, asset, aspect),
    }
    const next = steps[event.key]
    if (event.key === '0') {
      onReset()
      announce(describe(centredView, asset, aspect))
    } else if (next) say(clampView(next, asset, aspect))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={styles['stage']}>
      <div
        ref={image}
        className={styles['image']}
        style={{ ['--ratio' as string]: asset.width / asset.height }}
        role="group"
        aria-label={words.area}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => pull(event, 'move')}
      >
        <img src={thumbUrl(asset.id, pictureSide)} alt="" draggable={false} />
        <div
          className={styles['seen']}
          style={{
            left: `${rect.x * 100}%`,
            top: `${rect.y * 100}%`,
            width: `${rect.width * 100}%`,
            height: `${rect.height * 100}%`,
          }}
        >
          {corners.map((corner) => (
            <span
              key={corner}
              className={styles['corner']}
              data-corner={corner}
              onPointerDown={(event) => pull(event, corner)}
            />
          ))}
        </div>
      </div>
      <p id={help} className={styles['keys']}>
        {words.keys}
      </p>
    </div>
  )
}

const describe = (view: CropView, asset: Asset, aspect: Aspect) => {
  const { x, y } = rectOf(view, asset, aspect)
  return words.areaText(Math.round(x * 100), Math.round(y * 100), Math.round(view.zoom * 100))
}

type Handle = 'move' | (typeof corners)[number]

/** Pulls the part that is seen along, or one of its corners while the opposite one stays. */
const usePull = (
  image: { readonly current: HTMLElement | null },
  asset: Asset,
  aspect: Aspect,
  view: CropView,
  onChange: (view: CropView) => void,
) => {
  return (down: PointerEvent, handle: Handle) => {
    const box = image.current?.getBoundingClientRect()
    if (down.button !== 0 || !box) return
    down.stopPropagation()
    const begun = rectOf(view, asset, aspect)
    const end = new AbortController()
    const move = (event: globalThis.PointerEvent) => {
      const dx = (event.clientX - down.clientX) / box.width
      const dy = (event.clientY - down.clientY) / box.height
      onChange(
        handle === 'move'
          ? clampView({ ...view, x: view.x + dx, y: view.y + dy }, asset, aspect)
          : pulledCorner(handle, { dx, dy }, begun, view, asset, aspect),
      )
    }
    const listen = { signal: end.signal }
    window.addEventListener('pointermove', move, listen)
    window.addEventListener('pointerup', () => end.abort(), listen)
    window.addEventListener('pointercancel', () => end.abort(), listen)
  }
}

const pulledCorner = (
  handle: Exclude<Handle, 'move'>,
  { dx, dy }: { readonly dx: number; readonly dy: number },
  begun: ReturnType<typeof rectOf>,
  view: CropView,
  asset: Asset,
  aspect: Aspect,
): CropView => {
  const east = handle.endsWith('e')
  const south = handle.startsWith('s')
  const grownX = 1 + (east ? dx : -dx) / begun.width
  const grownY = 1 + (south ? dy : -dy) / begun.height
  // The opposite corner stays; the larger of both ways counts, since the shape is fixed.
  const fixed = { x: east ? begun.x : begun.x + begun.width, y: south ? begun.y : begun.y + begun.height }
  const room = Math.min(
    (east ? 1 - fixed.x : fixed.x) / begun.width,
    (south ? 1 - fixed.y : fixed.y) / begun.height,
  )
  const scale = Math.max(0.05, Math.min(Math.max(grownX, grownY), room))
  return zoomAbout(view, 1 / scale, fixed, asset, aspect)
}

/** The wheel zooms about the pointer. Its listener is not passive, so that nothing behind it scrolls. */
const useWheelZoom = (
  image: { readonly current: HTMLElement | null },
  asset: Asset,
  aspect: Aspect,
  view: CropView,
  onChange: (view: CropView) => void,
) => {
  const latest = useRef({ asset, aspect, view, onChange })
  useEffect(() => {
    latest.current = { asset, aspect, view, onChange }
  })
  useEffect(() => {
    const element = image.current
    if (!element) return undefined
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const now = latest.current
      const box = element.getBoundingClientRect()
      const point = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
      now.onChange(zoomAbout(now.view, Math.exp(-event.deltaY / 500), point, now.asset, now.aspect))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [image])
}
