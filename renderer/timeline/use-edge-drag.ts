import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { Shot } from '../../shared/domain/document.ts'
import { announce } from '../a11y/announce.ts'
import { strings } from '../strings/en/index.ts'
import { draggedSeconds, moveEdge, type EdgeMove } from './gap-drag.ts'
import { releaseEdge } from './track-edits.ts'

/** The edge of a gap on its way. */
export interface EdgeDrag {
  readonly index: number
  readonly move: EdgeMove
  /** The scale that the track had when the edge was taken. */
  readonly pxPerSecond: number
}

interface Taken {
  readonly index: number
  readonly shot: Shot
  readonly pxPerSecond: number
  readonly startX: number
  readonly startSeconds: number
}

/** Finer than this, a second would pass under the pointer too quickly to stop at. */
const finestPxPerSecond = 10

/**
 * Dragging the edge at the end of a gap. Nothing is sent until it is let go; Escape leaves everything as it was. With
 * Alt, at any moment of the drag, the next gap makes up for it.
 */
export const useEdgeDrag = (
  shot: Shot,
  pxPerSecond: number,
): { readonly drag: EdgeDrag | null; readonly take: (index: number, event: PointerEvent) => void } => {
  const [drag, setDrag] = useState<EdgeDrag | null>(null)
  const [taken, setTaken] = useState<Taken | null>(null)
  const latest = useRef<EdgeDrag | null>(null)

  useEffect(() => {
    if (!taken) return undefined
    let x = taken.startX
    const show = (roll: boolean) => {
      const wanted = draggedSeconds(taken.startSeconds, x - taken.startX, taken.pxPerSecond)
      const move = moveEdge(taken.shot.frames.gaps, taken.index, wanted, roll ? 'roll' : 'ripple')
      const before = latest.current?.move
      const { seconds, stoppedBy, mode } = move
      if (before?.seconds === seconds && before.stoppedBy === stoppedBy && before.mode === mode) return
      latest.current = { index: taken.index, move, pxPerSecond: taken.pxPerSecond }
      setDrag(latest.current)
    }
    const finish = () => {
      latest.current = null
      setDrag(null)
      setTaken(null)
    }
    const end = new AbortController()
    const listen = { signal: end.signal }
    window.addEventListener(
      'pointermove',
      (event) => {
        x = event.clientX
        show(event.altKey)
      },
      listen,
    )
    window.addEventListener(
      'pointerup',
      () => {
        const move = latest.current?.move
        finish()
        if (move) releaseEdge(taken.shot, taken.index, move)
      },
      listen,
    )
    window.addEventListener('pointercancel', finish, listen)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        finish()
        announce(strings.timeline.edge.cancelled)
      } else if (event.key !== 'Alt') return
      else show(event.type === 'keydown')
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, { ...listen, capture: true })
    window.addEventListener('keyup', onKey, { ...listen, capture: true })
    return () => end.abort()
  }, [taken])

  return {
    drag,
    take: (index, event) => {
      const gap = shot.frames.gaps[index]
      if (event.button !== 0 || !gap) return
      event.preventDefault()
      event.stopPropagation()
      setTaken({
        index,
        shot,
        pxPerSecond: Math.max(pxPerSecond, finestPxPerSecond),
        startX: event.clientX,
        startSeconds: gap.seconds,
      })
    },
  }
}
