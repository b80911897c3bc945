import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Take } from '../../shared/domain/document.ts'
import type { ShotId, TakeId } from '../../shared/domain/ids.ts'
import { lookForClips } from '../state/clips.ts'
import { board, useBoard } from '../state/open-board.ts'
import { clampFrame, frameCount } from './frames.ts'
import { drive } from './drive.ts'
import type { Subject } from './subject.ts'
import { command, setShownTakes, transport } from './transport-store.ts'

type Place = 'only' | 'left' | 'right'

/** The clips in sight, and what their screens need. */
export interface Clips {
  readonly inSight: ReadonlyMap<Place, Take>
  readonly failed: ReadonlySet<TakeId>
  readonly attemptOf: (take: Take) => number
  readonly startFrame: (take: Take) => number
  readonly onShow: (place: Place, take: Take, video: HTMLVideoElement) => void
  readonly onFailure: (take: Take) => void
  readonly again: (take: Take) => void
}

interface Showing {
  readonly take: Take
  readonly video: HTMLVideoElement
}

/** Joins the clips in sight to the transport: it begins anew when something else can be seen, not when it is asked for. */
export const useClips = (subject: Subject, stillFrames: number): Clips => {
  const [showing, setShowing] = useState<ReadonlyMap<Place, Showing>>(new Map())
  const [failed, setFailed] = useState<ReadonlySet<TakeId>>(new Set())
  const [attempts, setAttempts] = useState<ReadonlyMap<TakeId, number>>(new Map())
  const lastShot = useRef<ShotId | null>(null)

  const places = placesOf(subject, failed)
  const current = places.flatMap((place) => showing.get(place) ?? [])
  const hasClips = places.length > 0
  const videos = useStable(current.map(({ video }) => video))
  const takes = useStable(current.map(({ take }) => take))

  // What stood on another kind of stage is gone from the page.
  useEffect(() => {
    setShowing((now) =>
      [...now.keys()].every((place) => places.includes(place))
        ? now
        : new Map([...now].filter(([place]) => places.includes(place))),
    )
  }, [places])

  const again = useCallback(({ id }: Pick<Take, 'id'>) => {
    setAttempts((now) => new Map(now).set(id, (now.get(id) ?? 0) + 1))
    setFailed((now) => new Set([...now].filter((other) => other !== id)))
  }, [])

  // One that failed because it was missing is read anew when it is there again.
  const missing = useBoard(({ missingClips }) => missingClips)
  useEffect(() => {
    const { takes: all } = board().document
    for (const id of failed) if (missing.has(all[id]?.file ?? '')) again({ id })
  }, [missing, failed, again])

  // Of clips, that of the one in sight, which may be the one before for a moment.
  const shotId = hasClips ? (takes[0]?.shotId ?? null) : stillShotId(subject)
  const previewOf = subject.kind === 'preview' ? subject.shot.id : null
  const imageOf = subject.kind === 'image' ? subject.asset.id : null
  useEffect(() => {
    if (hasClips && takes.length === 0) return
    const frames = hasClips ? Math.max(...takes.map(({ durationMs }) => frameCount(durationMs))) : stillFrames
    const keepPlace = shotId !== null && lastShot.current === shotId
    lastShot.current = shotId
    command({ type: 'load', frames, keepPlace })
    setShownTakes(takes.map(({ id }) => id))
    return drive(videos)
  }, [hasClips, takes, videos, stillFrames, shotId, previewOf, imageOf])

  return useMemo(
    () => ({
      inSight: new Map([...showing].map(([place, { take }]) => [place, take])),
      failed,
      attemptOf: ({ id }) => attempts.get(id) ?? 0,
      startFrame: (take) =>
        lastShot.current === take.shotId ? clampFrame(transport().frame, frameCount(take.durationMs)) : 0,
      onShow: (place, take, video) => setShowing((now) => new Map(now).set(place, { take, video })),
      onFailure: ({ id }) => {
        setFailed((now) => new Set(now).add(id))
        // Perhaps it is not there any more.
        void lookForClips()
      },
      again,
    }),
    [showing, failed, attempts, again],
  )
}

const none: readonly Place[] = []
const one: readonly Place[] = ['only']
const two: readonly Place[] = ['left', 'right']

const placesOf = (subject: Subject, failed: ReadonlySet<TakeId>): readonly Place[] => {
  if (subject.kind === 'compare') return two
  return subject.kind === 'take' && !failed.has(subject.take.id) ? one : none
}

const stillShotId = (subject: Subject): ShotId | null =>
  subject.kind === 'preview' || subject.kind === 'nothing' ? subject.shot.id : null

/** The same array as long as it holds the same things. */
const useStable = <T>(list: readonly T[]): readonly T[] => {
  const last = useRef(list)
  if (last.current.length !== list.length || last.current.some((item, at) => item !== list[at]))
    last.current = list
  return last.current
}
