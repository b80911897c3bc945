import type { IntentId, JobId } from '../../../../../shared/domain/ids.ts'
import { openLedger } from '../../../../../electron/core/ledger/ledger.ts'
import { orderNumbered } from './orders.ts'

/**
 * Run as a process of its own: when told to go, opens the ledger, orders the same takes as its siblings by clicks of
 * its own, takes the first step of each, and tells its parent what came of them.
 */
const [file = '', own = '', takes = ''] = process.argv.slice(2)

process.once('message', () => {
  const ledger = openLedger(file)
  const outcomes = Array.from({ length: Number(takes) }, (_, at) => {
    // Each begins elsewhere, so that all of them have something new to write all the time.
    const number = (at + 7 * Number(own)) % Number(takes)
    const order = {
      ...orderNumbered(number),
      id: `job_${own}_${number}` as JobId,
      intentId: `int_${own}_${number}` as IntentId,
    }
    const { job, added } = ledger.create(order, 0)
    const moved =
      job.state === 'created' && ledger.step(job, { to: 'uploading' }, job.createdAtMs + 1) !== null
    return { number, jobId: job.id, added, moved }
  })
  ledger.close()
  process.send?.(outcomes, () => process.disconnect())
})
process.send?.('ready')
