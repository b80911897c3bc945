import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import type { Failure } from '../../../shared/errors.ts'
import type { IntentId, JobId, ProjectId, ShotId } from '../../../shared/domain/ids.ts'
import { isOpen, type JobState } from '../../../shared/domain/jobs.ts'
import { mayStep, type Job, type JobOrder, type JobStep } from './job.ts'
import { bringUp, isRetake, openList } from './schema.ts'
import { sumsBy, type SpentBy, type SpentSums } from './spent-by.ts'

/**
 * The ledger: the durable record of every intention to spend and what came of it. One row per job, one per
 * transition; a transition is on disk (WAL, synchronous=FULL) before anybody hears of it. Several processes may have
 * it open: a step names the state it starts from, so two of them never take the same step.
 */
export interface Ledger {
  /**
   * Records a new job, or gives the one that stands for the same thing already: the same intent, an open job for the
   * same take of the same request of the shot, or a succeeded one not older than `repeatWindowMs`.
   */
  create: (order: JobOrder, repeatWindowMs: number) => { readonly job: Job; readonly added: boolean }
  /**
   * Does several things at once: all are on disk when it returns, or (where `act` throws) none, and no other process
   * comes between.
   */
  together: <Value>(act: () => Value) => Value
  /**
   * The job that stands for a take of a request of a shot: an open one, or one that succeeded and was created after
   * `sinceMs`; null where there is none.
   */
  standing: (take: OrderedTake, sinceMs: number) => Job | null
  /**
   * Takes one step. Throws where the step is not allowed; null where another process was quicker, or another job
   * stands for the request already.
   */
  step: (job: Job, step: JobStep, atMs: number) => Job | null
  /**
   * Records a job for a request that fal.ai accepted without this ledger's knowing: it begins as `queued`. Null where a
   * job stands for the request already.
   */
  adopt: (order: JobOrder, accepted: AcceptedRequest) => Job | null
  /** Notes what fal.ai says it billed for a job; may be noted again. */
  recordBill: (id: JobId, bill: Bill) => void
  /**
   * Notes of a job that succeeded that fal.ai keeps its clip no longer, and in which words that was said; null: that it
   * does keep it. Its take is untouched.
   */
  recordGone: (requestId: string, gone: Failure | null) => void
  /** Notes the wish to cancel; whoever runs the job acts on it. */
  requestCancel: (id: JobId, atMs: number) => void
  /** Notes where a project's folder is now, for its open jobs: it may have been moved. */
  relocate: (projectId: ProjectId, folder: string) => void
  /** Open jobs that somebody wishes to cancel. */
  cancelWishes: () => JobId[]
  find: (id: JobId) => Job | null
  /** Jobs, newest first; open ones only unless `ended` is true. */
  list: (filter: JobFilter) => Job[]
  /** All transitions of a job, oldest first. */
  transitions: (id: JobId) => Transition[]
  /** The number for the next take of a shot as far as jobs know: one more than the highest that may become a clip. */
  nextTakeNumber: (projectId: ProjectId, shotId: ShotId) => number
  /** The first take index of a request that no open job holds. */
  freeTakeIndex: (projectId: ProjectId, shotId: ShotId, requestHash: string) => number
  /** The job that stands for this request of the service; null where none is known to. */
  ofRequest: (requestId: string) => Job | null
  /** Whether some job is known to stand for this request of the service. */
  holdsRequest: (requestId: string) => boolean
  /**
   * What fal.ai was or may yet be paid for jobs created since `sinceMs`, of one project or (null) of all: agreed prices
   * of everything open, succeeded or expired, and of what failed and may have been charged all the same.
   */
  spending: (projectId: ProjectId | null, sinceMs: number) => Spent
  /** What jobs that count were agreed at and billed, in groups; groups in no order. */
  spendingBy: (query: SpentBy) => SpentSums[]
  /** Jobs sent to fal.ai between two moments (milliseconds since 1970; the second not included), oldest first. */
  sentBetween: (fromMs: number, toMs: number) => Job[]
  /** The address a file with this content was uploaded to, newest first; null where there is none. */
  upload: (sha256: string, service: string) => Upload | null
  recordUpload: (sha256: string, service: string, upload: Upload) => void
  forgetUpload: (sha256: string, service: string) => void
  close: () => void
}

