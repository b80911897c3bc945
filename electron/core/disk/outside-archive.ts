import { sep } from 'node:path'

/**
 * Path of a file that comes with the program, as native code can open it. In the packaged app the program lies in one
 * archive, which only Electron's own file calls look into; what native code reads (images, fonts) lies beside it.
 */
export const outsideArchive = (path: string): string =>
  path.replace(`${sep}app.asar${sep}`, `${sep}app.asar.unpacked${sep}`)
