import type { Bridge, CallName, CallInput, CallOutput } from '../../shared/contract.ts'
import { nextTakeNumber } from '../../shared/domain/board.ts'
import { recordOf, type BoardDocument } from '../../shared/domain/document.ts'
import type { AssetId, SceneId } from '../../shared/domain/ids.ts'
import { isOpen } from '../../shared/domain/jobs.ts'
import { copyShots, planPaste } from '../../shared/domain/paste.ts'
import { settingsSchema, type Settings } from '../../shared/domain/settings.ts'
import { fail, succeed, type Failure, type Result } from '../../shared/errors.ts'
import type { AppState } from '../../shared/views.ts'
import { createFakeBoard, type FakeBoard } from './fake-core/board.ts'
import { fakeDiagnostics } from './fake-core/diagnostics.ts'
import { createEvents, type FakeEvents } from './fake-core/events.ts'
import { createFakeJobs, type FakeJobs } from './fake-core/jobs.ts'
import { fakeCards, fakeListing, fakeUsage } from './fake-core/projects.ts'
import { sampleDocument, steadyIds, takeOf, type Sample } from './fake-core/sample-document.ts'
import { beginSampleJobs, withTakes } from './fake-core/sample-life.ts'
import { fakeReconciliation, fakeSpending } from './fake-core/spending.ts'

/** How the fake core begins. */
export interface FakeSetup {
  readonly sample: Sample
  readonly mediaBase: string
  /** Shown at the start: the sample, or the projects screen. */
  readonly start?: 'sample' | 'projects'
  readonly app?: Partial<AppState>
  readonly settings?: Partial<Settings>
  /** The sample with takes and jobs, or as it comes. */
  readonly used?: boolean
  /** Changes the sample's document before it is opened. */
  readonly document?: (document: BoardDocument) => BoardDocument
  readonly nowMs?: () => number
  readonly opening?: Parameters<typeof createFakeBoard>[3]
}

/** A core in memory on the real domain, for looking at the page and for tests of its parts. */
export interface FakeCore {
  readonly bridge: Bridge
  readonly events: FakeEvents
  readonly jobs: FakeJobs
  readonly board: FakeBoard
  readonly setConnected: (connected: boolean) => void
  /** The next call of this name fails. */
  readonly failNext: (call: CallName, failure: Failure) => void
  /** The next call of this name is answered so, in place of the usual; with a promise that stays open, never. */
  readonly answerNext: <Name extends CallName>(call: Name, answer: Answer<Name>) => void
  /** Calls so far, in their order. */
  readonly asked: readonly { readonly call: CallName; readonly input: unknown }[]
}

type Answers = { [Name in CallName]: (input: CallInput<Name>) => Result<CallOutput<Name>> }
type Answer<Name extends CallName> = (
  input: CallInput<Name>,
) => Result<CallOutput<Name>> | Promise<Result<CallOutput<Name>>>

const sampleFolder = '/home/sam/Boardwright/The Last Keeper'

const inProjects = (name: string) => succeed({ folder: `/home/sam/Boardwright/${name}` })

