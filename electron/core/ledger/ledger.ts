import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import type { Failure } from '../../../shared/errors.ts'
import type { IntentId, JobId, ProjectId, ShotId } from '../../../shared/domain/ids.ts'
import { mayStep, openStates, type Job, type JobOrder, type JobState, type JobStep } from './job.ts'

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
   * The job that stands for a take of a request of a shot: an open one, or one that succeeded and was created after
   * `sinceMs`; null where there is none.
   */
  standing: (take: OrderedTake, sinceMs: number) => Job | null
  /**
   * Takes one step. Throws where the step is not allowed; null where another process was quicker, or another job
   * stands for the request already.
   */
  step: (job: Job, step: JobStep, atMs: number) => Job | null
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
  /** Whether some job is known to stand for this request of the service. */
  holdsRequest: (requestId: string) => boolean
  /** The address a file with this content was uploaded to, newest first; null where there is none. */
  upload: (sha256: string, service: string) => Upload | null
  recordUpload: (sha256: string, service: string, upload: Upload) => void
  forgetUpload: (sha256: string, service: string) => void
  close: () => void
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

const openList = openStates.map((state) => `'${state}'`).join(', ')

const schema = `
  CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    intent_id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL,
    project_folder TEXT NOT NULL,
    shot_id TEXT NOT NULL,
    take_index INTEGER NOT NULL,
    take_number INTEGER NOT NULL,
    request_hash TEXT NOT NULL,
    order_json TEXT NOT NULL,
    state TEXT NOT NULL,
    input_json TEXT,
    sent_at INTEGER,
    request_id TEXT UNIQUE,
    clip_file TEXT,
    clip_sha256 TEXT,
    failure_json TEXT,
    raw_answer TEXT,
    cancel_requested_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_open_job_per_take
    ON jobs (project_id, shot_id, request_hash, take_index) WHERE state IN (${openList});
  CREATE INDEX IF NOT EXISTS jobs_by_shot ON jobs (project_id, shot_id);
  CREATE INDEX IF NOT EXISTS open_jobs ON jobs (created_at) WHERE state IN (${openList});
  CREATE TABLE IF NOT EXISTS transitions (
    id INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS transitions_by_job ON transitions (job_id);
  CREATE TABLE IF NOT EXISTS uploads (
    sha256 TEXT NOT NULL,
    service TEXT NOT NULL,
    url TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (sha256, service)
  ) STRICT;
`

const ledgerVersion = 1

/**
 * Opens the ledger, making it where there is none.
 * @param file path of the database; its folder exists.
 * @throws Error where the file cannot be opened or written, or was written by a newer program. Nothing may be spent
 * then.
 */
export const openLedger = (file: string): Ledger => {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
    if (version > ledgerVersion)
      throw new Error(`the ledger was written by a newer Boardwright (version ${version})`)
    if (version === 0)
      database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${ledgerVersion}; COMMIT;`)
  } catch (error) {
    database.close()
    throw error
  }
  return ledgerOn(database)
}

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

  const create: Ledger['create'] = (order, repeatWindowMs) =>
    transaction(() => {
      const same =
        one('SELECT * FROM jobs WHERE intent_id = ?', order.intentId) ??
        standing(order, order.createdAtMs - repeatWindowMs)
      if (same) return { job: same, added: false }
      sql(
        `INSERT INTO jobs (id, intent_id, project_id, project_folder, shot_id, take_index, take_number, request_hash,
           order_json, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'created', ?, ?)`,
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
        order.createdAtMs,
        order.createdAtMs,
      )
      noteTransition(order.id, 'created', order.createdAtMs)
      const job = find(order.id)
      if (!job) throw new Error('a job that was just recorded is missing')
      return { job, added: true }
    })

  const step: Ledger['step'] = (job, next, atMs) => {
    if (!mayStep(job.state, next.to)) throw new Error(`a job cannot go from ${job.state} to ${next.to}`)
    const columns = columnsOf(next, atMs)
    const names = Object.keys(columns)
    const moved = transaction(() => {
      const { changes } = sql(
        `UPDATE OR IGNORE jobs SET state = ?, updated_at = ?${names.map((name) => `, ${name} = ?`).join('')} WHERE id = ? AND state = ?`,
      ).run(next.to, atMs, ...Object.values(columns), job.id, job.state)
      if (changes === 1) noteTransition(job.id, next.to, atMs)
      return changes === 1
    })
    return moved ? find(job.id) : null
  }

  return {
    create,
    standing,
    step,
    find,
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
    holdsRequest: (requestId) => sql('SELECT 1 FROM jobs WHERE request_id = ?').get(requestId) !== undefined,
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

const columnsOf = (step: JobStep, atMs: number): Record<string, string | number | null> => {
  switch (step.to) {
    case 'uploading':
      return { failure_json: null }
    case 'submitting':
      return { input_json: JSON.stringify(step.input), sent_at: atMs }
    case 'created':
      return { failure_json: jsonOrNull(step.failure), input_json: null, sent_at: null }
    case 'queued':
      return { request_id: step.requestId, failure_json: null }
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
    state: String(row['state']) as JobState,
    input: json(row, 'input_json') as Job['input'],
    sentAtMs: number(row, 'sent_at'),
    requestId: text(row, 'request_id'),
    clipFile: text(row, 'clip_file'),
    clipSha256: text(row, 'clip_sha256'),
    failure: json(row, 'failure_json') as Failure | null,
    rawAnswer: text(row, 'raw_answer'),
    cancelRequestedAtMs: number(row, 'cancel_requested_at'),
    updatedAtMs: Number(row['updated_at']),
  }
}
