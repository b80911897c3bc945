import { join } from 'node:path'
import { errnoOf } from '../core/disk/failure.ts'
import type { FileSystem, Log } from '../core/ports.ts'
import { windowStateSchema, type WindowState } from './window-place.ts'

/** Remembers where the window was left, in `window-state.json` of the data folder. */
export interface WindowStateFile {
  /** Null where nothing is remembered, or what is there is not valid. */
  readonly read: () => Promise<WindowState | null>
  /** Writes when it comes to it, the latest last. Never rejects: a window's place is not worth a word. */
  readonly write: (state: WindowState) => Promise<void>
}

export const createWindowStateFile = (
  home: string,
  files: Pick<FileSystem, 'readFile' | 'writeFile' | 'rename'>,
  log: Log,
): WindowStateFile => {
  const path = join(home, 'window-state.json')
  let writing: Promise<void> = Promise.resolve()
  let latest: WindowState | null = null

  const writeLatest = async () => {
    const state = latest
    if (state === null) return
    latest = null
    try {
      await files.writeFile(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
      await files.rename(`${path}.new`, path)
    } catch (error) {
      log.warn('windowState.notWritten', { code: errnoOf(error) ?? null })
    }
  }

  return {
    read: async () => {
      try {
        const text = await files.readFile(path, 'utf8')
        return windowStateSchema.parse(JSON.parse(text))
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT')
          log.warn('windowState.notRead', { code: errnoOf(error) ?? 'not valid' })
        return null
      }
    },
    write: (state) => {
      latest = state
      writing = writing.then(writeLatest)
      return writing
    },
  }
}
