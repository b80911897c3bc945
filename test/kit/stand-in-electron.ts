import * as fs from 'node:fs/promises'
import { join } from 'node:path'

/** What stands before the fuses in Electron's binary; the packager looks for it (@electron/fuses). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/**
 * A folder that looks like an unpacked Electron for Linux to whoever packages the program, with a binary that holds
 * nothing but unblown fuses: the real one comes from a host that is not reached everywhere.
 */
export const layOutElectron = async (folder: string, version: string): Promise<void> => {
  const fuseCount = 9
  const fuses = Buffer.concat([
    Buffer.from('\x7fELF stand-in '),
    Buffer.from(sentinel),
    Buffer.from([1, fuseCount]),
    Buffer.from('0'.repeat(fuseCount)),
    Buffer.alloc(64),
  ])
  await fs.mkdir(join(folder, 'locales'), { recursive: true })
  await fs.mkdir(join(folder, 'resources'))
  await fs.writeFile(join(folder, 'electron'), fuses, { mode: 0o755 })
  await fs.writeFile(join(folder, 'chrome-sandbox'), '', { mode: 0o755 })
  await fs.writeFile(join(folder, 'version'), version)
  await fs.writeFile(join(folder, 'LICENSE'), 'Electron’s')
  await fs.writeFile(join(folder, 'LICENSES.chromium.html'), 'Chromium’s')
  for (const language of ['de', 'en-US']) await fs.writeFile(join(folder, 'locales', `${language}.pak`), '')
}