/** A request as fal.ai knows it. `sentAtMs` in milliseconds since 1970. */
export interface AcceptedRequest {
  readonly requestId: string
  readonly input: Readonly<Record<string, unknown>>
  readonly sentAtMs: number
}

/** What fal.ai billed: in its unit of the endpoint, and in micro-dollars where that can be told. */
export interface Bill {
  readonly units: number
  readonly microUsd: number | null
}

/** What makes two orders ask for the same. */
export type OrderedTake = Pick<JobOrder, 'projectId' | 'shotId' | 'requestHash' | 'takeIndex'>

/** Which jobs to list. */
export interface JobFilter {
  readonly projectId?: ProjectId
  /** Include jobs that have ended. */
  readonly ended: boolean
  readonly limit?: number
}

/** A sum of agreed prices in micro-dollars; `unknown` counts the takes whose price nobody knew. */
export interface Spent {
  readonly microUsd: number
  readonly unknown: number
}

/** One transition of a job. */
export interface Transition {
  readonly state: JobState
  readonly atMs: number
}

/** An uploaded file: its public address and when it was put there (milliseconds since 1970). */
export interface Upload {
  readonly url: string
  readonly uploadedAtMs: number
}

/**
 * Opens the ledger, making it where there is none.
 * @param file path of the database; its folder exists.
 * @throws Error where the file cannot be opened or written, or was written by a newer program. Nothing may be spent
 * then.
 */
