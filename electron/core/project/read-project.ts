import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import { openDocument, openTrusted, type Opening } from '../../../shared/domain/opening.ts'
import { assertNever, fail, succeed, type Result } from '../../../shared/errors.ts'
import { errnoOf } from '../disk/failure.ts'
import { readDocumentFile, readStamp, type Stamp } from './document-file.ts'
import { listRungs, type Rung } from './ladder.ts'
import { backupName, documentName } from './layout.ts'
import type { OpeningReport, ProjectPorts } from './project.ts'
import { isValidated, rememberValidated } from './validated.ts'

/** A document as found on disk. Nothing in the project folder has been touched. */
export interface ReadProject {
  readonly document: BoardDocument
  readonly report: Omit<OpeningReport, 'keptAside'>
  /** State of `boardwright.json`; null where it is missing. */
  readonly stamp: Stamp | null
  /**
   * - `good`: `boardwright.json` holds the document;
   * - `damaged`: it holds something else that must be kept, and the document comes from an earlier state;
   * - `missing`: it is not there;
   * - `too-new`: a newer program wrote it, and the document is what this one understands of it.
   */
  readonly standing: 'good' | 'damaged' | 'missing' | 'too-new'
}

type Step = Parameters<typeof openDocument>[1]

/** How documents are read; a test brings migrations of its own. */
export interface ReadOptions {
  readonly migrations?: Step
  readonly currentVersion?: number
}

/** Opens the bytes of a document. */
export const openBytes = (bytes: Buffer, options: ReadOptions = {}): Opening =>
  isUtf8(bytes)
    ? openDocument(bytes.toString('utf8'), options.migrations, options.currentVersion)
    : { kind: 'damaged', why: 'it is not text in UTF-8' }

/**
 * Reads the document of a project folder, or where it is damaged or missing the newest good state among the backup
 * beside it and the ladder. Fails with `project/not-found`, `project/damaged`, `project/too-new`, `project/refused`, or
 * as `diskFailure` does.
 */
export const readProject = async (
  folder: string,
  ports: ProjectPorts,
  options: ReadOptions = {},
): Promise<Result<ReadProject>> => {
  const read = await readDocumentFile(join(folder, documentName), ports.files)
  if (!read.ok) return read
  if (!read.value) return recover(folder, null, 'it is missing', ports, options)

  const { bytes, stamp } = read.value
  const place = { home: ports.home, folder }
  const trusted = (await isValidated(place, bytes, ports.files)) ? openTrusted(bytes.toString('utf8')) : null
  if (trusted) return succeed({ document: trusted, report: { repairs: [] }, stamp, standing: 'good' })

  const opening = openBytes(bytes, options)
  switch (opening.kind) {
    case 'opened': {
      const { document, repairs, migratedFrom } = opening
      if (repairs.length === 0 && migratedFrom === null) await remember(folder, bytes, ports)
      const report = { repairs, ...(migratedFrom === null ? {} : { migratedFrom }) }
      return succeed({ document, report, stamp, standing: 'good' })
    }
    case 'too-new':
      if (!opening.readable)
        return fail(
          'project/too-new',
          `The project was saved by a newer version of Boardwright. ${tooNewAdvice}`,
          {
            detail: `version ${opening.version}`,
            cost: 'nothing',
          },
        )
      return succeed({ document: opening.readable, report: { repairs: [] }, stamp, standing: 'too-new' })
    case 'damaged':
      return recover(folder, { bytes, stamp }, opening.why, ports, options)
    default:
      return assertNever(opening)
  }
}

/** What to do about a document of a newer version. */
export const tooNewAdvice = 'Update Boardwright on this computer to work on it.'

/** Remembers that these bytes are a good document; where that fails they are merely checked again next time. */
export const remember = async (folder: string, bytes: Uint8Array, ports: ProjectPorts): Promise<void> => {
  try {
    await rememberValidated({ home: ports.home, folder }, bytes, ports.files)
  } catch (error) {
    ports.log.warn('project.notRemembered', { code: errnoOf(error) ?? String(error) })
  }
}

type EarlierState = Rung & { readonly source: 'backup' | 'ladder' }

/** What may stand in for the document: states of this very folder first, the newest first. */
const earlierStates = async (
  folder: string,
  damaged: Buffer | null,
  { files, home, log }: ProjectPorts,
): Promise<EarlierState[]> => {
  // Even of a file that is no JSON any more, the id near the top is mostly whole.
  const projectId =
    /"id":\s*"(prj_[0-9a-z]{12})"/.exec(damaged?.toString('latin1', 0, 65_536) ?? '')?.[1] ?? null
  const states: EarlierState[] = []
  try {
    for (const rung of await listRungs({ home, projectId, folder }, files))
      states.push({ ...rung, source: 'ladder' })
  } catch (error) {
    log.warn('ladder.unreadable', { code: errnoOf(error) ?? String(error) })
  }
  const path = join(folder, backupName)
  const backup = await readStamp(path, files)
  if (backup)
    states.push({ path, savedAt: Number(backup.modifiedNs / 1_000_000n), isOwn: true, source: 'backup' })
  return states.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.savedAt - a.savedAt)
}

/** Whether there is anything that `readProject` could open. Rejects as file calls do. */
export const isProject = async (folder: string, ports: ProjectPorts): Promise<boolean> =>
  (await readStamp(join(folder, documentName), ports.files)) !== null ||
  (await earlierStates(folder, null, ports)).length > 0

const recover = async (
  folder: string,
  damaged: { bytes: Buffer; stamp: Stamp } | null,
  why: string,
  ports: ProjectPorts,
  options: ReadOptions,
): Promise<Result<ReadProject>> => {
  for (const { path, source, savedAt } of await earlierStates(folder, damaged?.bytes ?? null, ports)) {
    const read = await readDocumentFile(path, ports.files)
    const opening = read.ok && read.value ? openBytes(read.value.bytes, options) : null
    if (opening?.kind !== 'opened') {
      ports.log.warn('project.earlierStateUnusable', {
        source,
        why: opening?.kind === 'damaged' ? opening.why : 'unreadable',
      })
      continue
    }
    const { document, repairs, migratedFrom } = opening
    return succeed({
      document,
      report: {
        repairs,
        recoveredFrom: { why, source, savedAt },
        ...(migratedFrom === null ? {} : { migratedFrom }),
      },
      stamp: damaged?.stamp ?? null,
      standing: damaged ? 'damaged' : 'missing',
    })
  }
  return damaged
    ? fail(
        'project/damaged',
        `The project's document ${documentName} is damaged, and no earlier state of it was found. The file was left as it is; replace it by a copy of yours, or start a new project and import the clips.`,
        { detail: why, cost: 'nothing' },
      )
    : fail(
        'project/not-found',
        'There is no Boardwright project in this folder. Choose another folder, or start a new project.',
        {
          detail: folder,
          cost: 'nothing',
        },
      )
}
