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