export const openLedger = (file: string): Ledger => {
  const database = new DatabaseSync(file)
  try {
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA synchronous = FULL;`)
    writeAhead(database)
    bringUp(database, file)
  } catch (error) {
    database.close()
    throw error
  }
  return ledgerOn(database)
}

/** How long a process waits for another that writes, in milliseconds. */
const busyMs = 10_000

/**
 * Turns the write-ahead log on. Where several processes open a new ledger at the same moment, SQLite refuses this one
 * change at once, whatever the time to wait: it is tried again.
 */
const writeAhead = (database: DatabaseSync): void => {
  const since = performance.now()
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      const isBusy = error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
      if (!isBusy || performance.now() - since > busyMs) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

/** SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy */
const sqliteBusy = 5

const ledgerOn = (database: DatabaseSync): Ledger => {
  const statements = new Map<string, StatementSync>()
  const sql = (text: string): StatementSync => {
    const known = statements.get(text)
    if (known) return known
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  const transaction = <Value>(act: () => Value): Value => {
    if (database.isTransaction) return act()
    sql('BEGIN IMMEDIATE').run()
    try {
      const value = act()
      sql('COMMIT').run()
      return value
    } catch (error) {
      // After a full disk SQLite may have rolled back by itself.
      if (database.isTransaction) sql('ROLLBACK').run()
      throw error
    }
  }
  const one = (text: string, ...values: SQLInputValue[]): Job | null => {
    const row = sql(text).get(...values)
    return row ? jobOf(row) : null
  }
  const noteTransition = (id: JobId, state: JobState, atMs: number) =>
    sql('INSERT INTO transitions (job_id, state, at) VALUES (?, ?, ?)').run(id, state, atMs)
  const find = (id: JobId) => one('SELECT * FROM jobs WHERE id = ?', id)

  const standing: Ledger['standing'] = ({ projectId, shotId, requestHash, takeIndex }, sinceMs) =>
    one(
      `SELECT * FROM jobs WHERE project_id = ? AND shot_id = ? AND request_hash = ? AND take_index = ?
         AND (state IN (${openList}) OR (state = 'succeeded' AND created_at > ?)) ORDER BY created_at DESC LIMIT 1`,
      projectId,
      shotId,
      requestHash,
      takeIndex,
      sinceMs,
    )

  /** Which takes of a shot are retakes is told anew when one begins to count, or ends to. */
  const markRetakes = ({ projectId, shotId, quality, engine }: JobOrder) => {
    if (engine !== 'fal') return
    sql(
      `UPDATE jobs INDEXED BY money_by_shot SET retake = ${isRetake}
         WHERE engine = 'fal' AND counts = 1 AND project_id = ? AND shot_id = ? AND quality = ? AND in_vain = 0
           AND retake <> (${isRetake})`,
    ).run(projectId, shotId, quality)
  }

  const insert = (order: JobOrder, accepted: AcceptedRequest | null): Job => {
    const state: JobState = accepted ? 'queued' : 'created'
    sql(
      `INSERT INTO jobs (id, intent_id, project_id, project_folder, shot_id, take_index, take_number, request_hash,
         order_json, engine, endpoint, quality, resolution, key_profile, price_micro_usd, counts, in_vain, retake,
         state, request_id, input_json, sent_at, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0, ?, ?, ?, ?, ?, ?)`,
    ).run(
      order.id,
      order.intentId,
      order.projectId,
      order.projectFolder,
      order.shotId,
      order.takeIndex,
      order.takeNumber,
      order.requestHash,
      JSON.stringify(order),
      order.engine,
      order.request.endpoint,
      order.quality,
      order.resolution,
      order.keyProfile,
      order.priceMicroUsd,
      state,
      accepted?.requestId ?? null,
      accepted ? JSON.stringify(accepted.input) : null,
      accepted?.sentAtMs ?? null,
      order.createdAtMs,
      order.createdAtMs,
    )
    noteTransition(order.id, state, order.createdAtMs)
    markRetakes(order)
    const job = find(order.id)
    if (!job) throw new Error('a job that was just recorded is missing')
    return job
  }

  const create: Ledger['create'] = (order, repeatWindowMs) =>
    transaction(() => {
      const same =
        one('SELECT * FROM jobs WHERE intent_id = ?', order.intentId) ??
        standing(order, order.createdAtMs - repeatWindowMs)
      return same ? { job: same, added: false } : { job: insert(order, null), added: true }
    })

  const step: Ledger['step'] = (job, next, atMs) => {
    if (!mayStep(job.state, next.to)) throw new Error(`a job cannot go from ${job.state} to ${next.to}`)
    if (next.to === 'queued' && job.requestId !== null && job.requestId !== next.requestId)
      throw new Error('a job cannot become another request')
    const worth = worthOf(job, next)
    const columns = { ...columnsOf(next, atMs), ...worth }
    const names = Object.keys(columns)
    const moved = transaction(() => {
      const { changes } = sql(
        `UPDATE OR IGNORE jobs SET state = ?, updated_at = ?${names.map((name) => `, ${name} = ?`).join('')} WHERE id = ? AND state = ?`,
      ).run(next.to, atMs, ...Object.values(columns), job.id, job.state)
      if (changes === 1) noteTransition(job.id, next.to, atMs)
      if (changes === 1 && worth) markRetakes(job)
      return changes === 1
    })
    return moved ? find(job.id) : null
  }

  return {
    create,
    together: transaction,
    standing,
    step,
    find,
    adopt: (order, accepted) =>
      transaction(() =>
        sql('SELECT 1 FROM jobs WHERE request_id = ?').get(accepted.requestId)
          ? null
          : insert(order, accepted),
      ),
    recordBill: (id, { units, microUsd }) => {
      sql('UPDATE jobs SET billed_units = ?, billed_micro_usd = ? WHERE id = ?').run(units, microUsd, id)
    },
    recordGone: (requestId, gone) => {
      // A job that succeeded has no failure of its own any more.
      sql("UPDATE jobs SET failure_json = ? WHERE request_id = ? AND state = 'succeeded'").run(
        jsonOrNull(gone),
        requestId,
      )
    },
    requestCancel: (id, atMs) => {
      sql(
        `UPDATE jobs SET cancel_requested_at = ? WHERE id = ? AND state IN (${openList}) AND cancel_requested_at IS NULL`,
      ).run(atMs, id)
    },
    relocate: (projectId, folder) => {
      sql(
        `UPDATE jobs SET project_folder = ? WHERE project_id = ? AND project_folder <> ? AND state IN (${openList})`,
      ).run(folder, projectId, folder)
    },
    cancelWishes: () =>
      sql(`SELECT id FROM jobs WHERE cancel_requested_at IS NOT NULL AND state IN (${openList})`)
        .all()
        .map((row) => String(row['id']) as JobId),
    list: ({ projectId, ended, limit }) =>
      sql(
        `SELECT * FROM jobs WHERE (? IS NULL OR project_id = ?) ${ended ? '' : `AND state IN (${openList})`}
           ORDER BY created_at DESC, rowid DESC LIMIT ?`,
      )
        .all(projectId ?? null, projectId ?? null, limit ?? -1)
        .map(jobOf),
    transitions: (id) =>
      sql('SELECT state, at FROM transitions WHERE job_id = ? ORDER BY id')
        .all(id)
        .map((row) => ({ state: row['state'] as JobState, atMs: Number(row['at']) })),
    nextTakeNumber: (projectId, shotId) =>
      1 +
      Number(
        sql(
          `SELECT COALESCE(MAX(take_number), 0) AS highest FROM jobs WHERE project_id = ? AND shot_id = ?
             AND state NOT IN ('failed', 'cancelled')`,
        ).get(projectId, shotId)?.['highest'],
      ),
    freeTakeIndex: (projectId, shotId, requestHash) => {
      const held = new Set(
        sql(
          `SELECT take_index FROM jobs WHERE project_id = ? AND shot_id = ? AND request_hash = ? AND state IN (${openList})`,
        )
          .all(projectId, shotId, requestHash)
          .map((row) => Number(row['take_index'])),
      )
      let index = 0
      while (held.has(index)) index++
      return index
    },
    ofRequest: (requestId) => one('SELECT * FROM jobs WHERE request_id = ?', requestId),
    holdsRequest: (requestId) => sql('SELECT 1 FROM jobs WHERE request_id = ?').get(requestId) !== undefined,
    spending: (projectId, sinceMs) => {
      const row = sql(
        `SELECT COALESCE(SUM(price_micro_usd), 0) AS paid, COUNT(*) - COUNT(price_micro_usd) AS unpriced
         FROM jobs WHERE engine = 'fal' AND counts = 1 AND created_at >= ?${projectId === null ? '' : ' AND project_id = ?'}`,
      ).get(...(projectId === null ? [sinceMs] : [sinceMs, projectId]))
      return { microUsd: Number(row?.['paid'] ?? 0), unknown: Number(row?.['unpriced'] ?? 0) }
    },
    spendingBy: (query) => sumsBy(query, sql),
    sentBetween: (fromMs, toMs) =>
      sql("SELECT * FROM jobs WHERE engine = 'fal' AND sent_at >= ? AND sent_at < ? ORDER BY sent_at, rowid")
        .all(fromMs, toMs)
        .map(jobOf),
    upload: (sha256, service) => {
      const row = sql('SELECT url, uploaded_at FROM uploads WHERE sha256 = ? AND service = ?').get(
        sha256,
        service,
      )
      return row ? { url: String(row['url']), uploadedAtMs: Number(row['uploaded_at']) } : null
    },
    recordUpload: (sha256, service, { url, uploadedAtMs }) => {
      sql('INSERT OR REPLACE INTO uploads (sha256, service, url, uploaded_at) VALUES (?, ?, ?, ?)').run(
        sha256,
        service,
        url,
        uploadedAtMs,
      )
    },
    forgetUpload: (sha256, service) => {
      sql('DELETE FROM uploads WHERE sha256 = ? AND service = ?').run(sha256, service)
    },
    close: () => {
      statements.clear()
      database.close()
    },
  }
}

/**
 * What this step makes of the job's worth; null where it leaves it. A request that was sent may have been charged,
 * unless its failure says otherwise; one that is looked up again is worth its clip. Whether it is a retake then is told
 * anew (`markRetakes`).
 */
const worthOf = (job: Job, step: JobStep): { counts: 0 | 1; in_vain: 0 | 1; retake: 0 } | null => {
  switch (step.to) {
    case 'failed':
    case 'cancelled':
      return job.sentAtMs === null || step.failure?.cost === 'nothing'
        ? { counts: 0, in_vain: 0, retake: 0 }
        : { counts: 1, in_vain: 1, retake: 0 }
    case 'expired':
      return { counts: 1, in_vain: 1, retake: 0 }
    case 'queued':
      return isOpen(job.state) ? null : { counts: 1, in_vain: 0, retake: 0 }
    default:
      return null
  }
}

const columnsOf = (step: JobStep, atMs: number): Record<string, string | number | null> => {
  switch (step.to) {
    case 'uploading':
      return { failure_json: null }
    case 'submitting':
      return { input_json: JSON.stringify(step.input), sent_at: atMs }
    case 'created':
      return { failure_json: jsonOrNull(step.failure), input_json: null, sent_at: null }
    case 'queued':
      return {
        request_id: step.requestId,
        failure_json: null,
        ...(step.takeNumber !== undefined && { take_number: step.takeNumber, cancel_requested_at: null }),
      }
    case 'running':
      return {}
    case 'downloading':
      return { clip_file: step.clipFile }
    case 'succeeded':
      return { clip_sha256: step.clipSha256, failure_json: null }
    case 'failed':
      return { failure_json: jsonOrNull(step.failure), raw_answer: step.rawAnswer ?? null }
    case 'uncertain':
    case 'cancelled':
    case 'expired':
      return { failure_json: jsonOrNull(step.failure) }
  }
}

const jsonOrNull = (failure: Failure | null) => (failure === null ? null : JSON.stringify(failure))

type Row = Record<string, SQLOutputValue>

const text = (row: Row, name: string): string | null => {
  const value = row[name]
  return typeof value === 'string' ? value : null
}
const number = (row: Row, name: string): number | null => {
  const value = row[name]
  return typeof value === 'number' ? value : null
}
const json = (row: Row, name: string): unknown => JSON.parse(text(row, name) ?? 'null')

const jobOf = (row: Row): Job => {
  // What the ledger holds was written by this program and is not a way in: it is read as it is.
  const order = json(row, 'order_json') as JobOrder | null
  if (!order) throw new Error('a job in the ledger has no order')
  return {
    ...order,
    id: String(row['id']) as JobId,
    intentId: String(row['intent_id']) as IntentId,
    projectFolder: String(row['project_folder']),
    takeNumber: Number(row['take_number']),
    // Earlier orders had none of these.
    priceTableName: order.priceTableName ?? null,
    keyProfile: order.keyProfile ?? null,
    gateOverridden: order.gateOverridden ?? false,
    adopted: order.adopted ?? false,
    state: String(row['state']) as JobState,
    input: json(row, 'input_json') as Job['input'],
    sentAtMs: number(row, 'sent_at'),
    requestId: text(row, 'request_id'),
    clipFile: text(row, 'clip_file'),
    clipSha256: text(row, 'clip_sha256'),
    failure: json(row, 'failure_json') as Failure | null,
    rawAnswer: text(row, 'raw_answer'),
    billedUnits: number(row, 'billed_units'),
    billedMicroUsd: number(row, 'billed_micro_usd'),
    cancelRequestedAtMs: number(row, 'cancel_requested_at'),
    updatedAtMs: Number(row['updated_at']),
  }
}
