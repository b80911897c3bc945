import process from 'node:process'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { standInKey, startStandIn } from './server.ts'

/**
 * Runs a stand-in until SIGTERM or SIGINT, and prints its address as one line of JSON:
 * `node test/stand-in/main.ts [--port N] [--key K] [--duration-ms N] [--concurrency N]`
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    key: { type: 'string', default: standInKey },
    'duration-ms': { type: 'string', default: '4000' },
    concurrency: { type: 'string', default: '2' },
  },
})
const wholeNumber = z.coerce.number().int().min(0)

const standIn = await startStandIn({
  port: wholeNumber.parse(values.port),
  key: values.key,
  durationMs: wholeNumber.parse(values['duration-ms']),
  concurrency: wholeNumber.parse(values.concurrency),
})
process.stdout.write(`${JSON.stringify({ proxyUrl: standIn.proxyUrl })}\n`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void standIn.close())
