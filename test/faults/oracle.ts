import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { openLedger } from '../../electron/core/ledger/ledger.ts'
import type { Job } from '../../electron/core/ledger/job.ts'
import { openProject } from '../../electron/core/project/open-project.ts'
import type { BoardDocument } from '../../shared/domain/document.ts'
import type { Failure } from '../../shared/errors.ts'
import { projectPorts } from '../kit/system.ts'
import type { Journal } from '../stand-in/journal.ts'

/** What a fault has left behind, once the program has ended. */
export interface Evidence {
  /** The stand-in's journal: the truth about money. */
  readonly journal: Journal
  /** Folder that holds everything the program could write: home, project, temporary files. */
  readonly root: string
  /** The program's data folder, where the ledger is. */
  readonly home: string
  /** The project folder. */
  readonly folder: string
  /** The document at the last save that was acknowledged. Takes may have been added since. */
  readonly acknowledged: BoardDocument
  readonly key: string
  /** Everything the program said: standard output and error, log, events. */
  readonly said: readonly string[]
  /** Every failure it showed. */
  readonly failures: readonly Failure[]
  /** Intentions the user confirmed a second time, knowing that it may be charged again. */
  readonly confirmedAgain?: readonly string[]
  /** Accepted requests the user gave up, or replaced, by their own word. */
  readonly abandoned?: readonly string[]
}

/**
 * What tells intentions to spend apart, for the stand-in: a job draws its seed once, in 32 random bits, and keeps it
 * whatever becomes of it.
 */
export const intentBySeed = ({
  endpoint,
  input,
}: {
  readonly endpoint: string
  readonly input: unknown
}): string => {
  const seed = typeof input === 'object' && input !== null && 'seed' in input ? String(input.seed) : 'none'
  return `${endpoint} ${seed}`
}

/**
 * The common oracle of the fault suite: every way in which the evidence breaks one of its five rules, as sentences
 * that begin with the rule's letter; none where all hold.
 * - P: nothing is paid for twice. L: nothing paid for is lost. D: the project opens as it was saved.
 * - E: failures name cause, cost and next step. K: the key is nowhere.
 */
export const breaches = async (evidence: Evidence): Promise<string[]> => {
  const jobs = jobsOf(evidence.home)
  const opened = await openAgain(evidence)
  return [
    ...paidTwice(evidence),
    ...(await lost(evidence, jobs, opened.document)),
    ...opened.breaches,
    ...evidence.failures.flatMap((failure) => wordsMissing(failure)),
    ...(await keyFound(evidence)),
  ]
}

const jobsOf = (home: string): Job[] => {
  const ledger = openLedger(join(home, 'ledger.db'))
  try {
    return ledger.list({ ended: true })
  } finally {
    ledger.close()
  }
}

const paidTwice = ({ journal, confirmedAgain = [] }: Evidence): string[] =>
  [...journal.acceptedPerIntent()].flatMap(([intent, count]) => {
    const allowed = 1 + confirmedAgain.filter((confirmed) => confirmed === intent).length
    return count > allowed ? [`P: ${intent} was accepted ${count} times, ${allowed} agreed to`] : []
  })

const lost = async (
  evidence: Evidence,
  jobs: readonly Job[],
  document: BoardDocument | null,
): Promise<string[]> => {
  const found: string[] = []
  for (const { requestId } of evidence.journal.accepted()) {
    if (evidence.abandoned?.includes(requestId)) continue
    const job = jobs.find((other) => other.requestId === requestId)
    if (!job) found.push(`L: request ${requestId} was accepted and no job stands for it`)
    else if (job.state === 'succeeded') {
      const take = Object.values(document?.takes ?? {}).find((other) => other.jobId === job.id)
      if (!take) found.push(`L: job ${job.id} succeeded and the document has no take of it`)
      else if ((await hashOf(join(evidence.folder, 'clips', take.file))) !== take.sha256)
        found.push(`L: the clip ${take.file} is not the one that was recorded`)
    } else if (!job.failure && (job.state === 'failed' || job.state === 'expired'))
      found.push(`L: job ${job.id} is ${job.state} and nobody says why`)
  }
  return found
}

const hashOf = async (path: string): Promise<string | null> => {
  try {
    return createHash('sha256')
      .update(await fs.readFile(path))
      .digest('hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const openAgain = async ({ folder, home, acknowledged }: Evidence) => {
  const opened = await openProject(folder, projectPorts(home))
  if (!opened.ok)
    return { document: null, breaches: [`D: the project does not open: ${opened.error.message}`] }
  const { document, report, access } = opened.value
  await opened.value.close()
  const found: string[] = []
  if (access.kind !== 'write') found.push(`D: the project opens for reading only: ${access.words}`)
  if (report.recoveredFrom) found.push(`D: the document was damaged: ${report.recoveredFrom.why}`)
  if (report.repairs.length > 0) found.push(`D: the document needed repair: ${report.repairs.join(' ')}`)
  if (!isDeepStrictEqual({ ...document, takes: {} }, { ...acknowledged, takes: {} }))
    found.push('D: the document is not the one that was saved')
  for (const take of Object.values(acknowledged.takes))
    if (!isDeepStrictEqual(document.takes[take.id], take))
      found.push(`D: take ${take.id} is not as it was saved`)
  return { document, breaches: found }
}

/** Words by which a message says what to do next, or that nothing need be done. */
const nextStep =
  /\b(again|resume|render|check|store|top it up|choose|change|quote|looked up|wait|waits|goes on|go on|make space|remove|delete|replace|look at|export|use|put|open|settle|set|pass|update|close|shorten|kept|treat)\b/i

const aboutCost = /charged|paid|cost|nothing (?:was|is|more is) sent/i

const wordsMissing = (failure: Failure): string[] => {
  const { code, message, cost } = failure
  return [
    ...(message.trim().length < 20 ? [`E: ${code} does not name its cause: “${message}”`] : []),
    ...(cost === undefined && !aboutCost.test(message)
      ? [`E: ${code} does not name its cost: “${message}”`]
      : []),
    ...(nextStep.test(message) ? [] : [`E: ${code} names no next step: “${message}”`]),
  ]
}

/** Both the whole key and the half of it that is secret. */
const keyFound = async ({ journal, root, key, said, failures }: Evidence): Promise<string[]> => {
  const needles = [key, key.slice(key.indexOf(':') + 1)]
  const holdsKey = (bytes: Buffer | string) => needles.some((needle) => bytes.includes(needle))
  const found = journal
    .leaks()
    .map(({ step, method }) => `K: the key went along with a ${method} for ${step}`)
  for (const entry of await fs.readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && holdsKey(await fs.readFile(path))) found.push(`K: the key stands in ${path}`)
  }
  if (said.some(holdsKey)) found.push('K: the key was printed')
  if (holdsKey(JSON.stringify(failures))) found.push('K: the key stands in a failure')
  return found
}
