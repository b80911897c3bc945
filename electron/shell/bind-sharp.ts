import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { outsideArchive } from '../core/disk/outside-archive.ts'

/**
 * Loads sharp's native part, before anything else does, so that it finds its own GLib first.
 *
 * Hazard, on Linux alone: Electron brings the system's GLib into its process (for GTK), and libvips carries another one
 * inside. Loaded the usual way, libvips calls into the system's with objects of its own, and dies at the first image
 * (sharp's documentation, “Electron and Linux”; electron/electron#46323). A library that was loaded once keeps the order
 * in which it looks names up, so that later loads, in worker threads too, find it in order.
 */
export const bindSharp = (platform: NodeJS.Platform, arch: string): void => {
  if (platform !== 'linux') return
  const file = nativePart(arch)
  if (file === null) return
  process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_LAZY | constants.dlopen.RTLD_DEEPBIND)
}

/** File of sharp's native part; null where there is none for this machine, which sharp then says itself. */
const nativePart = (arch: string): string | null => {
  const require = createRequire(createRequire(import.meta.url).resolve('sharp'))
  for (const libc of ['linux', 'linuxmusl']) {
    const folder = packageFolder(require, `@img/sharp-${libc}-${arch}/package`)
    if (folder === null) continue
    const lib = outsideArchive(join(folder, 'lib'))
    const name = readdirSync(lib).find((entry) => entry.endsWith('.node'))
    if (name !== undefined) return join(lib, name)
  }
  return null
}

const packageFolder = (require: NodeJS.Require, manifest: string): string | null => {
  try {
    return dirname(require.resolve(manifest))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}
