import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished } from 'vitest'
import type { ShotDraft } from '../../electron/core/board/add-shot.ts'
import { systemClock } from '../../electron/core/clock.ts'
import type { RunEnd } from '../../electron/core/jobs/runner.ts'
import type { JobState } from '../../shared/domain/jobs.ts'
import type { Job } from '../../electron/core/ledger/job.ts'
import type { Clock, FileSystem } from '../../electron/core/ports.ts'
import type { Project } from '../../electron/core/project/open-project.ts'
import type { Core } from '../../electron/core/core.ts'
import { createCore } from '../../electron/core/session.ts'
import type { Settings } from '../../shared/domain/settings.ts'
import { defaultSettings } from '../../electron/core/settings.ts'
import { shotsInOrder } from '../../shared/domain/board.ts'
import { priceTableSchema } from '../../shared/domain/prices.ts'
import type { Failure } from '../../shared/errors.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { must } from '../kit/text-board.ts'
import { startStandIn, type StandIn, type StandInOptions } from '../stand-in/server.ts'
import { breaches, intentBySeed } from './oracle.ts'

/** Everything waits for milliseconds where the program as delivered waits for seconds. */
export const quickSettings = (
  changes: {
    readonly limits?: Partial<Settings['limits']>
    readonly timing?: Partial<Settings['timing']>
  } = {},
): Settings => ({
  ...defaultSettings(),
  limits: { ...defaultSettings().limits, pollsPerSecond: 200, ...changes.limits },
  timing: {
    ...defaultSettings().timing,
    connectMs: 2000,
    submitMs: 2000,
    readMs: 2000,
    uploadMs: 2000,
    stallMs: 1000,
    pollFloorMs: 10,
    pollCeilingMs: 50,
    retryMs: 10,
    retryMaxMs: 50,
    lookupPatienceMs: 5000,
    ...changes.timing,
  },
})

/** Answers are waited for as long as a busy machine may take, where their silence is not the point. */
export const patient = { connectMs: 120_000, submitMs: 120_000, readMs: 120_000 } as const

/** What may be different about a board under test. */
export interface BoardOptions {
  readonly standIn?: StandInOptions
  /** Text shots to begin with: 1 unless told. */
  readonly shots?: number
  readonly settings?: Settings
  readonly clock?: Clock
  readonly files?: FileSystem
}

/** A board with the core that renders it, and a stand-in of its own; all of it ends with the test. */
export interface FaultBoard {
  readonly standIn: StandIn
  /** Holds `home`, `folder` and everything else the program may write. */
  readonly root: string
  readonly home: string
  readonly folder: string
  core: () => Core
  project: () => Project
  /** Failures shown so far: troubles on the way, and the ends of jobs. */
  readonly failures: Failure[]
  /** Every job and state that was told of, in order. */
  readonly steps: { readonly job: Job['id']; readonly state: JobState }[]
  /** Positions in the service's queue that were told of. */
  readonly positions: number[]
  /** Ends the core and the project, and opens both again, as after a restart. */
  restart: (changes?: { readonly falProxy?: string; readonly key?: string }) => Promise<void>
  /** Orders takes of all shots of the board, without running them. */
  order: (takes?: number) => Job[]
  /** Orders takes of all shots and runs them as far as they go. */
  render: (takes?: number) => Promise<RunEnd[]>
  /** Runs all open jobs as far as they go. */
  resume: () => Promise<RunEnd[]>
  /** Runs some jobs as far as they go. */
  run: (jobs: readonly Job[]) => Promise<RunEnd[]>
  /** All jobs in the ledger, in the order in which they were made. */
  jobs: () => Job[]
  /** Ends everything and holds what is left against the common oracle. */
  judge: (word?: {
    readonly confirmedAgain?: readonly string[]
    readonly abandoned?: readonly string[]
  }) => Promise<void>
}

/** A text shot; equal titles make equal shots. */
export const textShot = (title: string, prompt = `A lighthouse, ${title}`): ShotDraft => ({
  label: null,
  fields: { title, prompt },
  framing: { fit: 'cover', crop: null },
  ingredients: { mode: 'text', model: '2.2', seconds: 5 },
})

/** An elements shot of one image. Elements are sent whole, so a small image stays small. */
export const elementShot = (image: string): ShotDraft => ({
  ...textShot('The lamp'),
  ingredients: {
    mode: 'elements',
    items: [{ image, role: 'prop' }],
    ingredientsMode: 'precise',
    seconds: 5,
  },
})

