import { join } from 'node:path'
import { createIdSource, type IdSource } from '../../shared/domain/ids.ts'
import { isGated } from '../../shared/domain/gate.ts'
import { endpointIds } from '../../shared/domain/endpoints.ts'
import { planRender } from '../../shared/domain/plan.ts'
import { billedMicroUsd } from '../../shared/domain/prices.ts'
import type { QuotedPrice } from '../../shared/domain/price-refresh.ts'
import { fail, succeed, type Failure, type Result } from '../../shared/errors.ts'
import { addShot } from './board/add-shot.ts'
import type { Core, CorePorts } from './core.ts'
import { createAddressPolicy } from './fal/addresses.ts'
import { createFalEngine } from './fal/engine.ts'
import { createHttpCaller } from './fal/http-call.ts'
import { createFalService, type FalService } from './fal/service.ts'
import { settleJob } from './fal/settle.ts'
import { withinBudget } from './jobs/budget.ts'
import { orderFor, requestHashOf, type Intent } from './jobs/orders.ts'
import { createPollSchedule } from './jobs/poll-schedule.ts'
import { createJobRunner, type JobRunner } from './jobs/runner.ts'
import { openLedger, type Ledger } from './ledger/ledger.ts'
import { createProject, openProject, type ProjectPorts } from './project/open-project.ts'
import { createRehearsalEngine } from './rehearsal/engine.ts'
import { createReconciler, type Reconciler } from './spending/reconciler.ts'
import { createRehearsalRenderer } from './rehearsal/render-in-worker.ts'

/** The composition root: wires all parts that render, and is the only module that knows them all. */
export const createCore = (ports: CorePorts): Core => {
  const { files, clock, log } = ports
  const ids = createIdSource(ports.randomBytes)
  const projectPorts: ProjectPorts = { files, clock, log, home: ports.home, randomBytes: ports.randomBytes }
  let opened: Result<Workshop> | null = null

  const workshop = (): Result<Workshop> => {
    if (opened?.ok) return opened
    opened = openWorkshop(ports, ids)
    return opened
  }

  return {
    ids,
    defaultEngine: () => ports.settings().engine ?? (ports.key() === null ? 'rehearsal' : 'fal'),
    createProject: (folder, details) => createProject(folder, details, projectPorts),
    openProject: async (folder) => {
      const project = await openProject(folder, projectPorts)
      if (project.ok && project.value.access.kind === 'write' && opened?.ok)
        opened.value.ledger.relocate(project.value.document.id, project.value.folder)
      return project
    },
    addShot: (project, draft) => addShot(project, draft, { files, clock, ids }),
    plan: (document, shot, quality, engine) =>
      planRender(document, shot, { quality, engine, prices: ports.prices() }),
    ledger: () => {
      const shop = workshop()
      return shop.ok ? succeed(shop.value.ledger) : shop
    },
    order: (project, intents, word = { overrideGate: false }) => {
      if (project.access.kind !== 'write')
        return fail('project/read-only', project.access.words, { cost: 'nothing' })
      if (ports.key() === null && intents.some(({ plan }) => plan.engine === 'fal')) return noKey
      const shop = workshop()
      if (!shop.ok) return shop
      const { ledger } = shop.value
      const prices = intents.map(({ plan }) => plan.price)
      const by = {
        ledger,
        ids,
        randomBytes: ports.randomBytes,
        nowMs: clock.now(),
        keyProfile: ports.keyProfile(),
      }
      const { budget, gate, timing: waits } = ports.settings()
      const gated = gate ? intents.filter(({ plan }) => isGated(project.document, plan)) : []
      if (gated.length > 0 && !word.overrideGate) return gateStands(gated)
      try {
        ledger.relocate(project.document.id, project.folder)
        // The budget is looked at and drawn on in one go: others may be ordering at this moment.
        return ledger.together(() => {
          const within = withinBudget(prices, project.document.id, budget, ledger, by.nowMs)
          if (!within.ok) return within
          return succeed(
            intents.map((intent) => {
              const order = orderFor(intent, project.document, project.folder, {
                ...by,
                gateOverridden: gated.includes(intent),
              })
              return ledger.create(order, order.engine === 'fal' ? waits.repeatWindowMs : 0)
            }),
          )
        })
      } catch (error) {
        return ledgerUnavailable(error)
      }
    },
    standing: (project, intents) => {
      const shop = workshop()
      if (!shop.ok) return shop
      const { ledger } = shop.value
      const sinceMs = clock.now() - ports.settings().timing.repeatWindowMs
      try {
        return succeed(
          intents.map(({ plan, takeIndex }) => {
            const requestHash = requestHashOf(plan)
            const { id: projectId } = project.document
            return ledger.standing({ projectId, shotId: plan.shot.id, requestHash, takeIndex }, sinceMs)
          }),
        )
      } catch (error) {
        return ledgerUnavailable(error)
      }
    },
    run: (job, project) => {
      const shop = workshop()
      if (!shop.ok) return Promise.resolve({ job, parked: shop.error })
      return shop.value.runner.run(job, project)
    },
    goOn: (engine) => {
      if (opened?.ok) opened.value.runner.goOn(engine)
    },
    cancel: (id) => {
      const shop = workshop()
      if (!shop.ok) return shop
      shop.value.runner.cancel(id)
      return succeed(undefined)
    },
    settle: async (id, word) => {
      const shop = workshop()
      if (!shop.ok) return shop
      const settled = await settleJob(shop.value, id, word, () => clock.now())
      if (settled.ok) shop.value.runner.settled(id)
      return settled
    },
    reconciler: () => {
      if (ports.key() === null) return noKey
      const shop = workshop()
      return shop.ok ? succeed(shop.value.reconciler) : shop
    },
    checkKey: (key) =>
      withService(
        ports,
        () => key,
        (service) => service.checkKey(),
      ),
    quotePrices: () =>
      withService(ports, ports.key, async (service) => {
        const quoted: QuotedPrice[] = []
        for (const price of await Promise.all(endpointIds.map((endpoint) => service.price(endpoint)))) {
          if (!price.ok) return price
          if (price.value) quoted.push(price.value)
        }
        return succeed(quoted)
      }),
    onJob: (listener) => {
      const shop = workshop()
      return shop.ok ? shop.value.runner.onEvent(listener) : () => {}
    },
    close: async () => {
      const shop = opened
      if (shop?.ok) await shop.value.close()
      if (opened === shop) opened = null
    },
  }
}

