import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Files of the program itself, as paths. This module lies in `electron/core/` among the sources and in `dist/electron/core/`
 * in the build, where whatever the bundler makes of the core lies too: its way to the others is the same in both.
 */

/** A file by its path from the folder of the sources, or of the build: `assets/prices.json`. */
export const programFile = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A module that is started by its file name, by its path without the extension: as a source, or as built. */
export const programModule = (path: string): string => programFile(`${path}${extname(import.meta.url)}`)
