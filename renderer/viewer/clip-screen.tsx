import { useEffect, useState } from 'react'
import type { Take } from '../../shared/domain/document.ts'
import { useRested } from '../app/use-rested.ts'
import { Spinner } from '../design/kit/spinner.tsx'
import { strings } from '../strings/en/index.ts'
import { Clip } from './clip.tsx'
import styles from './clip-screen.module.css'

/**
 * A take's clip. The clip before it stays in sight until a frame of the new one can be shown, and the clips that are
 * likely to be asked for next wait behind it once the user has stopped here: changing never shows an empty picture.
 */
export const ClipScreen = ({
  take,
  likelyNext,
  attemptOf,
  startFrame,
  onShow,
  onFailure,
}: {
  readonly take: Take
  readonly likelyNext: readonly Take[]
  /** How often a clip was tried anew after it failed. */
  readonly attemptOf: (take: Take) => number
  /** The frame with which a clip begins to be shown. */
  readonly startFrame: (take: Take) => number
  readonly onShow: (take: Take, video: HTMLVideoElement) => void
  readonly onFailure: (take: Take) => void
}) => {
  const [shown, setShown] = useState<Take | null>(null)
  const isLate = useIsLate(shown?.id !== take.id, take.id)
  const isShown = shown?.id === take.id
  const isRested = useRested(take.id)
  const pool = poolOf(shown, take, isShown && isRested ? likelyNext : [])
  return (
    <>
      {pool.map((clip) => (
        <Clip
          key={clip.id}
          take={clip}
          attempt={attemptOf(clip)}
          inSight={clip.id === shown?.id}
          wanted={clip.id === take.id}
          startFrame={startFrame}
          onReady={(ready, video) => {
            setShown(ready)
            onShow(ready, video)
          }}
          onFailure={onFailure}
        />
      ))}
      {isLate && (
        <span className={styles['late']}>
          <Spinner label={strings.viewer.loading} />
        </span>
      )}
    </>
  )
}

// In one order whatever is shown: a video that is moved within the page stops playing.
const poolOf = (shown: Take | null, wanted: Take, likelyNext: readonly Take[]): readonly Take[] =>
  [
    ...new Map([...likelyNext, ...(shown ? [shown] : []), wanted].map((take) => [take.id, take])).values(),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1))

const patienceMs = 400

/** Whether something has been awaited for so long that it should be said. */
const useIsLate = (waiting: boolean, what: string): boolean => {
  const [late, setLate] = useState<string | null>(null)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLate(what), patienceMs)
    return () => {
      clearTimeout(timer)
      setLate(null)
    }
  }, [waiting, what])
  return waiting && late === what
}