export const createFakeCore = (setup: FakeSetup): FakeCore => {
  const now = setup.nowMs ?? (() => Date.now())
  const ids = steadyIds()
  const events = createEvents()
  const { sample } = setup
  const next = new Map<CallName, Answer<CallName>>()
  const asked: { call: CallName; input: unknown }[] = []
  const madeFolders: string[] = []
  const keys = new Map<string, string>([['production', '9f3c']])
  const listeners = new Set<(connected: boolean) => void>()
  let connected = true

  let document = sampleDocument(sample, ids)
  if (setup.used ?? true) document = withTakes(document, sample, now())
  const board = createFakeBoard(sampleFolder, setup.document?.(document) ?? document, events, setup.opening)
  const jobs = createFakeJobs(events, ids, sample.prices, now, (job, engine) => {
    const shot = recordOf(board.document().shots, job.shotId)
    if (!shot) return
    const { quality, takeNumber: number, id: jobId } = job
    const createdAt = new Date(now()).toISOString()
    const take = takeOf(board.document(), shot, sample.prices, ids, {
      quality,
      engine,
      number,
      jobId,
      createdAt,
      seed: Math.floor(Math.random() * 1e9),
    })
    board.edit([{ type: 'take.add', take }], null, null)
  })
  if (setup.used ?? true) beginSampleJobs(board.document(), jobs, now())

  const state: AppState = {
    version: '0.1.0',
    platform: 'linux',
    frontDoor: 'browser',
    abilities: { folderDialog: false, dragOut: false, reveal: true },
    engine: 'fal',
    proxied: false,
    key: {
      profile: 'production',
      inUse: { source: 'keychain', endsIn: '9f3c' },
      keychain: { kind: 'present', endsIn: '9f3c', storedOn: '2026-11-02' },
    },
    settings: settingsSchema.parse({ budget: { dayMicroUsd: 20_000_000 }, ...setup.settings }),
    projectsFolder: '/home/sam/Boardwright',
    prices: sample.prices,
    spending: { todayMicroUsd: 5_400_000, todayUnknown: 0, projectMicroUsd: 7_980_000 },
    notices: [],
    lastProject: setup.start === 'projects' ? null : sampleFolder,
    ...setup.app,
  }
  let app = state
  const setApp = (patch: Partial<AppState>) => {
    app = { ...app, ...patch }
  }
  const settingsChanged = () => {
    const { settings, engine, projectsFolder } = app
    events.emit('settings.changed', { settings, engine, projectsFolder })
  }
  const keyChanged = () => events.emit('key.changed', { standing: app.key, engine: app.engine })
  const keyState = (profile: string) => {
    const endsIn = keys.get(profile)
    return endsIn
      ? { kind: 'present' as const, endsIn, storedOn: '2026-11-02' }
      : { kind: 'no-key' as const, seenOpen: true }
  }
  const keyWords = (profile: string) =>
    keys.has(profile)
      ? `A key that ends in ${keys.get(profile)} is in the keychain, stored on 2026-11-02.`
      : 'There is no key of this profile in the keychain.'
  const standingOf = (profile: AppState['key']['profile'], source: 'keychain' | 'session' = 'keychain') => {
    const endsIn = keys.get(profile)
    return { profile, inUse: endsIn ? { source, endsIn } : null, keychain: keyState(profile) }
  }
  const done = succeed({})

  const answers: Answers = {
    'app.state': () => succeed(app),
    'app.openLink': () => done,
    'app.diagnostics': () => succeed({ text: fakeDiagnostics }),
    'settings.change': ({ edit }) => {
      const { engine, falProxy, projectsFolder, budget, presets, limits, timing, ...rest } = edit
      const merged = {
        ...app.settings,
        ...rest,
        ...(engine !== undefined && { engine: engine ?? undefined }),
        ...(falProxy !== undefined && { falProxy: falProxy ?? undefined }),
        ...(projectsFolder !== undefined && { projectsFolder: projectsFolder ?? undefined }),
        budget: { ...app.settings.budget, ...budget },
        presets: { ...app.settings.presets, ...presets },
        limits: {
          ...app.settings.limits,
          ...limits,
          endpoints: { ...app.settings.limits.endpoints, ...limits?.endpoints },
        },
        timing: { ...app.settings.timing, ...timing },
      }
      setApp({ settings: settingsSchema.parse(merged) })
      if (engine !== undefined) setApp({ engine: engine ?? 'fal' })
      if (projectsFolder !== undefined) setApp({ projectsFolder: projectsFolder ?? '/home/sam/Boardwright' })
      settingsChanged()
      return succeed(app.settings)
    },
    'key.status': ({ profile }) => succeed({ state: keyState(profile), words: keyWords(profile) }),
    'key.store': ({ profile, key, where }) => {
      if (key.trim().length < 8)
        return fail('fal/bad-key', 'That does not look like a key of fal.ai: it is too short.', {
          cost: 'nothing',
        })
      keys.set(profile, key.slice(-4))
      setApp({ key: standingOf(profile, where) })
      keyChanged()
      return succeed({ standing: app.key, state: keyState(profile), words: keyWords(profile) })
    },
    'key.forget': ({ profile }) => {
      keys.delete(profile)
      setApp({ key: standingOf(app.key.profile) })
      keyChanged()
      return succeed({ standing: app.key, state: keyState(profile), words: keyWords(profile) })
    },
    'key.use': ({ profile }) => {
      setApp({ key: standingOf(profile) })
      keyChanged()
      return succeed(app.key)
    },
    'key.check': ({ profile }) => {
      const endsIn = keys.get(profile ?? app.key.profile)
      return endsIn
        ? succeed({ endsIn })
        : fail('fal/no-key', 'There is no key of this profile. Store one first.', { cost: 'nothing' })
    },
    'folder.list': ({ folder }) => succeed(fakeListing(folder, madeFolders)),
    'folder.make': ({ parent, name }) => {
      madeFolders.push(`${parent}/${name}`)
      return succeed({ folder: `${parent}/${name}` })
    },
    'folder.reveal': () => done,
    'folder.choose': () => succeed({ folder: '/home/sam/Pictures' }),
    'project.list': () => succeed({ projects: cards() }),
    'project.create': () => succeed(board.snapshot([])),
    'project.open': () => succeed(board.snapshot(jobs.all())),
    'project.close': () => done,
    'project.save': () => {
      board.setSaveState('saved')
      return done
    },
    'project.resolveOutsideChange': () => {
      board.setSaveState('saved')
      return succeed({ keptAs: 'boardwright (other copy, 24 Nov 14.02).json' })
    },
    'project.lookForClips': () => {
      const { missingClips, expiredClips } = board.snapshot([])
      return succeed({ missingClips, expiredClips })
    },
    'project.pin': () => done,
    'project.unlist': () => done,
    'project.rename': () => done,
    'project.duplicate': ({ title }) => inProjects(title),
    'project.move': ({ folder, into }) => succeed({ folder: `${into}/${folder.split('/').at(-1)}` }),
    'project.archive': () => succeed({ file: '/home/sam/The Last Keeper.zip', bytes: 27_000_000 }),
    'project.cancelArchive': () => done,
    'project.restore': () => inProjects('Restored'),
    'project.bin': () => done,
    'project.usage': () => succeed(fakeUsage()),
    'project.cleanUp': () => succeed({ freedBytes: 8_300_000 }),
    'project.reveal': () => done,
    'board.edit': ({ commands, name, editId }) => board.edit(commands, name, editId),
    'board.undo': () => succeed({ undone: board.step('undo') }),
    'board.redo': () => succeed({ redone: board.step('redo') }),
    'board.seal': () => {
      board.seal()
      return done
    },
    'shot.paste': ({ shotIds, sceneId, index }) => {
      const copied = copyShots(board.document(), shotIds)
      const place = { sceneId: sceneId as SceneId, index }
      const plan = planPaste(board.document(), copied, place, ids)
      const pasted = board.edit(plan.commands, `Paste ${plan.shotIds.length} shots`, null)
      return pasted.ok ? succeed({ shotIds: [...plan.shotIds] }) : pasted
    },
    'image.import': ({ files, importId }) => {
      const known = Object.keys(board.document().assets) as AssetId[]
      const images = files.map((_, at) => ({
        name: `dropped-${at + 1}.jpg`,
        outcome: { kind: 'known' as const, assetId: known[at % known.length]!, notes: [] },
      }))
      const { id: projectId } = board.document()
      images.forEach((latest, at) =>
        events.emit('image.progressed', { projectId, importId, done: at + 1, of: images.length, latest }),
      )
      return succeed({ images, cancelled: false })
    },
    'image.cancelImport': () => done,
    'image.fromTake': () => succeed({ assetId: Object.keys(board.document().assets)[0] as AssetId }),
    'take.render': ({ orders, quality, engine }) => {
      const begun = orders.flatMap(({ shotId }) => {
        const shot = recordOf(board.document().shots, shotId)
        if (!shot) return []
        const waiting = jobs.all().filter((job) => job.shotId === shotId && isOpen(job.state)).length
        const takeNumber = nextTakeNumber(board.document(), shotId) + waiting
        return jobs.begin(board.document(), shot, { quality, engine: engine ?? app.engine, takeNumber })
      })
      return succeed({ jobs: begun, joined: 0 })
    },
    'job.list': ({ ended }) => succeed({ jobs: jobs.all().filter((job) => ended || isOpen(job.state)) }),
    'job.cancel': ({ jobId }) => {
      jobs.change(jobId, { cancelRequested: true })
      return done
    },
    'job.resume': ({ jobId }) => {
      const waiting = jobs.all().filter((job) => job.waitsFor && (jobId === null || job.id === jobId))
      for (const job of waiting) jobs.change(job.id, { waitsFor: null })
      return succeed({ resumed: waiting.length })
    },
    'job.lookUp': () => done,
    'job.settle': ({ jobId, word }) => {
      const job = jobs.change(
        jobId,
        word.kind === 'give-up'
          ? { state: 'cancelled', waitsFor: null }
          : { state: word.kind === 'adopt' ? 'running' : 'submitting', failure: null, fraction: null },
      )
      return job ? succeed({ job }) : fail('input/not-found', 'There is no such job.', { cost: 'nothing' })
    },
    'prices.refresh': () => succeed({ prices: app.prices, notUnderstood: [] }),
    'spending.export': ({ by }) => succeed({ file: `/films/Spending by ${by} 2026-11-24.csv` }),
    'spending.reconcile': ({ adopt }) => succeed(fakeReconciliation(adopt)),
    'spending.adopt': ({ shotId }) => succeed({ job: null, file: shotId === null ? 'request-1.mp4' : null }),
    'take.fetchAgain': () => done,
    'spending.report': ({ by }) => succeed(fakeSpending(by)),
    'spending.today': ({ projectId }) =>
      succeed({ ...app.spending, projectMicroUsd: projectId === null ? null : 7_980_000 }),
  }

  const cards = () =>
    fakeCards(
      {
        ...fakeCardOf(board.document()),
        folder: sampleFolder,
        picture: `${board.document().id}/thumb/${sample.pictures[0]?.id}/640`,
      },
      sample.pictures.slice(1).map(({ id }) => `${board.document().id}/thumb/${id}/640`),
    )

  const bridge: Bridge = {
    call: async (name, input) => {
      asked.push({ call: name, input })
      await new Promise((resolve) => setTimeout(resolve, 4))
      if (!connected)
        return fail('app/unreachable', 'Boardwright cannot be reached just now. It goes on by itself.')
      const answer = next.get(name) ?? answers[name]
      next.delete(name)
      return structuredClone(await answer(structuredClone(input) as never)) as never
    },
    on: events.on,
    handOver: async (files) => succeed(files.map((_, at) => `file_${String(at).padStart(32, '0')}`)),
    mediaBase: setup.mediaBase,
    dragOut: () => {},
    onConnection: (listener) => {
      listeners.add(listener)
      listener(connected)
      return () => listeners.delete(listener)
    },
  }
  return {
    bridge,
    events,
    jobs,
    board,
    asked,
    setConnected: (isConnected) => {
      connected = isConnected
      for (const listener of listeners) listener(isConnected)
    },
    failNext: (call, failure) => next.set(call, () => ({ ok: false, error: failure })),
    answerNext: (call, answer) => next.set(call, answer),
  }
}

const fakeCardOf = (document: BoardDocument) => ({
  projectId: document.id,
  title: document.title,
  state: 'ready' as const,
  pinned: true,
  openedAt: '2026-11-24T13:58:00.000Z',
  changedAt: '2026-11-24T14:02:00.000Z',
  shots: Object.keys(document.shots).length,
  rendered: 2,
  stale: 1,
  approved: 1,
  plannedSeconds: 42,
  jobsRunning: 1,
  spentMicroUsd: 7_980_000,
  bytes: 37_000_000,
})
