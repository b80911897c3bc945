import { recordOf } from '../../shared/domain/document.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { CallInput } from '../../shared/contract.ts'
import type { JobView } from '../../shared/views.ts'
import { announce } from '../a11y/announce.ts'
import { copyText } from '../app/copy-text.ts'
import { renderShots } from '../render/deeds.ts'
import { app } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { jobs, takeJobs } from '../state/jobs.ts'
import { notify } from '../state/notices.ts'
import { boardStore } from '../state/open-board.ts'
import { selectShots, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { saveCopy } from '../takes/take-deeds.ts'
import { jobName, wrongOf, type JobDeed } from './job-words.ts'
import { askAboutJob } from './jobs-ui.ts'

/** What can be done with jobs. */

const words = strings.jobs

export const cancelJob = (job: JobView): void => {
  void ask('job.cancel', { jobId: job.id })
}

/** Cancels everything that is under way in the open project. What is uncertain cannot be cancelled. */
export const cancelAll = async (): Promise<void> => {
  const open = [...jobs().values()].filter(({ state }) => isOpen(state) && state !== 'uncertain')
  for (const { id, cancelRequested } of open) if (!cancelRequested) await ask('job.cancel', { jobId: id })
}

/** Goes on with a job that waits for the user, or (null) with all of them. */
export const goOn = async (job: JobView | null): Promise<void> => {
  const answer = await ask('job.resume', { jobId: job?.id ?? null })
  if (answer.ok) announce(words.said.resumed(answer.value.resumed))
}

/** Renders the shot of a job again, as it is now, at the price of now. */
export const tryAgain = (job: JobView): void => {
  if (!isOnBoard(job)) {
    notify({ tone: 'info', text: words.deeds.shotGone })
    return
  }
  void renderShots([job.shotId], { quality: job.quality, engine: job.engine })
}

/** Whether the job's shot is on the board that is open. */
export const isOnBoard = ({ projectId, shotId }: JobView): boolean => {
  const open = boardStore.getState()
  return open?.projectId === projectId && recordOf(open.document.shots, shotId) !== undefined
}

export const goToShot = ({ shotId }: JobView): void => selectShots([shotId])

/** Shows the take of a job in the viewer. */
export const showClip = (job: JobView): void => {
  const take = takeOf(job)
  if (!take) return
  selectShots([take.shotId])
  setSession({ viewer: { kind: 'take', takeId: take.id }, compareTakeIds: null })
}

const takeOf = (job: JobView) => {
  const open = boardStore.getState()
  if (open?.projectId !== job.projectId) return undefined
  return Object.values(open.document.takes).find(({ jobId }) => jobId === job.id)
}

/** Shows the clip in its folder; where the front door cannot, saves a copy of it. */
export const revealClip = (job: JobView): void => {
  const take = takeOf(job)
  if (!take) return
  if (!app().abilities.reveal) return saveCopy(take)
  void ask('project.reveal', { projectId: job.projectId, what: { kind: 'take', takeId: take.id } })
}

/** Everything that is worth telling of what went wrong: our words, the service's own, the request id. */
export const errorText = (job: JobView): string => {
  const failure = wrongOf(job) ?? job.trouble
  if (!failure) return job.requestId ?? ''
  const requestId = failure.requestId ?? job.requestId
  const { text, detail } = strings.errors.describe({ ...failure, ...(requestId && { requestId }) })
  return [`${jobName(job)} (${job.endpoint})`, text, detail].filter(Boolean).join('\n')
}

export const lookUp = async (job: JobView): Promise<void> => {
  const answer = await ask('job.lookUp', { jobId: job.id })
  if (answer.ok) announce(words.said.lookedUp)
}

/** Ends a job's uncertainty. Gives whether it could. */
export const settleJob = async (job: JobView, word: CallInput<'job.settle'>['word']): Promise<boolean> => {
  const answer = await ask('job.settle', { jobId: job.id, word })
  if (answer.ok) takeJobs([answer.value.job])
  return answer.ok
}

/** Does what a button of a job says. */
export const doDeed = (job: JobView, deed: JobDeed): void => {
  switch (deed) {
    case 'go-on':
      void goOn(job)
      return
    case 'look-up':
      void lookUp(job)
      return
    case 'adopt':
    case 'send-again':
    case 'give-up':
      return askAboutJob({ kind: deed, jobId: job.id })
    case 'again':
      return tryAgain(job)
    case 'cancel':
      return cancelJob(job)
    case 'reveal':
      return revealClip(job)
    case 'copy-error':
      void copyText(errorText(job), words.deeds.copied)
      return
    case 'billing':
      void ask('app.openLink', { link: 'fal-billing' })
      return
    case 'key':
      setSession({ dialog: { kind: 'settings', page: 'key' } })
  }
}
