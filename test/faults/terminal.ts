import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import type { ShotDraft } from '../../electron/core/board/add-shot.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { Job } from '../../electron/core/ledger/job.ts'
import { openLedger, type Ledger } from '../../electron/core/ledger/ledger.ts'
import { privateFolder } from '../../electron/core/project/layout.ts'
import type { BoardDocument } from '../../shared/domain/document.ts'
import type { Failure } from '../../shared/errors.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { coreFor, must } from '../kit/text-board.ts'
import { startStandIn, type StandIn, type StandInOptions } from '../stand-in/server.ts'
import { breaches, intentBySeed } from './oracle.ts'

/** How one run of the terminal program ended. */
export interface Ended {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** From its first touch of the project to its end, in milliseconds; null where it never touched it. */
  readonly workedMs: number | null
}

/** How a run is to be disturbed. */
interface Disturbance {
  /** A moment at which the process kills itself; see die-at.ts. */
  readonly dieAt?: string
  /** SIGKILL so many milliseconds after it first touches the project: before that it has nothing to lose. */
  readonly killAfterMs?: number
  /** Told when the process has started. */
  readonly onStart?: (child: ChildProcess) => void
  readonly environment?: Readonly<Record<string, string>>
  /** Notes what it reads and connects to, in the file `notes` of its root; see watch-outside.ts. */
  readonly notes?: boolean
  /** Given to its standard input, which is empty otherwise. */
  readonly input?: string
}

/** The terminal program, as it is delivered, with a home, a project and a stand-in of its own. */
export interface Terminal {
  readonly standIn: StandIn
  readonly root: string
  readonly home: string
  readonly folder: string
  readonly failures: readonly Failure[]
  run: (args: readonly string[], disturbance?: Disturbance) => Promise<Ended>
  /** All jobs in the ledger, in the order in which they were made. */
  jobs: () => Job[]
  /** How many jobs of unknown outcome were found at the service and adopted. */
  adopted: () => number
  /** Resumes until nothing is open but what nobody can know, and a job stands for every accepted request. */
  resumeToTheEnd: (abandoned?: readonly string[]) => Promise<void>
  /** What breaks the common oracle, now that no process runs. */
  breaches: (word?: {
    readonly confirmedAgain?: readonly string[]
    readonly abandoned?: readonly string[]
  }) => Promise<string[]>
}

const program = fileURLToPath(new URL('../../bin/boardwright.js', import.meta.url))
const preload = (name: string) => `--import=${new URL(`./${name}.ts`, import.meta.url).href}`

/** A run that lasts longer hangs, and is ended. */
const longestRunMs = 120_000

/** Settings with which everything takes milliseconds. */
const quickTiming = {
  connectMs: 2000,
  submitMs: 3000,
  readMs: 3000,
  uploadMs: 3000,
  stallMs: 1000,
  pollFloorMs: 10,
  pollCeilingMs: 50,
  retryMs: 10,
  retryMaxMs: 50,
  lookupPatienceMs: 600,
  repeatWindowMs: 0,
}

/** A home and a project with these shots, made once and copied for every run that wants it fresh. */
export interface Template {
  readonly root: string
  readonly acknowledged: BoardDocument
  /** Where Node keeps the program compiled: most of a short run is its start. */
  readonly compiled: string
}

/** Makes a template: the shots' images are imported and the document is saved. */
export const makeTemplate = async (
  drafts: readonly ShotDraft[],
  timing: Readonly<Record<string, number>> = {},
): Promise<Template> => {
  const root = await temporaryFolder()
  const home = join(root, 'home')
  await fs.mkdir(home)
  await fs.mkdir(join(root, 'tmp'))
  await fs.writeFile(join(home, 'settings.json'), JSON.stringify({ timing: { ...quickTiming, ...timing } }))
  const core = coreFor(home, 'http://127.0.0.1:9/proxy', 'no key')
  const project = must(
    await core.createProject(join(root, 'board'), { title: 'The lighthouse', aspect: '16:9' }),
  )
  for (const draft of drafts) must(await core.addShot(project, draft))
  must(await project.saved())
  await core.close()
  must(await project.close())
  return { root, acknowledged: project.document, compiled: await temporaryFolder() }
}