/** Writes a small PNG of one colour. */
export const writePng = async (path: string, colour = '#336699', side = 64): Promise<string> => {
  await sharp({ create: { width: side, height: side, channels: 3, background: colour } })
    .png()
    .toFile(path)
  return path
}

/** Makes a board and everything around it. */
export const startFaultBoard = async (options: BoardOptions = {}): Promise<FaultBoard> => {
  const root = await temporaryFolder()
  const home = join(root, 'home')
  const folder = join(root, 'board')
  await fs.mkdir(home)
  const standIn = await startStandIn({ intentKeyOf: intentBySeed, ...options.standIn })
  onTestFinished(() => standIn.close())
  const prices = priceTableSchema.parse(
    JSON.parse(await fs.readFile(new URL('../../assets/prices.json', import.meta.url), 'utf8')),
  )
  const failures: Failure[] = []
  const steps: FaultBoard['steps'] = []
  const positions: number[] = []
  const logged: string[] = []

  const startCore = ({ falProxy = standIn.proxyUrl, key = standIn.key } = {}): Core => {
    const core = createCore({
      home,
      files: options.files ?? fs,
      clock: options.clock ?? systemClock,
      log: {
        info: (event, details) => void logged.push(JSON.stringify([event, details])),
        warn: (event, details) => void logged.push(JSON.stringify([event, details])),
      },
      randomBytes: (count) => randomBytes(count),
      key: () => key,
      keyProfile: () => null,
      falProxy,
      prices: () => prices,
      settings: () => options.settings ?? quickSettings(),
    })
    core.onJob(({ job, trouble, queuePosition }) => {
      if (steps.findLast((step) => step.job === job.id)?.state !== job.state)
        steps.push({ job: job.id, state: job.state })
      if (trouble) failures.push(trouble)
      if (queuePosition !== null) positions.push(queuePosition)
    })
    return core
  }

  let core = startCore()
  let project = must(await core.createProject(folder, { title: 'The lighthouse', aspect: '16:9' }))
  for (let at = 1; at <= (options.shots ?? 1); at++) must(await core.addShot(project, textShot(`Shot ${at}`)))
  must(await project.saved())

  const end = async () => {
    await core.close()
    must(await project.close())
  }
  let isOpen = true
  const endOnce = async () => {
    if (isOpen) await end()
    isOpen = false
  }
  onTestFinished(endOnce)

  const run: FaultBoard['run'] = async (jobs) => {
    const ends = await Promise.all(jobs.map((job) => core.run(job, project)))
    for (const { job, parked } of ends) failures.push(...[job.failure ?? [], parked ?? []].flat())
    return ends
  }
  const order: FaultBoard['order'] = (takes = 1) => {
    const intents = shotsInOrder(project.document).flatMap((shot) => {
      const planned = core.plan(project.document, shot, 'final', 'fal')
      if (!planned.ok) throw new Error(`shot ${shot.label} is not ready: ${JSON.stringify(planned.reasons)}`)
      const { plan } = planned
      return Array.from({ length: takes }, (_, takeIndex) => ({
        plan,
        intentId: core.ids.intent(),
        takeIndex,
      }))
    })
    return must(core.order(project, intents)).map(({ job }) => job)
  }
  const jobs = () => must(core.ledger()).list({ ended: true }).toReversed()

  return {
    standIn,
    root,
    home,
    folder,
    core: () => core,
    project: () => project,
    failures,
    steps,
    positions,
    restart: async (changes) => {
      await end()
      core = startCore(changes)
      project = must(await core.openProject(folder))
    },
    order,
    render: (takes) => run(order(takes)),
    resume: () => run(must(core.ledger()).list({ ended: false }).toReversed()),
    run,
    jobs,
    judge: async (word = {}) => {
      must(await project.saved())
      const acknowledged = project.document
      await endOnce()
      const said = logged
      const { key, journal } = standIn
      expect(
        await breaches({ journal, root, home, folder, acknowledged, key, said, failures, ...word }),
      ).toEqual([])
    },
  }
}

/** The states of the ends of jobs, in their order. */
export const statesOf = (ends: readonly RunEnd[]): JobState[] => ends.map(({ job }) => job.state)
