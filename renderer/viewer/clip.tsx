import { useLayoutEffect, useRef } from 'react'
import type { Take } from '../../shared/domain/document.ts'
import { classNames } from '../design/class-names.ts'
import { clipUrl } from '../state/media.ts'
import styles from './clip-screen.module.css'
import { momentOf } from './frames.ts'

/**
 * One clip of the pool, in sight or waiting. Where it is wanted it goes to `startFrame` first, and says so when that
 * frame can be shown.
 */
export const Clip = ({
  take,
  attempt,
  inSight,
  wanted,
  startFrame,
  onReady,
  onFailure,
}: {
  readonly take: Take
  /** Counts how often it was tried, so that a clip that failed is read anew. */
  readonly attempt: number
  readonly inSight: boolean
  readonly wanted: boolean
  readonly startFrame: (take: Take) => number
  readonly onReady: (take: Take, video: HTMLVideoElement) => void
  readonly onFailure: (take: Take) => void
}) => {
  const ref = useRef<HTMLVideoElement>(null)
  const latest = useRef({ startFrame, onReady, onFailure })
  useLayoutEffect(() => {
    latest.current = { startFrame, onReady, onFailure }
  })

  useLayoutEffect(() => {
    const video = ref.current
    if (!video || inSight) return
    const end = new AbortController()
    const moment = momentOf(wanted ? latest.current.startFrame(take) : 0)
    const settle = () => {
      if (video.readyState < video.HAVE_METADATA || video.seeking) return
      const target = Math.max(0, Math.min(moment, video.duration - 0.02))
      if (Math.abs(video.currentTime - target) > 0.001) video.currentTime = target
      else if (wanted && video.readyState >= video.HAVE_CURRENT_DATA) {
        end.abort()
        latest.current.onReady(take, video)
      }
    }
    for (const event of ['loadedmetadata', 'loadeddata', 'seeked', 'canplay'] as const)
      video.addEventListener(event, settle, { signal: end.signal })
    settle()
    return () => end.abort()
  }, [take, attempt, inSight, wanted])

  // An error may have come before anyone listened.
  useLayoutEffect(() => {
    if (wanted && ref.current?.error) latest.current.onFailure(take)
  }, [take, wanted])

  return (
    <video
      key={attempt}
      ref={ref}
      className={classNames(styles['clip'], inSight && styles['inSight'])}
      src={clipUrl(take.id)}
      preload="auto"
      playsInline
      disablePictureInPicture
      tabIndex={-1}
      aria-hidden
      onError={() => wanted && latest.current.onFailure(take)}
    />
  )
}
