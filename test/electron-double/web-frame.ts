import type { Session } from './cdp.ts'
import { toApp } from './protocol.ts'

let frames = 0

/** Electron's `WebFrameMain`: one frame of a page, the same object for as long as the frame is there. */
export class WebFrame {
  readonly frameTreeNodeId = ++frames
  readonly routingId = this.frameTreeNodeId
  readonly processId = 1
  readonly frames: WebFrame[] = []
  detached = false
  url: string
  readonly parent: WebFrame | null

  constructor(url: string, parent: WebFrame | null) {
    this.url = url
    this.parent = parent
  }

  get origin(): string {
    const { protocol, host, origin } = new URL(this.url || 'about:blank')
    return origin === 'null' && host ? `${protocol}//${host}` : origin
  }
  get top(): WebFrame {
    return this.parent?.top ?? this
  }
  get framesInSubtree(): WebFrame[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)]
  }
  isDestroyed(): boolean {
    return this.detached
  }
  toRecord(): unknown {
    return { frame: this.url }
  }
}

/** Keeps the tree of frames as Chromium reports it. The main frame outlives every navigation. */
export const trackFrames = (session: Session, mainFrameId: string, mainFrame: WebFrame) => {
  const known = new Map([[mainFrameId, mainFrame]])
  const drop = (frameId: string) => {
    const frame = known.get(frameId)
    if (!frame?.parent) return
    frame.detached = true
    known.delete(frameId)
    frame.parent.frames.splice(frame.parent.frames.indexOf(frame), 1)
  }
  session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
    const parent = known.get(parentFrameId)
    if (!parent || known.has(frameId)) return
    const frame = new WebFrame('about:blank', parent)
    known.set(frameId, frame)
    parent.frames.push(frame)
  })
  session.on('Page.frameNavigated', ({ frame }) => {
    const moved = known.get(frame.id)
    if (moved) moved.url = toApp(frame.url)
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    const moved = known.get(frameId)
    if (moved) moved.url = toApp(url)
  })
  session.on('Page.frameDetached', ({ frameId, reason }) => {
    if (reason === 'remove') drop(frameId)
  })
  return (frameId: string) => known.get(frameId)
}
