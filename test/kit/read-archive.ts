import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file of an archive: where it lies in there, or that it lies beside it. */
interface Entry {
  readonly offset?: string
  readonly size?: number
  readonly unpacked?: boolean
  readonly files?: Readonly<Record<string, Entry>>
  readonly integrity?: { readonly algorithm: string; readonly hash: string }
}

/** A file of an archive, by its path in there. */
export interface ArchivedFile extends Entry {
  readonly path: string
}

const walk = (entry: Entry, path: string): ArchivedFile[] =>
  entry.files
    ? Object.entries(entry.files).flatMap(([name, inner]) =>
        walk(inner, path === '' ? name : `${path}/${name}`),
      )
    : [{ path, ...entry }]

// https://github.com/electron/asar#format: sizes of 4 bytes each, a header of JSON, then the files one after another.
const open = async (archive: string) => {
  const handle = await fs.open(archive)
  const { buffer: sizes } = await handle.read(Buffer.alloc(16), 0, 16, 0)
  const header = Buffer.alloc(sizes.readUInt32LE(12))
  await handle.read(header, 0, header.length, 16)
  const start = 8 + sizes.readUInt32LE(4)
  return { handle, start, files: walk(JSON.parse(header.toString('utf8')) as Entry, '') }
}

/** All files of one of Electron's archives, those beside it too. */
export const listArchive = async (archive: string): Promise<readonly ArchivedFile[]> => {
  const { handle, files } = await open(archive)
  await handle.close()
  return files
}

/** Lays an archive out as a folder, with what lies beside it, as Electron shows it to the program. */
export const extractArchive = async (archive: string, folder: string): Promise<void> => {
  const { handle, start, files } = await open(archive)
  for (const { path, offset, size = 0, unpacked } of files) {
    const target = join(folder, path)
    await fs.mkdir(dirname(target), { recursive: true })
    if (unpacked) await fs.copyFile(join(`${archive}.unpacked`, path), target)
    else {
      const content = Buffer.alloc(size)
      await handle.read(content, 0, size, start + Number(offset))
      await fs.writeFile(target, content)
    }
  }
  await handle.close()
}
