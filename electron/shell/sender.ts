import { pageOrigin } from './origin.ts'

/** What a message says of the frame that sent it: the part of Electron's `WebFrameMain` that is looked at. */
export interface SenderFrame {
  readonly detached: boolean
  readonly origin: string
  readonly parent: unknown
  readonly frameTreeNodeId: number
}

/**
 * Why a message is refused, or null where its sender may ask: the main frame of a window of ours that shows the page.
 * Threat: a frame inside the page, a window that went elsewhere, a frame that is gone, another window.
 * @param frame null where the frame has navigated or was destroyed since. @param mainFrame of the window of ours that
 * the message came from; null where it came from none.
 */
export const refusalOf = (
  frame: SenderFrame | null,
  mainFrame: Pick<SenderFrame, 'frameTreeNodeId'> | null,
): 'not-our-window' | 'gone' | 'sub-frame' | 'foreign-origin' | null => {
  if (mainFrame === null) return 'not-our-window'
  if (frame === null || frame.detached) return 'gone'
  if (frame.parent !== null || frame.frameTreeNodeId !== mainFrame.frameTreeNodeId) return 'sub-frame'
  return frame.origin === pageOrigin ? null : 'foreign-origin'
}
