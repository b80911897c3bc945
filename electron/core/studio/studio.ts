import type { Handlers } from '../../../shared/contract.ts'
import type { MediaAnswer } from '../media/answer-media.ts'
import type { Send } from './front-door.ts'
import type { HandedFiles } from './handed-files.ts'

/**
 * The core as windows see it: open projects with their jobs, the library, keys and settings, behind the contract. One
 * studio serves every window of a front door.
 */
export interface Studio {
  readonly handlers: Handlers
  /** A window begins to listen; what is returned ends it, and lets go of the projects it showed. */
  readonly join: (client: string, send: Send) => () => void
  readonly handedFiles: HandedFiles
  /**
   * Answers a request for media: `path` is what follows the media base (`/<projectId>/clip/<takeId>`), `query` without
   * its question mark, `range` the Range header. Never rejects.
   */
  readonly media: (path: string, query: string, range: string | null) => Promise<MediaAnswer>
  /** Goes on with every open job in the ledger, project by project; those that are away wait. */
  readonly resume: () => Promise<void>
  /** Jobs under way here. Those that wait for the user are not counted. */
  readonly jobsRunning: () => number
  /** Tells `listener` whenever that number changes. */
  readonly onJobsRunning: (listener: (running: number) => void) => () => void
  /** Path of a take's clip, for dragging it out; null where it is not there. */
  readonly clipPath: (projectId: string, takeId: string) => Promise<string | null>
  /** Stops the jobs where they are (to be resumed), saves and closes every project. */
  readonly close: () => Promise<void>
}
