import { constants } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import type { ProjectId } from '../../../shared/domain/ids.ts'
import { serialiseDocument } from '../../../shared/domain/opening.ts'
import { succeed, type Result } from '../../../shared/errors.ts'
import { diskFailure } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'
import { saveDocumentFile, type WritePorts } from '../project/document-file.ts'
import { contentFolders } from '../project/layout.ts'
import { filesBelow } from './folder-files.ts'

/**
 * Copies a project into a new folder as a project of its own: another id and title; with its takes and clips, or
 * without. Where it fails, nothing is left behind. Failures: `disk/…`.
 */
export const copyProject = async (
  folder: string,
  document: BoardDocument,
  to: {
    readonly folder: string
    readonly id: ProjectId
    readonly title: string
    readonly withTakes: boolean
  },
  ports: WritePorts,
): Promise<Result<void>> => {
  const { files } = ports
  try {
    await files.mkdir(dirname(to.folder), { recursive: true })
    await files.mkdir(to.folder)
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The folder for the copy could not be made') }
  }
  const takeBack = () => files.rm(to.folder, { recursive: true, force: true }).catch(() => undefined)
  try {
    for (const name of contentFolders) {
      await files.mkdir(join(to.folder, name))
      if (name === 'media' || to.withTakes) await copyFiles(join(folder, name), join(to.folder, name), files)
    }
    const copy = { ...(to.withTakes ? document : withoutTakes(document)), id: to.id, title: to.title }
    const { problem } = await saveDocumentFile(to.folder, Buffer.from(serialiseDocument(copy)), ports, false)
    if (!problem) return succeed(undefined)
    await takeBack()
    return { ok: false, error: problem }
  } catch (error) {
    await takeBack()
    return { ok: false, error: diskFailure(error, 'The project could not be copied') }
  }
}

/** Copies plain files, sharing their blocks where the disk can. Rejects as file calls do. */
export const copyFiles = async (from: string, to: string, files: FileSystem): Promise<void> => {
  for (const { path } of await filesBelow(from, files)) {
    const place = join(to, path)
    await files.mkdir(dirname(place), { recursive: true })
    await files.copyFile(join(from, path), place, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }
}

const withoutTakes = (document: BoardDocument): BoardDocument => ({
  ...document,
  takes: {},
  takeMarks: {},
  shots: Object.fromEntries(
    Object.entries(document.shots).map(([id, shot]) => [id, { ...shot, circledTakeId: null }]),
  ),
})
