import type { IntentId, JobId } from '../../../../../shared/domain/ids.ts'
import { openLedger } from '../../../../../electron/core/ledger/ledger.ts'
import { orderNumbered } from './orders.ts'

/**
 * Run as a process of its own: when told to go, opens the ledger, orders the same take as its siblings by a click of
 * its own, takes the first step, and tells its parent what came of it.
 */
const [file = '', own = ''] = process.argv.slice(2)

process.once('message', () => {
  const ledger = openLedger(file)
  const order = { ...orderNumbered(1), id: `job_${own}` as JobId, intentId: `int_${own}` as IntentId }
  const { job, added } = ledger.create(order, 0)
  const moved = job.state === 'created' && ledger.step(job, { to: 'uploading' }, job.createdAtMs + 1) !== null
  ledger.close()
  process.send?.({ jobId: job.id, added, moved }, () => process.disconnect())
})
process.send?.('ready')
