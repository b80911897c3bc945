import { compareNames } from '../app/compare-names.ts'
import type { DesktopFilesDrag } from '../dnd/items.ts'

/** Most files that one drop brings in; a whole disk dropped by mistake ends here. */
export const mostFiles = 5000

/**
 * The files of a drop, those within folders too, in the order of their names. Must be called within the drop itself:
 * the browser forgets what was dropped as soon as it is over.
 */
export const filesOf = ({ files, items }: DesktopFilesDrag): Promise<readonly File[]> => {
  const entries = [...(items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const plain = [...(files ?? [])]
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve(plain.filter(isNoHiddenFile))
  return inEntries(entries)
}

// The leavings of file managers (.DS_Store, ._picture.jpg) are nobody's images.
const isNoHiddenFile = ({ name }: { readonly name: string }) => !name.startsWith('.') && name !== 'Thumbs.db'

const inEntries = async (entries: readonly FileSystemEntry[]): Promise<File[]> => {
  const found: File[] = []
  for (const entry of entries.filter(isNoHiddenFile)) {
    if (found.length >= mostFiles) break
    if (isFile(entry)) found.push(await fileOf(entry))
    else if (isFolder(entry)) found.push(...(await inEntries(await allIn(entry))))
  }
  return found.slice(0, mostFiles)
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** Everything in a folder, by name. The browser gives at most a hundred at a time. */
const allIn = async (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader()
  const next = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
  const all: FileSystemEntry[] = []
  for (let some = await next(); some.length > 0; some = await next()) all.push(...some)
  return all.toSorted((a, b) => compareNames(a.name, b.name))
}
