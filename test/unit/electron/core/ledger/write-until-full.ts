import { openLedger } from '../../../../../electron/core/ledger/ledger.ts'
import { orderNumbered } from './orders.ts'

/**
 * Run as a process of its own under a limit on the size of files: orders until the ledger cannot be written, then
 * prints the error's code, how many orders it was told were recorded, and how many it can still read.
 */
const ledger = openLedger(process.argv[2] ?? '')
let recorded = 0
let code: unknown = null
while (code === null && recorded < 10_000) {
  try {
    ledger.create(orderNumbered(recorded + 1), 0)
    recorded++
  } catch (error) {
    code = error instanceof Error && 'code' in error ? error.code : String(error)
  }
}
const readable = ledger.list({ ended: true }).length
ledger.close()
process.stdout.write(JSON.stringify({ code, recorded, readable }))
