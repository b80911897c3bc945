import { join } from 'node:path'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { readDocumentFile, type Stamp } from '../project/document-file.ts'
import { documentName } from '../project/layout.ts'
import { openBytes } from '../project/read-project.ts'

/** A board as its file says, without opening the project. */
export interface ReadBoard {
  readonly document: BoardDocument
  readonly stamp: Stamp
}

/**
 * Reads the board of a project that is not open: nothing is locked, recovered or written. Failures:
 * `project/not-found`, `project/damaged`, `project/too-new`, `project/refused`, `disk/…`.
 */
export const readBoard = async (folder: string, files: FileSystem): Promise<Result<ReadBoard>> => {
  const read = await readDocumentFile(join(folder, documentName), files)
  if (!read.ok) return read
  if (!read.value)
    return fail('project/not-found', 'There is no Boardwright project in this folder.', { cost: 'nothing' })
  const opening = openBytes(read.value.bytes)
  switch (opening.kind) {
    case 'opened':
      return succeed({ document: opening.document, stamp: read.value.stamp })
    case 'too-new':
      return fail(
        'project/too-new',
        'A newer version of Boardwright saved this project. Update Boardwright to work on it.',
        {
          cost: 'nothing',
        },
      )
    case 'damaged':
      return fail(
        'project/damaged',
        'The project file is damaged. Open the project: its newest good state is opened instead.',
        {
          detail: opening.why,
          cost: 'nothing',
        },
      )
  }
}
