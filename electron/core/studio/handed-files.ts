import { randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import type { FileToken } from '../../../shared/contract.ts'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'

/** A file that a window handed over: where it is, and the name it came with. */
export interface HandedFile {
  readonly path: string
  readonly name: string
  /** Of its content, where that came whole as bytes: the file is the program's alone then, and may be moved. Else null. */
  readonly sha256: string | null
}

/**
 * The files that windows handed over, by tokens that cannot be guessed: a page names a token, never a path. Files that
 * came as bytes (uploads, pasted pictures) lie in a folder of the program's and go when they have been used, or with
 * the program.
 */
export interface HandedFiles {
  /** Notes a file of the user's; it stays where it is. */
  readonly note: (path: string) => FileToken
  /** A new place for bytes that are about to arrive; `name` is only shown. */
  readonly place: (name: string) => Promise<{ readonly token: FileToken; readonly path: string }>
  /** The bytes are all there, with this hash. */
  readonly arrived: (token: FileToken, sha256: string) => void
  /** Failure: `input/not-found` for a token that was never given, or used up. */
  readonly find: (token: FileToken) => Result<HandedFile>
  /** Forgets a token, and removes what came as bytes. */
  readonly release: (token: FileToken) => Promise<void>
  /** Removes everything that came as bytes. */
  readonly clear: () => Promise<void>
}

/** @param folder where bytes are put; made when first needed, and emptied by `clear`. */
export const createHandedFiles = (folder: string, files: FileSystem): HandedFiles => {
  const known = new Map<FileToken, HandedFile & { readonly isOurs: boolean }>()
  return {
    note: (path) => {
      const token = newToken()
      known.set(token, { path, name: basename(path), sha256: null, isOurs: false })
      return token
    },
    place: async (name) => {
      const token = newToken()
      await files.mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, token)
      known.set(token, { path, name, sha256: null, isOurs: true })
      return { token, path }
    },
    arrived: (token, sha256) => {
      const file = known.get(token)
      if (file) known.set(token, { ...file, sha256 })
    },
    find: (token) => {
      const file = known.get(token)
      return file
        ? succeed({ path: file.path, name: file.name, sha256: file.sha256 })
        : fail('input/not-found', 'That file is no longer at hand. Drop or choose it again.', {
            cost: 'nothing',
          })
    },
    release: async (token) => {
      const file = known.get(token)
      known.delete(token)
      if (file?.isOurs) await files.rm(file.path, { force: true })
    },
    clear: async () => {
      known.clear()
      await files.rm(folder, { recursive: true, force: true })
    },
  }
}

const newToken = (): FileToken => `file_${randomBytes(16).toString('hex')}`
