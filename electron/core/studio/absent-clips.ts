import { join } from 'node:path'
import type { Take } from '../../../shared/domain/document.ts'
import { errnoOf } from '../disk/failure.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { FileSystem } from '../ports.ts'
import type { Project } from '../project/project.ts'

/** File names of takes' clips that are not in the clips folder: deleted by hand, or on a disk that is away. */
export interface AbsentClips {
  readonly missingClips: string[]
  /** Those of them that fal.ai is known to keep no longer. */
  readonly expiredClips: string[]
}

/** @param isGone whether fal.ai is known to keep the clip of this take no longer. */
export const absentClips = async (
  project: Project,
  files: FileSystem,
  isGone: (take: Take) => boolean,
): Promise<AbsentClips> => {
  const takes = Object.values(project.document.takes)
  const present = takes.length === 0 ? new Set<string>() : await namesIn(join(project.folder, 'clips'), files)
  const missing = takes.filter(({ file }) => !present.has(file))
  return { missingClips: namesOf(missing), expiredClips: namesOf(missing.filter(isGone)) }
}

const namesOf = (takes: readonly Take[]): string[] => takes.map(({ file }) => file)

/** Whether the ledger remembers that fal.ai keeps the clip of a take no longer. */
export const isKnownGone =
  (ledger: () => { readonly ok: true; readonly value: Pick<Ledger, 'ofRequest'> } | { readonly ok: false }) =>
  ({ requestId }: Take): boolean => {
    const opened = requestId === null ? null : ledger()
    if (!opened?.ok || requestId === null) return false
    return opened.value.ofRequest(requestId)?.failure?.code === 'fal/expired'
  }

const namesIn = async (folder: string, files: FileSystem): Promise<Set<string>> => {
  try {
    return new Set(await files.readdir(folder))
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return new Set()
  }
}