/** Connects the service for a few questions. */
const withService = async <Value>(
  { falProxy, settings }: CorePorts,
  key: () => string | null,
  ask: (service: FalService) => Promise<Value>,
): Promise<Value> => {
  const caller = createHttpCaller()
  const addresses = createAddressPolicy(falProxy)
  try {
    return await ask(createFalService({ caller, addresses, key, timing: settings().timing }))
  } finally {
    caller.close()
  }
}

/** What rendering needs: opened at the first render, so that everything else works where the ledger cannot be opened. */
interface Workshop {
  readonly ledger: Ledger
  readonly service: Pick<FalService, 'status'>
  readonly runner: JobRunner
  readonly reconciler: Reconciler
  readonly close: () => Promise<void>
}

const openWorkshop = (ports: CorePorts, ids: IdSource): Result<Workshop> => {
  const { files, clock, log } = ports
  const { limits, timing } = ports.settings()
  let ledger: Ledger
  try {
    ledger = openLedger(join(ports.home, 'ledger.db'))
  } catch (error) {
    return ledgerUnavailable(error)
  }
  const caller = createHttpCaller()
  const addresses = createAddressPolicy(ports.falProxy)
  const service = createFalService({ caller, addresses, key: ports.key, timing })
  const polls = createPollSchedule(clock, {
    perSecond: limits.pollsPerSecond,
    floorMs: timing.pollFloorMs,
    ceilingMs: timing.pollCeilingMs,
  })
  const renderer = createRehearsalRenderer()
  const runner = createJobRunner({
    ledger,
    engines: {
      fal: createFalEngine({
        service,
        addresses,
        ledger,
        polls,
        files,
        clock,
        log,
        worthOf: ({ request, resolution, plannedMs }, units) =>
          billedMicroUsd(
            ports.prices(),
            { endpoint: request.endpoint, resolution, seconds: plannedMs / 1000 },
            units,
          ),
        uploadLifetimeMs: timing.uploadLifetimeMs,
        stallMs: timing.stallMs,
        retryMs: timing.retryMs,
      }),
      rehearsal: createRehearsalEngine({ renderer, files }),
    },
    files,
    clock,
    log,
    takeId: ids.take,
    limits: {
      inFlight: { fal: limits.fal, rehearsal: limits.rehearsals },
      ofEndpoint: limits.endpoints,
      downloads: limits.downloads,
      retryMs: timing.retryMs,
      retryMaxMs: timing.retryMaxMs,
      overdueMs: timing.overdueMs,
      lookupPatienceMs: timing.lookupPatienceMs,
    },
  })
  const reconciler = createReconciler({
    service,
    addresses,
    ledger,
    files,
    clock,
    ids,
    prices: ports.prices,
    keyProfile: ports.keyProfile,
    stallMs: timing.stallMs,
  })
  // Whoever closes, however often, waits for the same end.
  let closed: Promise<void> | null = null
  const close = async () => {
    await runner.close()
    await renderer.close()
    caller.close()
    ledger.close()
  }
  return succeed({ ledger, service, runner, reconciler, close: () => (closed ??= close()) })
}

const ledgerUnavailable = (error: unknown): { readonly ok: false; readonly error: Failure } =>
  fail(
    'ledger/unavailable',
    'The ledger, which records every paid request, cannot be opened or written, so nothing is sent. Check the disk and the data folder.',
    { detail: error instanceof Error ? error.message : String(error), cost: 'nothing' },
  )

const gateStands = (gated: readonly Intent[]) => {
  const labels = [...new Set(gated.map(({ plan }) => plan.shot.label))]
  const more = labels.length - 5
  const which = `${labels.length === 1 ? 'shot' : 'shots'} ${labels.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return fail(
    'money/gate',
    `The gate is on, and no take of ${which} is circled; nothing was sent. Circle a draft or a rehearsal first, or override the gate.`,
    { detail: JSON.stringify({ labels }), cost: 'nothing' },
  )
}

const noKey = fail(
  'fal/no-key',
  'No fal key is known, so fal.ai cannot render. Store a key, or render by rehearsal, which is free.',
  { cost: 'nothing' },
)
