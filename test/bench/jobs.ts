import { fork, type ChildProcess } from 'node:child_process'
import files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchResult } from '../../scripts/bench.ts'
import { coreFor, textBoard } from '../kit/text-board.ts'
import { startStandIn } from '../stand-in/server.ts'

const withFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  try {
    return await work(folder)
  } finally {
    await files.rm(folder, { recursive: true, force: true })
  }
}

/** The shortest time in which `places` can do the work in the order it came, in milliseconds. */
const idealMakespan = (durationsMs: readonly number[], places: number): number => {
  const freeAt = Array.from({ length: places }, () => 0)
  for (const duration of durationsMs) {
    const first = freeAt.indexOf(Math.min(...freeAt))
    freeAt[first] = (freeAt[first] ?? 0) + duration
  }
  return Math.max(...freeAt)
}

/** 200 jobs of about 20 s, varied, on 40 places: how much longer than the ideal until the last clip is on the disk. */
const makespan = (): Promise<BenchResult> =>
  withFolder(async (folder) => {
    const jobCount = 200
    const places = 40
    // Varied without chance, so that runs compare: 14 to 26 s.
    const durationsMs = Array.from({ length: jobCount }, (_, at) => 14_000 + ((at * 7919) % 12_001))
    let started = 0
    const standIn = await startStandIn({
      concurrency: places,
      durationMs: () => durationsMs[started++ % jobCount] ?? 20_000,
    })
    const core = coreFor(join(folder, 'home'), standIn.proxyUrl, standIn.key)
    await files.mkdir(join(folder, 'home'))
    const { project, jobs } = await textBoard(core, join(folder, 'board'), jobCount)
    const begin = performance.now()
    const ends = await Promise.all(jobs.map((job) => core.run(job, project)))
    const ours = performance.now() - begin
    await core.close()
    await project.close()
    await standIn.close()
    const rate = standIn.journal.statusRatePerSecond()
    const done = ends.filter(({ job }) => job.state === 'succeeded').length
    return {
      name: `${jobCount} jobs of about 20 s on ${places} places (ideal makespan)`,
      ours: [ours],
      peer: [idealMakespan(durationsMs, places)],
      limit: 1.15,
      failed: [
        ...(rate > 8 ? [`${rate} status requests in a second; at most 8 are wanted`] : []),
        ...(done < jobCount ? [`only ${done} of ${jobCount} jobs succeeded`] : []),
      ],
    }
  })

/** 1,000 jobs in one process: its peak memory above what it holds idle, in MB. */
const memory = (): Promise<BenchResult> =>
  withFolder(async (folder) => {
    const standIn = await startStandIn({ concurrency: 40, durationMs: 200 })
    const child = fork(
      new URL('../kit/thousand-jobs.ts', import.meta.url),
      [folder, standIn.proxyUrl, standIn.key],
      {
        execArgv: ['--expose-gc'],
      },
    )
    const figures = await reportOf<{ idleMb: number; peakMb: number; succeeded: number }>(child)
    await standIn.close()
    return {
      name: 'peak memory for 1,000 jobs (the same process idle)',
      ours: [figures.peakMb],
      peer: [figures.idleMb],
      limit: 150,
      difference: true,
      unit: 'MB',
      failed: figures.succeeded < 1000 ? [`only ${figures.succeeded} of 1,000 jobs succeeded`] : [],
    }
  })

/** 100 jobs that wait at the service: the processor time of the program that waits with them, against one core's. */
const idleWork = (): Promise<BenchResult> =>
  withFolder(async (folder) => {
    const waiting = 100
    const pieceMs = 10_000
    const standIn = await startStandIn({ concurrency: waiting / 2, durationMs: Infinity })
    const child = fork(new URL('../kit/waiting-jobs.ts', import.meta.url), [
      folder,
      standIn.proxyUrl,
      standIn.key,
      String(waiting),
      '6',
      String(pieceMs),
    ])
    const figures = await reportOf<{ cpuMs: number[]; waiting: number }>(child)
    await standIn.close()
    return {
      name: `processor time while ${waiting} jobs wait (one core)`,
      ours: figures.cpuMs,
      peer: [pieceMs],
      limit: 0.01,
      failed: figures.waiting < waiting ? [`only ${figures.waiting} of ${waiting} jobs waited`] : [],
    }
  })

/** What a process of jobs reports before it ends. */
const reportOf = <Report>(child: ChildProcess): Promise<Report> =>
  new Promise((resolve, reject) => {
    child.on('message', (message) => resolve(message as Report))
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the process with the jobs ended with ${code}`)))
  })

export const benches = [memory, idleWork, makespan]
