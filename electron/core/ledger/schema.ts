import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { openStates } from '../../../shared/domain/jobs.ts'

/** The ledger's tables, and how those of an earlier version become them. */

/** The open states, as a list for SQL. */
export const openList = openStates.map((state) => `'${state}'`).join(', ')

/**
 * Version 2 keeps beside the order what sums are made of: what rendered, with whose key, at what agreed price, and what
 * fal.ai billed for it where it said so. `counts` ends where a job is known to have cost nothing; `in_vain` begins where
 * one ends that cost something, or may have, and brought no clip; `retake` says that the shot had a take of that quality
 * already which counts and is not in vain.
 */
const ledgerVersion = 2

// What is summed is in the index, so that sums over a long history do not read its jobs. The first two answer budgets;
// the third the spending view, and with its beginning which take of a shot was the first.
const moneyIndexes = `
  CREATE INDEX money_by_time ON jobs (created_at, engine, counts, project_id, price_micro_usd);
  CREATE INDEX money_by_project ON jobs (project_id, engine, counts, created_at, price_micro_usd);
  CREATE INDEX money_by_shot ON jobs (engine, counts, project_id, shot_id, quality, in_vain, retake, created_at,
    endpoint, key_profile, price_micro_usd, billed_micro_usd);
`

/** Whether a row of `jobs` is not the first of its shot and quality, as SQL. Numbers of rows count up with time. */
export const isRetake = `rowid > (SELECT MIN(first.rowid) FROM jobs AS first INDEXED BY money_by_shot
  WHERE first.engine = 'fal' AND first.counts = 1 AND first.project_id = jobs.project_id
    AND first.shot_id = jobs.shot_id AND first.quality = jobs.quality AND first.in_vain = 0)`

const schema = `
  CREATE TABLE jobs (
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
    engine TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    quality TEXT NOT NULL,
    resolution TEXT NOT NULL,
    key_profile TEXT,
    price_micro_usd INTEGER,
    billed_units REAL,
    billed_micro_usd INTEGER,
    counts INTEGER NOT NULL,
    in_vain INTEGER NOT NULL,
    retake INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX one_open_job_per_take
    ON jobs (project_id, shot_id, request_hash, take_index) WHERE state IN (${openList});
  CREATE INDEX jobs_by_shot ON jobs (project_id, shot_id);
  CREATE INDEX open_jobs ON jobs (created_at) WHERE state IN (${openList});
  ${moneyIndexes}
  CREATE TABLE transitions (
    id INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX transitions_by_job ON transitions (job_id);
  CREATE TABLE uploads (
    sha256 TEXT NOT NULL,
    service TEXT NOT NULL,
    url TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (sha256, service)
  ) STRICT;
`

const fromVersion1 = `
  ALTER TABLE jobs ADD COLUMN engine TEXT NOT NULL DEFAULT 'fal';
  ALTER TABLE jobs ADD COLUMN endpoint TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN quality TEXT NOT NULL DEFAULT 'final';
  ALTER TABLE jobs ADD COLUMN resolution TEXT NOT NULL DEFAULT '720p';
  ALTER TABLE jobs ADD COLUMN key_profile TEXT;
  ALTER TABLE jobs ADD COLUMN price_micro_usd INTEGER;
  ALTER TABLE jobs ADD COLUMN billed_units REAL;
  ALTER TABLE jobs ADD COLUMN billed_micro_usd INTEGER;
  ALTER TABLE jobs ADD COLUMN counts INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE jobs ADD COLUMN in_vain INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN retake INTEGER NOT NULL DEFAULT 0;
  UPDATE jobs SET engine = json_extract(order_json, '$.engine'),
    endpoint = json_extract(order_json, '$.request.endpoint'),
    quality = json_extract(order_json, '$.quality'),
    resolution = json_extract(order_json, '$.resolution'),
    price_micro_usd = json_extract(order_json, '$.priceMicroUsd'),
    counts = NOT (state IN ('failed', 'cancelled')
      AND (sent_at IS NULL OR json_extract(failure_json, '$.cost') IS 'nothing'));
  UPDATE jobs SET in_vain = counts AND state IN ('failed', 'cancelled', 'expired');
  ${moneyIndexes}
  UPDATE jobs SET retake = ${isRetake} WHERE engine = 'fal' AND counts = 1 AND in_vain = 0;
`

/**
 * Makes the tables, or brings those of an earlier version up, of which a copy is kept as `ledger.v1.db` beside it.
 * @param file path of the database.
 * @throws Error where it was written by a newer program, or cannot be read or written.
 */
export const bringUp = (database: DatabaseSync, file: string): void => {
  const versionNow = () => Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
  const found = versionNow()
  if (found > ledgerVersion)
    throw new Error(`the ledger was written by a newer Boardwright (version ${found})`)
  if (found === ledgerVersion) return
  if (found === 1) {
    const copy = file.replace(/\.db$/, '.v1.db')
    if (!existsSync(copy)) database.prepare('VACUUM INTO ?').run(copy)
  }
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been quicker.
    const version = versionNow()
    if (version === 0) database.exec(schema)
    if (version === 1) database.exec(fromVersion1)
    database.exec(`PRAGMA user_version = ${ledgerVersion}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
