import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Loaded before the program (`node --import`): notes in the file `FAULT_NOTES` every file and folder whose content it
 * reads, by its real path, and every address it connects to; one line each, `read <path>` or `connect <address>`.
 */
const notes = process.env['FAULT_NOTES'] ?? ''
const { appendFileSync, realpathSync } = fs
const note = (line: string) => appendFileSync(notes, `${line}\n`)

const noteRead = (path: unknown) => {
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return
  const asked = path instanceof URL ? fileURLToPath(path) : resolve(String(path))
  let real = asked
  try {
    real = realpathSync.native(asked)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
  }
  if (real !== notes) note(`read ${real}`)
}

/** Flags of a file that must not be there yet: a link in its place is not followed. */
const makesAnew = (flags: unknown) =>
  typeof flags === 'number'
    ? (flags & fs.constants.O_EXCL) !== 0
    : typeof flags === 'string' && flags.includes('x')

const watch = (module: object, names: readonly string[]) => {
  for (const name of names) {
    const genuine: unknown = Reflect.get(module, name)
    if (typeof genuine !== 'function') throw new Error(`there is no ${name} to watch`)
    Reflect.set(module, name, function (this: unknown, ...given: unknown[]): unknown {
      if (!makesAnew(given[1])) noteRead(given[0])
      return Reflect.apply(genuine, this, given)
    })
  }
}

const reads = ['open', 'readFile', 'readdir', 'opendir', 'copyFile', 'cp']
watch(fs.promises, reads)
watch(fs, [...reads, ...reads.map((name) => `${name}Sync`), 'createReadStream'])

const genuineConnect = Reflect.get<net.Socket, 'connect'>(net.Socket.prototype, 'connect')
net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
  // Node itself hands over `[options, listener]` in one list.
  const [first] = given.flat() as [{ host?: string; port?: number; path?: string } | string | number]
  note(
    typeof first === 'object'
      ? `connect ${first.path ?? `${first.host ?? 'localhost'}:${first.port}`}`
      : `connect ${first}`,
  )
  return Reflect.apply(genuineConnect, this, given) as net.Socket
}

syncBuiltinESMExports()
