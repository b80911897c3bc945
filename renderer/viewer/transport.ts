import { assertNever } from '../../shared/errors.ts'
import { clampFrame } from './frames.ts'

/**
 * What the buttons and keys of the viewer make of the clip: a pure state machine over frame numbers. Whoever drives
 * videos follows it, and tells it how far they have come.
 */
export interface Transport {
  /** Frames of what is shown. */
  readonly frames: number
  readonly frame: number
  /** Speed and direction: 0 stands still, 1 plays, 2 twice as fast, -1 backwards. */
  readonly speed: number
  readonly loop: boolean
  /** First and last frame of what is played, where the user set them. */
  readonly inFrame: number | null
  readonly outFrame: number | null
  /** Counts the times that the frame was set rather than reached: videos have to be sought then. */
  readonly seeks: number
}

export type TransportCommand =
  /** Something else is shown. `keepPlace`: it is another take of the same, so the frame stays. */
  | { readonly type: 'load'; readonly frames: number; readonly keepPlace: boolean }
  | { readonly type: 'toggle' }
  | { readonly type: 'forward' }
  | { readonly type: 'back' }
  | { readonly type: 'stop' }
  | { readonly type: 'step'; readonly by: number }
  | { readonly type: 'goTo'; readonly frame: number }
  | { readonly type: 'setIn' }
  | { readonly type: 'setOut' }
  | { readonly type: 'clearRange' }
  | { readonly type: 'setLoop'; readonly loop: boolean }
  /** Playing has come to this frame. */
  | { readonly type: 'reached'; readonly frame: number }

export const restingTransport: Transport = {
  frames: 1,
  frame: 0,
  speed: 0,
  loop: false,
  inFrame: null,
  outFrame: null,
  seeks: 0,
}

const fastest = 4

/** The first frame that is played. */
export const startOf = ({ inFrame }: Transport): number => inFrame ?? 0

/** The last frame that is played. */
export const endOf = ({ outFrame, frames }: Transport): number => outFrame ?? frames - 1

/** What a command makes of the transport. */
export const transported = (transport: Transport, command: TransportCommand): Transport => {
  const { frame, frames, speed } = transport
  switch (command.type) {
    case 'load':
      return loaded(transport, command)
    case 'toggle':
      return speed === 0 ? playing(transport, 1) : { ...transport, speed: 0 }
    case 'forward':
      return playing(transport, speed > 0 ? Math.min(speed * 2, fastest) : 1)
    case 'back':
      return playing(transport, speed < 0 ? Math.max(speed * 2, -fastest) : -1)
    case 'stop':
      return { ...transport, speed: 0 }
    case 'step':
      return sought({ ...transport, speed: 0 }, frame + command.by)
    case 'goTo':
      return sought(transport, command.frame)
    case 'setIn': {
      const { outFrame } = transport
      return {
        ...transport,
        inFrame: frame,
        outFrame: outFrame !== null && outFrame <= frame ? null : outFrame,
      }
    }
    case 'setOut': {
      const { inFrame } = transport
      return { ...transport, outFrame: frame, inFrame: inFrame !== null && inFrame >= frame ? null : inFrame }
    }
    case 'clearRange':
      return { ...transport, inFrame: null, outFrame: null }
    case 'setLoop':
      return { ...transport, loop: command.loop }
    case 'reached':
      return reached(transport, clampFrame(command.frame, frames))
    default:
      return assertNever(command)
  }
}

const loaded = (
  { frame, speed, loop, seeks }: Transport,
  { frames, keepPlace }: { readonly frames: number; readonly keepPlace: boolean },
): Transport => ({
  ...restingTransport,
  frames,
  frame: keepPlace ? clampFrame(frame, frames) : 0,
  // What has only one frame has nothing to play.
  speed: frames > 1 ? speed : 0,
  loop,
  seeks: seeks + 1,
})

const sought = (transport: Transport, frame: number): Transport => ({
  ...transport,
  frame: clampFrame(frame, transport.frames),
  seeks: transport.seeks + 1,
})

/** Begins to play; from the other end where there is nothing left to play in this direction. */
const playing = (transport: Transport, speed: number): Transport => {
  if (transport.frames < 2) return transport
  const next = { ...transport, speed }
  if (speed > 0 && transport.frame >= endOf(transport)) return sought(next, startOf(transport))
  if (speed < 0 && transport.frame <= startOf(transport)) return sought(next, endOf(transport))
  return next
}

const reached = (transport: Transport, frame: number): Transport => {
  const { speed, loop } = transport
  if (speed === 0) return transport
  const start = startOf(transport)
  const end = endOf(transport)
  const isOver = speed > 0 ? frame >= end : frame <= start
  if (!isOver) return frame === transport.frame ? transport : { ...transport, frame }
  // The last frame is shown before the first comes again.
  if (loop && transport.frame !== (speed > 0 ? end : start) && frame === (speed > 0 ? end : start))
    return { ...transport, frame }
  if (loop) return sought(transport, speed > 0 ? start : end)
  return sought({ ...transport, speed: 0 }, speed > 0 ? end : start)
}
