import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchResult } from '../../../scripts/bench.ts'

const runs = 9

/** Runs both in turns, after one run each that does not count. */
export const inTurns = async (
  name: string,
  limit: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<BenchResult> => {
  await ours()
  await peer()
  const measured = { name, limit, ours: [] as number[], peer: [] as number[] }
  for (let run = 0; run < runs; run += 1) {
    measured.ours.push(await ours())
    measured.peer.push(await peer())
  }
  return measured
}

/** A folder for as long as `work` takes. */
export const inFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  try {
    return await work(folder)
  } finally {
    await files.rm(folder, { recursive: true, force: true })
  }
}
