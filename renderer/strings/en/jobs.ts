import type { EngineId, Quality } from '../../../shared/domain/document.ts'
import type { JobState } from '../../../shared/domain/jobs.ts'
import { counted, grouped } from './counting.ts'

const jobs = (count: number) => counted(count, 'job')

const states: Readonly<Record<JobState, string>> = {
  created: 'waiting to begin',
  uploading: 'uploading images',
  submitting: 'sending',
  uncertain: 'uncertain',
  queued: 'queued',
  running: 'rendering',
  downloading: 'fetching the clip',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
}
const qualities: Readonly<Record<Quality, string>> = { draft: 'draft', final: 'final' }
const engines: Readonly<Record<EngineId, string>> = { fal: 'fal.ai', rehearsal: 'rehearsal' }

export const jobsWords = {
  title: 'Jobs',
  close: 'Close jobs',
  states,
  qualities,
  engines,
  part: (state: string, percent: number) => `${state}, ${percent} %`,
  queuedNext: 'queued, next in line',
  queuedBehind: (ahead: number) => `queued, ${grouped(ahead)} ahead`,
  cancelling: 'cancelling; a clip that is finished all the same is kept',
  waits: 'waits for you',
  lookingUp: 'uncertain; looking for it at fal.ai',

  groups: {
    waiting: 'Needs you',
    open: 'Under way',
    ended: 'Ended',
  },
  totals: {
    open: (count: number, price: string) => `${jobs(count)}, ${price}`,
    ended: (done: number, failed: number, price: string) =>
      [`${done} done`, failed > 0 ? `${failed} without a clip` : '', price]
        .filter((part) => part !== '')
        .join(', '),
  },
  empty: 'No jobs',
  emptyHint: 'What is rendered is listed here, from the click until the clip is in the project folder.',
  more: (count: number) => `Show ${grouped(count)} more`,

  shot: (label: string, title: string) => [`Shot ${label}`, title.trim()].filter(Boolean).join(' · '),
  take: (number: number) => `take ${number}`,
  otherProject: 'another project',
  /** At the field that fal.ai found fault with. */
  rejectedHere: (take: number, words: string) => `fal.ai rejected take ${take} because of this: ${words}`,
  overdue: 'Overdue: it takes longer than usual. It may still finish.',
  free: 'free',
  priceUnknown: 'price unknown',
  progress: (what: string) => `Progress of ${what}`,

  deeds: {
    cancel: 'Cancel',
    cancelAll: 'Cancel all',
    again: 'Try again',
    againFor: (price: string) => `Try again · ${price}`,
    goOn: 'Go on',
    goOnAll: 'Go on with all',
    lookUp: 'Look up again',
    adopt: 'Adopt…',
    sendAgain: 'Send again…',
    giveUp: 'Give up…',
    copyError: 'Copy error',
    copied: 'Copied.',
    reveal: 'Show clip in folder',
    goToShot: 'Go to shot',
    billing: 'fal.ai billing',
    key: 'Key…',
    requests: 'fal.ai requests',
    shotGone: 'The shot is not on the board any more.',
    notify: 'Tell me when renders are done',
    spending: 'Spending…',
  },

  uncertain: {
    notFound:
      'fal.ai’s list of requests does not show it so far; what is still being rendered may not be listed yet.',
    lookUp: 'Looks for it in fal.ai’s list of requests once more; costs nothing.',
    adoptTitle: 'Adopt a request',
    adoptHint:
      'The id of the request on fal.ai’s page of requests. Its clip becomes the take; nothing is sent.',
    adoptField: 'Request id',
    adoptDo: 'Adopt',
    sendTitle: (price: string) => `Send again for ${price}?`,
    sendText:
      'If fal.ai got the first request all the same, it charges for both. Look at its list of requests first to be sure.',
    sendDo: (price: string) => `Send again · ${price}`,
    giveUpTitle: 'Give this take up?',
    giveUpText:
      'The job ends without a clip. If fal.ai got the request, it may charge for it, and its clip is not fetched; it can still be found by comparing with fal.ai under Spending.',
    giveUpDo: 'Give up',
  },

  cancelAsk: {
    title: (count: number) => `Cancel ${jobs(count)}?`,
    text: 'What waits costs nothing. What fal.ai renders already may be charged; such a clip is kept.',
    confirm: 'Cancel them',
    keep: 'Go on',
  },

  said: {
    done: (what: string) => `${what} is done.`,
    failed: (what: string) => `${what} failed.`,
    expired: (what: string) => `${what}: fal.ai no longer keeps the clip.`,
    cancelled: (what: string) => `${what} is cancelled.`,
    waits: (what: string) => `${what} needs you.`,
    lookedUp: 'Looking for it at fal.ai.',
    resumed: (count: number) => `${jobs(count)} ${count === 1 ? 'goes' : 'go'} on.`,
  },

  /** The title of a page that is out of sight. */
  pageTitle: {
    running: (count: number, title: string) => `(${count}) ${title}`,
    finished: (count: number, title: string) => `✓ ${count} done · ${title}`,
  },
} as const
