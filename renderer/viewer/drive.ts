import { framesPerSecond } from '../../shared/domain/timecode.ts'
import { clampFrame, frameAt, momentOf } from './frames.ts'
import { command, transport, viewerStore } from './transport-store.ts'

/**
 * Makes videos follow the transport, and tells the transport how far they have come. The first of the longest is the
 * clock; the others are kept in step with it. Without a video (a rehearsal of stills) time itself is the clock; so it is
 * backwards, where videos are sought frame by frame, since browsers do not play backwards. Gives what ends it.
 */
export const drive = (videos: readonly HTMLVideoElement[]): (() => void) => {
  const seekers = new Map(videos.map((video) => [video, createSeeker(video)]))
  const [clock] = videos.toSorted((a, b) => b.duration - a.duration)
  const end = new AbortController()
  let stopTicking: (() => void) | null = null

  const seekAll = (frame: number) => {
    for (const seeker of seekers.values()) seeker.seek(frame)
  }

  const follow = () => {
    const { speed } = transport()
    stopTicking?.()
    stopTicking = null
    for (const video of videos) if (speed <= 0) video.pause()
    if (speed === 0) return
    if (speed > 0 && clock) {
      for (const video of videos) begin(video, speed)
      stopTicking = tickWith(clock, () => keepInStep(clock, videos))
    } else stopTicking = tickByTime(seekAll)
  }

  clock?.addEventListener(
    'ended',
    () => {
      // Twice: the last frame is shown, and then what comes after it.
      const last = transport().frames - 1
      if (transport().speed <= 0) return
      command({ type: 'reached', frame: last })
      command({ type: 'reached', frame: last })
    },
    { signal: end.signal },
  )

  const unsubscribe = viewerStore.subscribe(({ transport: now }, { transport: before }) => {
    if (now.seeks !== before.seeks) seekAll(now.frame)
    if (now.speed !== before.speed) {
      follow()
      // Where it came to stand, all stand on the same frame.
      if (now.speed === 0 && now.seeks === before.seeks) seekAll(now.frame)
    } else if (now.seeks !== before.seeks && now.speed > 0)
      for (const video of videos) begin(video, now.speed)
  })
  const stopVolume = followVolume(videos)
  seekAll(transport().frame)
  follow()
  return () => {
    unsubscribe()
    stopVolume()
    stopTicking?.()
    end.abort()
    for (const seeker of seekers.values()) seeker.end()
    for (const video of videos) video.pause()
  }
}

const begin = (video: HTMLVideoElement, speed: number) => {
  video.playbackRate = speed
  if (!video.paused) return
  video.play().catch((error: unknown) => {
    // Interrupted by a pause or another clip: what was wanted has changed meanwhile.
    if (error instanceof DOMException && error.name === 'AbortError') return
    command({ type: 'stop' })
  })
}

/** Seeks to the middle of a frame; while one seek is under way only the latest wish is kept. */
const createSeeker = (video: HTMLVideoElement) => {
  let wanted: number | null = null
  const seek = (frame: number) => {
    const last = Number.isFinite(video.duration) ? video.duration - 0.5 / framesPerSecond : Infinity
    const moment = Math.max(0, Math.min(momentOf(frame), last))
    if (video.seeking) wanted = frame
    else if (Math.abs(video.currentTime - moment) > 0.001) video.currentTime = moment
  }
  const onSeeked = () => {
    if (wanted === null) return
    const frame = wanted
    wanted = null
    seek(frame)
  }
  video.addEventListener('seeked', onSeeked)
  return { seek, end: () => video.removeEventListener('seeked', onSeeked) }
}

/** Tells of every frame that a playing video shows. */
const tickWith = (clock: HTMLVideoElement, onTick: () => void): (() => void) => {
  let handle = 0
  const tick = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    handle = clock.requestVideoFrameCallback(tick)
    if (clock.seeking || clock.paused) return
    onTick()
    command({ type: 'reached', frame: frameAt(mediaTime, transport().frames) })
  }
  handle = clock.requestVideoFrameCallback(tick)
  return () => clock.cancelVideoFrameCallback(handle)
}

const outOfStepSeconds = 1.5 / framesPerSecond

const keepInStep = (clock: HTMLVideoElement, videos: readonly HTMLVideoElement[]) => {
  for (const video of videos) {
    if (video === clock || video.seeking || video.ended) continue
    if (Math.abs(video.currentTime - clock.currentTime) > outOfStepSeconds)
      video.currentTime = Math.min(clock.currentTime, video.duration)
  }
}

/** Lets time itself move the transport. */
const tickByTime = (onFrame: (frame: number) => void): (() => void) => {
  let began: { atMs: number; frame: number; seeks: number } | null = null
  let handle = 0
  const tick = (nowMs: number) => {
    handle = requestAnimationFrame(tick)
    const { frame, frames, speed, seeks } = transport()
    if (!began || began.seeks !== seeks) {
      began = { atMs: nowMs, frame, seeks }
      return
    }
    const passed = ((nowMs - began.atMs) / 1000) * framesPerSecond * speed
    const next = clampFrame(began.frame + passed, frames)
    if (next === frame && next !== 0 && next !== frames - 1) return
    command({ type: 'reached', frame: next })
    // A frame that was set instead is sought by whoever hears of it.
    if (transport().seeks === seeks) onFrame(transport().frame)
  }
  handle = requestAnimationFrame(tick)
  return () => cancelAnimationFrame(handle)
}

const followVolume = (videos: readonly HTMLVideoElement[]): (() => void) => {
  const apply = () => {
    const { volume, muted } = viewerStore.getState().look
    // Of several clips one is heard.
    for (const [at, video] of videos.entries()) {
      video.volume = volume
      video.muted = muted || at > 0
    }
  }
  apply()
  return viewerStore.subscribe((now, before) => {
    if (now.look !== before.look) apply()
  })
}
