import { glob } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * `npm run bench [name…]`: what the issue of speed demands, as ratios against a peer that runs in turn with us, so
 * that a machine that is slow today is slow for both. Prints medians; ends with 1 where a ratio is above its limit.
 */

/** What one bench measured. Times in milliseconds (or, for memory, megabytes: the unit says). */
export interface BenchResult {
  readonly name: string
  readonly ours: readonly number[]
  readonly peer: readonly number[]
  /** The ratio ours/peer may not pass this; with `difference`, ours − peer. */
  readonly limit: number
  readonly difference?: boolean
  readonly unit?: string
  /** Further figures that were held against limits of their own, and failed if any. */
  readonly failed?: readonly string[]
  /** Further figures, within their limits or without one. */
  readonly notes?: readonly string[]
}

interface BenchModule {
  readonly bench?: () => Promise<BenchResult>
  readonly benches?: readonly (() => Promise<BenchResult>)[]
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2
}

const wanted = process.argv.slice(2)
let failures = 0
const report = (cells: readonly string[]) =>
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(76) : cell.padStart(14))).join(''))

report(['what', 'ours', 'peer', 'ratio', 'at most', ''])
for await (const file of glob('test/bench/*.ts')) {
  if (wanted.length > 0 && !wanted.includes(basename(file, '.ts'))) continue
  const module = (await import(new URL(`../${file}`, import.meta.url).href)) as BenchModule
  for (const bench of [...(module.bench ? [module.bench] : []), ...(module.benches ?? [])]) {
    const {
      name,
      ours,
      peer,
      limit,
      difference = false,
      unit = 'ms',
      failed = [],
      notes = [],
    } = await bench()
    const [a, b] = [median(ours), median(peer)]
    const figure = difference ? a - b : a / b
    const bad = !(figure <= limit) || failed.length > 0
    if (bad) failures++
    const show = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`
    report([
      name,
      show(a),
      show(b),
      difference ? `+${show(figure)}` : `${figure.toFixed(2)}×`,
      difference ? `+${show(limit)}` : `${limit}×`,
      bad ? 'ABOVE' : 'ok',
    ])
    for (const words of [...failed, ...notes]) console.log(`  ${words}`)
  }
}
process.exitCode = failures > 0 ? 1 : 0
