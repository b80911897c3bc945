import { formatSeconds } from '../../shared/domain/timecode.ts'
import type { JobEvent } from '../core/jobs/runner.ts'
import { isOpen, type JobState } from '../../shared/domain/jobs.ts'
import type { Job } from '../core/ledger/job.ts'
import type { Context } from './context.ts'
import { jobFields } from './job-fields.ts'
import { fit, type Output } from './output.ts'
import { nameOf } from './shots.ts'

/** Shows how jobs come on. */
export interface JobsView {
  readonly onEvent: (event: JobEvent) => void
  /** Leaves the last picture standing. */
  readonly end: () => void
}

/**
 * A view of jobs: on a terminal a table that is redrawn in place, elsewhere a line for each step that matters, and
 * with `--json` an event for each step.
 */
export const createJobsView = ({ output }: Context, jobs: readonly Job[]): JobsView => {
  const rows = new Map<string, TableRow>()
  for (const job of jobs)
    rows.set(job.id, rowFor({ job, overdue: false, fraction: null, queuePosition: null, trouble: null }))
  const troublesNoted = new Set<string>()
  let drawnAtMs = 0
  const draw = () => {
    if (!output.interactive) return
    drawnAtMs = performance.now()
    output.redraw(tableOf([...rows.values()], drawnAtMs, output.size()))
  }
  draw()
  // The seconds that a job has been running are all that moves where the engine tells no progress.
  const ticking = output.interactive ? setInterval(draw, 1000) : null
  return {
    onEvent: (event) => {
      const before = rows.get(event.job.id)
      if (!before) return
      const stepped = before.job.state !== event.job.state
      rows.set(event.job.id, stepped ? rowFor(event) : { ...event, sinceMs: before.sinceMs })
      const becameOverdue = event.overdue && !before.overdue
      const newTrouble = event.trouble !== null && event.trouble.code !== before.trouble?.code
      if (stepped || newTrouble || becameOverdue)
        output.event('job', {
          ...jobFields(event.job),
          ...(event.overdue && { overdue: true }),
          ...(event.trouble && { trouble: event.trouble }),
        })
      if (!output.interactive) noteStep(output, event, stepped, troublesNoted)
      if (stepped || performance.now() - drawnAtMs > 100) draw()
    },
    end: () => {
      if (ticking) clearInterval(ticking)
      draw()
      output.endRedraw()
    },
  }
}

const rowFor = (event: JobEvent): TableRow => ({ ...event, sinceMs: performance.now() })

const statesNoted: ReadonlySet<JobState> = new Set([
  'running',
  'uncertain',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
])

// In a log, the steps between are noise, and so is a trouble that every job tells of again.
const noteStep = (
  output: Output,
  { job, trouble }: JobEvent,
  stepped: boolean,
  troublesNoted: Set<string>,
) => {
  if (stepped && statesNoted.has(job.state))
    output.note(
      `Shot ${nameOf({ label: job.shotLabel, title: job.shotTitle })}, take ${job.takeNumber}: ${job.state}`,
    )
  if (!trouble || troublesNoted.has(trouble.code)) return
  troublesNoted.add(trouble.code)
  output.note(trouble.message)
}

/** A job in the table: its latest news, and since when (milliseconds of a steady clock) it is in its state. */
export interface TableRow extends JobEvent {
  readonly sinceMs: number
}

/** Rows of a long table that are shown at most. */
const rowsShown = 16
const barWidth = 20
const takeWidth = 7
const stateWidth = 11

/** The table of jobs as lines that fit into a terminal of this size. Pure. */
export const tableOf = (
  rows: readonly TableRow[],
  nowMs: number,
  size: { readonly columns: number; readonly rows: number },
): string[] => {
  // One column stays free: a line that fills the last one is broken by some terminals.
  const width = size.columns - 1
  const fixed = takeWidth + stateWidth + 6
  const nameWidth = Math.min(28, Math.max(8, width - fixed - barWidth - 6))
  const aboutWidth = Math.max(0, width - fixed - nameWidth)

  const limit = Math.max(1, Math.min(rowsShown, size.rows - 4))
  const open = rows.filter(({ job }) => isOpen(job.state))
  // What moves is shown; what is done scrolls out of a long list.
  const shown =
    rows.length <= limit ? rows : [...new Set([...open.filter(isMoving), ...open])].slice(0, limit)

  const lines = shown.map((row) =>
    [
      fit(nameOf({ label: row.job.shotLabel, title: row.job.shotTitle }), nameWidth),
      `take ${row.job.takeNumber}`.padEnd(takeWidth),
      row.job.state.padEnd(stateWidth),
      fit(aboutOf(row, nowMs), aboutWidth),
    ]
      .join('  ')
      .trimEnd(),
  )
  const troubles = new Set(rows.flatMap(({ trouble }) => trouble?.message ?? []))
  return [
    ...lines,
    ...(rows.length > 1 ? [`${rows.length - open.length} of ${rows.length} done`] : []),
    ...[...troubles].slice(0, 2),
  ]
}

const isMoving = ({ job }: TableRow) => job.state !== 'created'

const aboutOf = (row: TableRow, nowMs: number): string => {
  const { job, overdue, fraction, queuePosition, trouble, sinceMs } = row
  if (trouble) return trouble.message
  if (overdue) return `overdue; “boardwright cancel ${job.id}” if you do not want to wait`
  if (fraction !== null) return `${barOf(fraction)} ${Math.round(fraction * 100)} %`
  switch (job.state) {
    case 'created':
      return ''
    case 'queued':
      return queuePosition ? `place ${queuePosition} in the queue` : ''
    case 'succeeded':
      return job.clipFile ?? ''
    case 'uncertain':
    case 'failed':
    case 'cancelled':
    case 'expired':
      return job.failure?.message ?? ''
    case 'uploading':
    case 'submitting':
    case 'running':
    case 'downloading':
      return formatSeconds(Math.floor((nowMs - sinceMs) / 1000))
  }
}

const barOf = (fraction: number) => '█'.repeat(Math.round(fraction * barWidth)).padEnd(barWidth, '░')
