import fs from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/**
 * Loaded before the program (`node --import`): kills the process at one moment of its work, as a power cut would.
 * `FAULT_DIE_AT` is `<what>:<n>:<before|after>`: before or after the n-th durable write of the ledger (`ledger`), or
 * the n-th renaming of a file (`rename`), counted from 1.
 */
const [what, at, when] = (process.env['FAULT_DIE_AT'] ?? '').split(':')
let count = 0

/** Counts a moment, and ends the process there if it is the one. SIGKILL takes effect before `kill` returns. */
const passing = (moment: string): void => {
  if (moment === 'before') count += 1
  if (count === Number(at) && moment === when) process.kill(process.pid, 'SIGKILL')
}

if (what === 'ledger') {
  const prepare = Reflect.get<DatabaseSync, 'prepare'>(DatabaseSync.prototype, 'prepare')
  DatabaseSync.prototype.prepare = function (sql, ...rest) {
    const statement = prepare.call(this, sql, ...rest)
    if (!/^\s*(?:COMMIT|INSERT|UPDATE|DELETE)/.test(sql)) return statement
    const run = statement.run.bind(statement) as (...values: unknown[]) => ReturnType<typeof statement.run>
    statement.run = (...values: unknown[]) => {
      // Within a transaction only its end reaches the disk.
      const reachesDisk = sql === 'COMMIT' || !this.isTransaction
      if (reachesDisk) passing('before')
      const outcome = run(...values)
      if (reachesDisk) passing('after')
      return outcome
    }
    return statement
  }
}

if (what === 'rename') {
  const { rename } = fs
  fs.rename = async (...paths) => {
    passing('before')
    await rename(...paths)
    passing('after')
  }
}
