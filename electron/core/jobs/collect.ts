import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Take } from '../../../shared/domain/document.ts'
import type { TakeId } from '../../../shared/domain/ids.ts'
import { plannedRequestSchema } from '../../../shared/domain/request.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import type { Job } from '../ledger/job.ts'
import { errnoOf } from '../disk/failure.ts'
import type { ClipFacts } from '../media/probe-clip.ts'
import { discard, openTemporary, settle } from '../disk/settled-file.ts'
import type { Clock, FileSystem } from '../ports.ts'
import { contentFolder } from '../project/content-folder.ts'
import { clipFileName, foldName } from '../project/file-names.ts'
import type { Project } from '../project/open-project.ts'
import type { AcceptedJob, ClipOutcome, Engine } from './engine.ts'

/**
 * From a completed request to a take: the clip in `clips/` under a name for people, its sidecar beside it, the take in
 * the document, all on disk. Every part may be repeated after a crash: what is there already is found and kept.
 */

/** What `collectClip` needs. */
export interface Collecting {
  readonly project: Project
  readonly engine: Engine
  readonly files: FileSystem
  readonly clock: Clock
  readonly takeId: () => TakeId
  readonly onProgress: (fraction: number | null) => void
  readonly signal: AbortSignal
}

/** A finished take, or how the clip stands. */
export type Collected =
  | { readonly kind: 'take'; readonly take: Take }
  | Exclude<ClipOutcome, { kind: 'fetched' }>

/** The name for a job's clip: free in `clips/`, and not promised to another job of the project. Failures as `contentFolder`. */
export const chooseClipName = async (
  job: Job,
  project: Project,
  promised: readonly string[],
  files: FileSystem,
): Promise<Result<string>> => {
  const folder = await contentFolder(project.folder, 'clips', files)
  if (!folder.ok) return folder
  const taken = new Set([...(await files.readdir(folder.value)), ...promised].map(foldName))
  const shot = project.document.shots[job.shotId]
  const label = shot?.label ?? job.shotLabel
  const title = shot?.title ?? job.shotTitle
  return succeed(clipFileName({ label, title, takeNumber: job.takeNumber }, (name) => taken.has(name)))
}

/** Fetches the clip of a job in state `downloading` and makes the take of it. */
export const collectClip = async (
  job: AcceptedJob & { readonly clipFile: string },
  by: Collecting,
): Promise<Collected> => {
  const { project, files } = by
  const known = Object.values(project.document.takes).find((take) => take.jobId === job.id)
  if (known) return savedTake(known, project)

  const folder = await contentFolder(project.folder, 'clips', files)
  if (!folder.ok) return { kind: 'not-now', failure: folder.error, retryAfterMs: null }
  const destination = join(folder.value, job.clipFile)

  let facts: ClipFacts | null = null
  const verify = async (path: string): Promise<Result<unknown>> => {
    // What decodes is large, and a window does without it at its start.
    const { probeClip } = await import('../media/probe-clip.ts')
    const probed = await probeClip(path, files)
    if (probed.ok) facts = probed.value
    return probed
  }
  const outcome =
    (await finishedBefore(job, destination, verify, files)) ??
    (await by.engine.fetchClip(job, { destination, verify, onProgress: by.onProgress }, by.signal))
  if (outcome.kind !== 'fetched') return outcome
  if (!facts) throw new Error('a clip got its name without having been checked')

  const take = takeOf(job, facts, outcome.sha256, by)
  await writeSidecar(job, take, folder.value, by)
  const added = project.perform({ type: 'take.add', take })
  if (!added.ok) return { kind: 'not-now', failure: added.error, retryAfterMs: null }
  return savedTake(take, project)
}

const savedTake = async (take: Take, project: Project): Promise<Collected> => {
  const saved = await project.saved()
  return saved.ok ? { kind: 'take', take } : { kind: 'not-now', failure: saved.error, retryAfterMs: null }
}

const sidecarName = (clipFile: string) => clipFile.replace(/\.mp4$/, '.json')

const sidecarSchema = z.object({ job: z.string(), sha256: z.string() })

/** The clip of an earlier run that ended after the rename: it is there under its name, and its sidecar vouches for it. */
const finishedBefore = async (
  job: AcceptedJob & { readonly clipFile: string },
  destination: string,
  verify: (path: string) => Promise<Result<unknown>>,
  files: FileSystem,
): Promise<ClipOutcome | null> => {
  try {
    const stat = await files.lstat(destination)
    if (!stat.isFile()) return null
    const sha256 = await hashOf(destination)
    const sidecar = await readSidecar(join(destination, '..', sidecarName(job.clipFile)), files)
    // Without a sidecar the run ended between the two. The name was promised to this job alone, so the clip is its own.
    if (sidecar && (sidecar.job !== job.id || sidecar.sha256 !== sha256)) return null
    return (await verify(destination)).ok ? { kind: 'fetched', sha256, bytes: stat.size } : null
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

const readSidecar = async (path: string, files: FileSystem) => {
  try {
    return sidecarSchema.parse(JSON.parse(await files.readFile(path, 'utf8')))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError)
      return null
    throw error
  }
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const takeOf = (
  job: AcceptedJob & { readonly clipFile: string },
  facts: ClipFacts,
  sha256: string,
  by: Collecting,
): Take => ({
  id: by.takeId(),
  shotId: job.shotId,
  number: job.takeNumber,
  jobId: job.id,
  engine: job.engine,
  quality: job.quality,
  endpoint: job.request.endpoint,
  requestHash: job.requestHash,
  // Read through the schema: the ledger may hold a job of another version of the program.
  request: job.adopted ? null : (plannedRequestSchema.safeParse(job.request).data ?? null),
  requestId: job.engine === 'rehearsal' ? null : job.requestId,
  prompt: job.request.prompt,
  seed: job.seed,
  resolution: job.resolution,
  priceMicroUsd: job.priceMicroUsd,
  priceSource: job.priceSource,
  file: job.clipFile,
  sha256,
  bytes: facts.bytes,
  durationMs: facts.durationMs,
  width: facts.width,
  height: facts.height,
  plannedMs: job.plannedMs,
  createdAt: new Date(by.clock.now()).toISOString(),
})

/** Writes the sidecar: everything needed to make the clip again, readable without this program. */
const writeSidecar = async (
  job: AcceptedJob & { readonly clipFile: string },
  take: Take,
  folder: string,
  by: Collecting,
) => {
  const { document } = by.project
  const sidecar = {
    job: job.id,
    sha256: take.sha256,
    project: { id: document.id, title: document.title },
    shot: { id: job.shotId, label: job.shotLabel, title: job.shotTitle },
    take: { number: take.number, engine: take.engine, quality: take.quality, createdAt: take.createdAt },
    clip: {
      bytes: take.bytes,
      durationMs: take.durationMs,
      width: take.width,
      height: take.height,
      plannedMs: take.plannedMs,
    },
    endpoint: job.request.endpoint,
    requestId: take.requestId,
    seed: job.seed,
    price: { microUsd: job.priceMicroUsd, source: job.priceSource, tableDate: job.priceTableDate },
    images: job.request.images.map((image) => ({
      name: document.assets[image.assetId]?.name ?? null,
      ...image,
    })),
    request: job.adopted ? null : job.request,
    input: job.input,
  }
  const temporary = await openTemporary(folder, by.files, by.clock.now())
  try {
    await temporary.handle.writeFile(`${JSON.stringify(sidecar, null, 2)}\n`)
    await settle(temporary, join(folder, sidecarName(job.clipFile)), by.files)
  } catch (error) {
    await discard(temporary, by.files)
    throw error
  }
}
