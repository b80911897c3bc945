import { chosenTake, markOf } from '../../shared/domain/board.ts'
import type { BoardDocument, EngineId, Shot, Take } from '../../shared/domain/document.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import { planRender, type PlanReason } from '../../shared/domain/plan.ts'
import { formatPrice, type PriceTable } from '../../shared/domain/prices.ts'
import { assertNever } from '../../shared/errors.ts'
import type { JobView } from '../../shared/views.ts'
import { changesSince } from '../state/take-changes.ts'
import { strings } from '../strings/en/index.ts'

/** How a shot stands, in the few words of its card. */
export interface CardStatus {
  readonly tone: 'neutral' | 'accent' | 'select' | 'ok' | 'bad'
  readonly words: string
  /** Part that is done of a job that runs, 0 to 1; null where there is none, or nobody knows. */
  readonly fraction: number | null
}

/** What the status of a card is made of. `takes` are the shot's that are not binned, oldest first. */
export interface CardFacts {
  readonly document: BoardDocument
  readonly shot: Shot
  readonly takes: readonly Take[]
  /** Jobs of the shot, newest first. */
  readonly jobs: readonly JobView[]
  readonly engine: EngineId
  readonly prices: PriceTable
  readonly missingClips: ReadonlySet<string>
  readonly expiredClips: ReadonlySet<string>
}

const words = strings.board.card

/** What matters most about a shot: what happens to it now, else what there is of it, else what it would take. */
export const cardStatus = (facts: CardFacts): CardStatus => {
  const { document, shot, takes, jobs } = facts
  const job = jobs.find(({ state }) => isOpen(state))
  if (job) return jobStatus(job)
  const take = chosenTake(document, shot, takes)
  const latest = jobs[0]
  // A failure that came after the take that stands for the shot is news; an earlier one is history.
  const isNews = latest && (!take || Date.parse(take.createdAt) < latest.updatedAtMs)
  if (isNews && (latest.state === 'failed' || latest.state === 'expired'))
    return status('bad', words[latest.state])
  if (take) return takeStatus(facts, take)
  const planned = finalOf(facts)
  if (!planned.ok) return status('neutral', planned.reasons[0] ? reasonWords(planned.reasons[0]) : '')
  return status('neutral', facts.engine === 'rehearsal' ? words.ready : formatPrice(planned.plan.price))
}

/** What the next take of the shot would be, or why there can be none. */
const finalOf = ({ document, shot, engine, prices }: CardFacts) =>
  planRender(document, shot, { quality: 'final', engine, prices })

const status = (tone: CardStatus['tone'], text: string, fraction: number | null = null): CardStatus => ({
  tone,
  words: text,
  fraction,
})

const takeStatus = (facts: CardFacts, take: Take): CardStatus => {
  const { document, shot, missingClips, expiredClips } = facts
  if (expiredClips.has(take.file)) return status('bad', words.clipExpired)
  if (missingClips.has(take.file)) return status('bad', words.clipMissing)
  if (changesSince(document, shot, take).length > 0) {
    const planned = finalOf(facts)
    const isPriced = planned.ok && facts.engine === 'fal'
    return status('accent', isPriced ? words.staleAt(formatPrice(planned.plan.price)) : words.stale)
  }
  const { name } = markOf(document, take.id)
  return status('ok', name.trim() === '' ? words.take(take.number) : name.trim())
}

const jobStatus = (job: JobView): CardStatus => {
  if (job.state === 'uncertain') return status('accent', words.uncertain)
  if (job.waitsFor) return status('accent', words.waits)
  switch (job.state) {
    case 'created':
    case 'queued':
      return status('select', job.queuePosition === null ? words.queued : words.queuedAt(job.queuePosition))
    case 'uploading':
      return status('select', words.uploading, job.fraction)
    case 'submitting':
      return status('select', words.sending)
    case 'running':
      return status(
        'select',
        job.fraction === null ? words.rendering : words.percent(Math.round(job.fraction * 100)),
        job.fraction,
      )
    case 'downloading':
      return status('select', words.downloading, job.fraction)
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'expired':
      return status('neutral', '')
    default:
      return assertNever(job.state)
  }
}

const reasonWords = (reason: PlanReason): string => {
  switch (reason.reason) {
    case 'too-few-keyframes':
      return reason.count === 0 ? words.noImages : words.oneKeyframe
    case 'no-elements':
    case 'no-picture':
      return words.noImages
    case 'no-prompt':
      return words.noPrompt
    case 'prompt-too-long':
      return words.promptTooLong
    case 'over-25-seconds':
    case 'gap-count':
      return words.gapsDoNotFit
    case 'image-not-in-library':
      return words.imageMissing
    default:
      return assertNever(reason)
  }
}
