import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail, succeed, type Result } from '../../../shared/errors.ts'
import { errnoOf, wordsOf } from '../disk/failure.ts'
import type { FileSystem } from '../ports.ts'

/**
 * One program with windows for each data folder. The lock is the system's own, on a file that SQLite holds open: it is
 * gone with the process, however that ends, so that neither a leftover file nor a process id that is used again can
 * stand in the way. Beside it lies a card that says how the holder can be reached.
 */

/** How a running program can be reached by the next start. The secret is the proof that the caller may read the card. */
export type InstanceCard =
  | { readonly frontDoor: 'electron' }
  | { readonly frontDoor: 'browser'; readonly port: number; readonly secret: string }

/** What came of the attempt to be the one. */
export type Instance =
  | {
      readonly kind: 'first'
      /** Leaves the card for those who start later; only this user can read it. @throws the system's error. */
      readonly announce: (card: InstanceCard) => Promise<void>
      /** Gives the place up, with the card. */
      readonly release: () => Promise<void>
    }
  | {
      readonly kind: 'later'
      /** The holder's card; null while it has none yet, or none that can be read. */
      readonly card: () => Promise<InstanceCard | null>
    }

/**
 * Takes the place of the one program in a data folder, or finds it taken.
 * Failure: `disk/failed` where the lock can be neither had nor seen to be held.
 */
export const takeInstance = async (
  home: string,
  files: Pick<FileSystem, 'readFile' | 'rename' | 'rm' | 'writeFile'>,
): Promise<Result<Instance>> => {
  const cardPath = join(home, 'instance.json')
  let lock: DatabaseSync | null = null
  try {
    lock = new DatabaseSync(join(home, 'instance.lock'))
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (isBusy(error)) return succeed({ kind: 'later', card: () => readCard(cardPath, files) })
    return fail('disk/failed', `The data folder ${home} cannot be used; choose another with --home.`, {
      detail: wordsOf(error),
    })
  }
  const held = lock
  // An earlier holder's, that was killed.
  await files.rm(cardPath, { force: true })
  return succeed({
    kind: 'first',
    announce: async (card) => {
      const incoming = `${cardPath}.new`
      await files.rm(incoming, { force: true })
      await files.writeFile(incoming, JSON.stringify(card), { mode: 0o600, flag: 'wx' })
      await files.rename(incoming, cardPath)
    },
    release: async () => {
      await files.rm(cardPath, { force: true })
      held.close()
    },
  })
}

// SQLITE_BUSY and SQLITE_LOCKED, with their extended codes.
const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [5, 6].includes(error.errcode & 0xff)

const readCard = async (path: string, files: Pick<FileSystem, 'readFile'>): Promise<InstanceCard | null> => {
  try {
    return cardFrom(JSON.parse(await files.readFile(path, 'utf8')))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** By hand: a schema would keep the window waiting for its library at every start. */
const cardFrom = (read: unknown): InstanceCard | null => {
  if (typeof read !== 'object' || read === null || !('frontDoor' in read)) return null
  if (read.frontDoor === 'electron') return { frontDoor: 'electron' }
  if (read.frontDoor !== 'browser' || !('port' in read) || !('secret' in read)) return null
  const { port, secret } = read
  if (typeof port !== 'number' || !(port > 0 && port < 65_536)) return null
  return typeof secret === 'string' && secret !== '' ? { frontDoor: 'browser', port, secret } : null
}
