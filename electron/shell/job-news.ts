import type { JobView } from '../../shared/views.ts'

/** A job that has come to something that its owner wants to know. */
export type News = Pick<JobView, 'id' | 'shotLabel' | 'takeNumber' | 'state' | 'failure' | 'waitsFor'>

/** Whether a step of a job is news: it ended, other than by the user's word, or it waits for the user. */
export const isNews = ({ state, waitsFor }: News): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'expired' || waitsFor !== null

/** What to say of one or several jobs at once. A prompt is never part of it: others may see the screen. */
export const newsWords = (
  news: readonly [News, ...News[]],
): { readonly title: string; readonly body: string } => {
  const [first] = news
  if (news.length === 1) {
    const shot = `Shot ${first.shotLabel}`
    if (first.waitsFor) return { title: `${shot} waits for you`, body: first.waitsFor.message }
    return first.state === 'succeeded'
      ? { title: `${shot} is ready`, body: `Take ${first.takeNumber} has been made.` }
      : { title: `${shot} was not made`, body: first.failure?.message ?? 'The jobs list says why.' }
  }
  const waiting = news.filter(({ waitsFor }) => waitsFor !== null).length
  const ready = news.filter(({ state }) => state === 'succeeded').length
  const failed = news.length - waiting - ready
  const parts = [
    ...(ready > 0 ? [`${ready} ready`] : []),
    ...(failed > 0 ? [`${failed} not made`] : []),
    ...(waiting > 0 ? [`${waiting} waiting for you`] : []),
  ]
  return { title: `${news.length} shots`, body: `${parts.join(', ')}.` }
}
