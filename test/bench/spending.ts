import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { BenchResult } from '../../scripts/bench.ts'
import type { JobOrder } from '../../electron/core/ledger/job.ts'
import { openLedger, type Ledger } from '../../electron/core/ledger/ledger.ts'
import { openProgram } from '../../electron/core/program.ts'
import { spendingReport } from '../../electron/core/spending/report.ts'
import { createStudio } from '../../electron/core/studio/create-studio.ts'
import type { FrontDoor } from '../../electron/core/studio/front-door.ts'
import { endpointIds } from '../../shared/domain/endpoints.ts'
import { createIdSource, type ProjectId, type ShotId } from '../../shared/domain/ids.ts'
import { spendingGroupings } from '../../shared/domain/spending.ts'
import { repeatableBytes } from '../kit/large-board.ts'
import { silentLog } from '../kit/system.ts'

const withFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await fs.mkdtemp(join(tmpdir(), 'boardwright-bench-'))
  try {
    return await work(folder)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

/** A year of work: 20 projects of 500 shots, all endpoints, a part of it rehearsed. */
const fill = (ledger: Ledger, jobs: number, folder: string): void => {
  const ids = createIdSource(repeatableBytes())
  const projects = Array.from({ length: 20 }, (): [ProjectId, ShotId[]] => [
    ids.project(),
    Array.from({ length: 500 }, () => ids.shot()),
  ])
  ledger.together(() => {
    for (let at = 0; at < jobs; at++) {
      const [projectId, shots] = projects[at % 20] ?? [ids.project(), []]
      const shotId = shots[Math.floor(at / 20) % 500] ?? ids.shot()
      ledger.create(orderOf(ids, { projectId, shotId, projectFolder: join(folder, projectId) }, at), 0)
    }
  })
}

const orderOf = (
  ids: ReturnType<typeof createIdSource>,
  place: Pick<JobOrder, 'projectId' | 'shotId' | 'projectFolder'>,
  at: number,
): JobOrder => {
  const endpoint = endpointIds[at % endpointIds.length] ?? endpointIds[0]
  return {
    ...place,
    id: ids.job(),
    intentId: ids.intent(),
    shotLabel: String((at % 500) * 10),
    shotTitle: 'Arrival',
    takeIndex: 0,
    takeNumber: 1,
    engine: at % 4 === 0 ? 'rehearsal' : 'fal',
    quality: at % 3 === 0 ? 'final' : 'draft',
    request: {
      kind: 'text',
      endpoint,
      images: [],
      prompt: 'A lighthouse keeper in oilskins, storm light, slow push in, 35 mm, muted blues',
      negativePrompt: null,
      resolution: '720p',
      aspect: '16:9',
      seconds: 5,
    },
    requestHash: String(at).padStart(64, '0'),
    seed: at,
    plannedMs: 5000,
    size: { width: 1280, height: 720 },
    resolution: '720p',
    priceMicroUsd: at % 4 === 0 ? 0 : 200_000,
    priceSource: 'listed',
    priceTableDate: '2026-11-01',
    priceTableName: null,
    keyProfile: at % 2 === 0 ? 'production' : null,
    gateOverridden: false,
    adopted: false,
    createdAtMs: Date.UTC(2026, 0, 1) + at * 300_000,
  }
}

const timed = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The same sums, as a person with the file and a SQL prompt would ask for them. */
const bareColumns = {
  day: "date(created_at / 1000, 'unixepoch', 'localtime')",
  project: 'project_id',
  shot: 'project_id, shot_id',
  endpoint: 'endpoint',
  quality: 'quality',
  profile: 'key_profile',
} as const

/** All six groupings of the report over 100,000 jobs, against the same in bare SQL. */
const report = (): Promise<BenchResult> =>
  withFolder(async (folder) => {
    const file = join(folder, 'ledger.db')
    const ledger = openLedger(file)
    fill(ledger, 100_000, folder)
    const bare = new DatabaseSync(file, { readOnly: true })
    const ours: number[] = []
    const peer: number[] = []
    try {
      for (let round = 0; round < 7; round++) {
        ours.push(
          timed(() => {
            for (const by of spendingGroupings)
              spendingReport(ledger, { projectId: null, from: null, to: null, by }, [])
          }),
        )
        peer.push(
          timed(() => {
            for (const by of spendingGroupings)
              bare
                .prepare(
                  `SELECT ${bareColumns[by]} AS what, COUNT(*), SUM(price_micro_usd), SUM(billed_micro_usd),
                     SUM(CASE WHEN in_vain THEN price_micro_usd END), SUM(CASE WHEN retake THEN price_micro_usd END)
                   FROM jobs WHERE engine = 'fal' AND counts = 1 GROUP BY ${bareColumns[by]}`,
                )
                .all()
          }),
        )
      }
    } finally {
      bare.close()
      ledger.close()
    }
    return { name: 'spending by all six groupings over 100,000 jobs (bare SQL)', ours, peer, limit: 2 }
  })

const frontDoor: FrontDoor = {
  kind: 'browser',
  abilities: { folderDialog: false, dragOut: false, reveal: false },
  openLink: async () => ({ ok: true, value: undefined }),
  reveal: async () => ({ ok: true, value: undefined }),
  chooseFolder: null,
}

/** From nothing to the first answer that a page needs, with the ledger's jobs taken up behind it. */
const start = async (userFolder: string): Promise<number> => {
  const home = join(userFolder, '.config', 'Boardwright')
  const begin = performance.now()
  const program = await openProgram({ home, environment: {}, environmentKey: null, log: silentLog })
  if (!program.ok) throw new Error(program.error.message)
  const studio = await createStudio({
    program: program.value,
    frontDoor,
    userFolder,
    sampleFolder: fileURLToPath(new URL('../../assets/sample', import.meta.url)),
    version: 'bench',
  })
  const resuming = studio.resume()
  const { lastProject } = (
    (await studio.handlers['app.state']({}, 'w')) as { value: { lastProject: string } }
  ).value
  const opened = await studio.handlers['project.open']({ folder: lastProject }, 'w')
  if (!opened.ok) throw new Error(opened.error.message)
  const ms = performance.now() - begin
  await resuming
  await studio.close()
  return ms
}

/** A start with 1,000 open jobs and 100,000 that have ended, to an open board, against one with an empty ledger. */
const startUp = (): Promise<BenchResult> =>
  withFolder(async (folder) => {
    const busy = join(folder, 'busy')
    const idle = join(folder, 'idle')
    for (const user of [busy, idle]) {
      await fs.mkdir(user, { recursive: true })
      await start(user)
    }
    const home = join(busy, '.config', 'Boardwright')
    const ledger = openLedger(join(home, 'ledger.db'))
    fill(ledger, 100_000, join(folder, 'films'))
    ledger.close()
    const database = new DatabaseSync(join(home, 'ledger.db'))
    database.exec(
      "UPDATE jobs SET state = 'succeeded' WHERE rowid NOT IN (SELECT rowid FROM jobs ORDER BY rowid DESC LIMIT 1000)",
    )
    database.close()
    const ours: number[] = []
    const peer: number[] = []
    for (let round = 0; round < 5; round++) {
      ours.push(await start(busy))
      peer.push(await start(idle))
    }
    return {
      name: 'a start to an open board with 1,000 open jobs in 100,000 (with none)',
      ours,
      peer,
      limit: 300,
      difference: true,
    }
  })

export const benches = [report, startUp]