/** A terminal on a fresh copy of a template. */
export const startTerminal = async (template: Template, options: StandInOptions = {}): Promise<Terminal> => {
  const standIn = await startStandIn({ intentKeyOf: intentBySeed, durationMs: 50, ...options })
  onTestFinished(() => standIn.close())
  const root = await temporaryFolder()
  await fs.cp(template.root, root, { recursive: true })
  const home = join(root, 'home')
  const folder = join(root, 'board')
  const said: string[] = []
  const failures: Failure[] = []

  const run: Terminal['run'] = async (args, disturbance = {}) => {
    const { dieAt, notes = false, killAfterMs, onStart, environment, input } = disturbance
    const preloads = [...(dieAt ? [preload('die-at')] : []), ...(notes ? [preload('watch-outside')] : [])]
    const child = spawn(process.execPath, [...preloads, program, ...args], {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: root,
        TMPDIR: join(root, 'tmp'),
        FAL_KEY: standIn.key,
        BOARDWRIGHT_HOME: home,
        NODE_COMPILE_CACHE: template.compiled,
        BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl,
        ...(dieAt && { FAULT_DIE_AT: dieAt }),
        ...(notes && { FAULT_NOTES: join(root, 'notes') }),
        ...environment,
      },
    })
    let killing = setTimeout(() => child.kill('SIGKILL'), longestRunMs)
    let touchedAtMs: number | null = null
    const place = join(folder, privateFolder)
    const onTouch = () => {
      if (touchedAtMs !== null) return
      touchedAtMs = performance.now()
      if (killAfterMs === undefined) return
      clearTimeout(killing)
      killing = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    }
    // A project that was moved is worked on elsewhere.
    const touching = existsSync(place) ? watch(place, onTouch) : null
    onStart?.(child)
    child.stdin.end(input)
    const [[code, signal], stdout, stderr] = await Promise.all([
      once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
      text(child.stdout),
      text(child.stderr),
    ])
    clearTimeout(killing)
    touching?.close()
    said.push(stdout, stderr)
    failures.push(...failuresIn(stdout))
    const workedMs = touchedAtMs === null ? null : performance.now() - touchedAtMs
    return { code, signal, stdout, stderr, workedMs }
  }

  const reading = <Value>(read: (ledger: Ledger) => Value): Value => {
    const ledger = openLedger(join(home, 'ledger.db'))
    try {
      return read(ledger)
    } finally {
      ledger.close()
    }
  }
  const jobs = () => reading((ledger) => ledger.list({ ended: true }).toReversed())

  return {
    standIn,
    root,
    home,
    folder,
    failures,
    run,
    jobs,
    adopted: () =>
      reading(
        (ledger) =>
          ledger.list({ ended: true }).filter(({ id }) => {
            const states = ledger.transitions(id).map(({ state }) => state)
            return states[states.indexOf('uncertain') + 1] === 'queued' && states.includes('uncertain')
          }).length,
      ),
    resumeToTheEnd: async (abandoned = []) => {
      for (let attempt = 1; attempt <= 5; attempt++) {
        const ended = await run(['resume', '--json'])
        expect(ended.signal, `said: ${ended.stderr}`).toBeNull()
        const now = jobs()
        const isSettled = now.every((job) => !isOpen(job.state) || job.state === 'uncertain')
        const held = new Set(now.map((job) => job.requestId))
        const isFound = standIn.journal
          .accepted()
          .every(({ requestId }) => held.has(requestId) || abandoned.includes(requestId))
        if (isSettled && isFound) return
      }
      throw new Error(
        `not settled: ${jobs()
          .map((job) => job.state)
          .join(', ')}`,
      )
    },
    breaches: (word = {}) => {
      const { journal, key } = standIn
      const { acknowledged } = template
      return breaches({ journal, root, home, folder, acknowledged, key, said, failures, ...word })
    },
  }
}

/** The failures that a run with `--json` showed: its errors, and what stood in the way of its jobs. */
const failuresIn = (stdout: string): Failure[] =>
  stdout.split('\n').flatMap((line) => {
    // The last line of a process that was killed may be cut.
    if (!line.startsWith('{') || !line.endsWith('}')) return []
    const event = JSON.parse(line) as Record<string, unknown>
    const shown = [event['event'] === 'error' ? event : null, event['failure'], event['trouble']]
    return shown.filter((failure): failure is Failure => typeof failure === 'object' && failure !== null)
  })
