import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Handlers } from '../../../shared/contract.ts'
import type { ProjectId, TakeId } from '../../../shared/domain/ids.ts'
import type { Settings } from '../../../shared/domain/settings.ts'
import type { Spending } from '../../../shared/views.ts'
import { createSampleProject } from '../board/sample-board.ts'
import { startOfDay } from '../jobs/budget.ts'
import { noMedia } from '../media/answer-media.ts'
import type { Program } from '../program.ts'
import { createCards } from '../projects/cards.ts'
import { createAppHandlers } from './app-handlers.ts'
import { createBoardHandlers } from './board-handlers.ts'
import type { FrontDoor } from './front-door.ts'
import { createHandedFiles } from './handed-files.ts'
import { createHousekeepingHandlers } from './housekeeping-handlers.ts'
import { createImageHandlers } from './image-handlers.ts'
import { createJobDriver } from './job-driver.ts'
import { createJobHandlers } from './job-handlers.ts'
import { createKeyHandlers } from './key-handlers.ts'
import { openAhead } from './open-ahead.ts'
import { absentClips, isKnownGone } from './absent-clips.ts'
import { createOpenProjects, type OpenProjects } from './open-projects.ts'
import { createPasteHandlers } from './paste-handlers.ts'
import { createPlaces } from './places.ts'
import { createPriceWatch } from './price-watch.ts'
import { createProjectHandlers } from './project-handlers.ts'
import { clipPath, createProjectMedia } from './project-media.ts'
import { createRecentProjects } from './recent-projects.ts'
import { createSpendingHandlers } from './spending-handlers.ts'
import type { Studio } from './studio.ts'
import type { StudioParts } from './studio-parts.ts'
import { createWindows } from './windows.ts'

export interface StudioOptions {
  readonly program: Program
  readonly frontDoor: FrontDoor
  /** The user's own folder. */
  readonly userFolder: string
  /** Folder of the sample board that comes with the program. */
  readonly sampleFolder: string
  readonly version: string
}

/** Name of the sample board's copy in the projects folder. */
const sampleName = 'The Last Keeper'

/**
 * Opens the studio for a front door: fetches the key without waiting for it, and at the first start makes a copy of the
 * sample board. Never fails: what is not as it should be is among the notices that windows show.
 */
export const createStudio = async (options: StudioOptions): Promise<Studio> => {
  const { program, frontDoor, userFolder, sampleFolder, version } = options
  const { core, keyring, settings, files, clock, log } = program
  const windows = createWindows()
  const notices: string[] = [...program.notes]
  const projectsFolder = () => settings.current().projectsFolder ?? join(userFolder, 'Boardwright')
  const recent = createRecentProjects(settings, clock, log, (now) => parts.settingsChanged(now))
  const places = createPlaces(
    userFolder,
    () => [projectsFolder(), ...recent.list().map(({ folder }) => folder)],
    files,
  )
  const handedFiles = createHandedFiles(join(program.home, 'incoming', String(process.pid)), files)

  const spending = (projectId: ProjectId | null): Spending => {
    const ledger = core.ledger()
    const none = { microUsd: 0, unknown: 0 }
    const today = ledger.ok ? ledger.value.spending(null, startOfDay(clock.now())) : none
    const ofProject = ledger.ok && projectId !== null ? ledger.value.spending(projectId, 0) : null
    return {
      todayMicroUsd: today.microUsd,
      todayUnknown: today.unknown,
      projectMicroUsd: ofProject?.microUsd ?? null,
    }
  }

  const spendingChanged = () => {
    const { todayMicroUsd, todayUnknown } = spending(null)
    windows.tellAll('spending.changed', { todayMicroUsd, todayUnknown })
  }

  // The projects show jobs and the jobs keep projects open: each is handed the other.
  const driver = createJobDriver({
    core,
    projects: () => projects,
    tell: (job) => windows.tellAll('job.changed', { job }),
    onEnd: spendingChanged,
    clock,
    log,
  })
  const isGone = isKnownGone(() => core.ledger())
  const absentNow: StudioParts['absentClips'] = (project) => absentClips(project, files, isGone)
  const projects: OpenProjects = createOpenProjects({
    openProject: core.openProject,
    jobs: driver.ofProject,
    absentClips: absentNow,
    windows,
    files,
    clock,
    log,
  })

  const parts: StudioParts = {
    core,
    keyring,
    settings,
    prices: program.prices,
    falProxy: program.falProxy,
    home: program.home,
    files,
    clock,
    log,
    randomBytes: (count) => randomBytes(count),
    frontDoor,
    windows,
    projects,
    absentClips: absentNow,
    driver,
    windowCame: new AbortController(),
    places,
    handedFiles,
    recent,
    sampleFolder,
    version,
    notices: () => notices,
    pricesAreWanted: () => void priceWatch.look(),
    projectsFolder,
    spending,
    spendingChanged,
    settingsChanged: (now: Settings) =>
      windows.tellAll('settings.changed', {
        settings: now,
        engine: core.defaultEngine(),
        projectsFolder: projectsFolder(),
      }),
  }
  const priceWatch = createPriceWatch(parts)
  const cards = createCards({
    core,
    prices: program.prices.current,
    files,
    cacheFolder: join(program.home, 'cards'),
  })
  const handlers: Handlers = {
    ...createAppHandlers(parts),
    ...createKeyHandlers(parts),
    ...createProjectHandlers(parts),
    ...createHousekeepingHandlers(parts, cards),
    ...createPasteHandlers(parts),
    ...createBoardHandlers(parts),
    ...createImageHandlers(parts),
    ...createJobHandlers(parts),
    ...createSpendingHandlers(parts),
  }
  const openProjectWith = (id: ProjectId) => {
    const found = projects.find(id)
    return found.ok ? found.value : undefined
  }
  const projectMedia = createProjectMedia({ find: openProjectWith, files, log })

  await makeSample({ parts, notices })
  const ledger = core.ledger()
  if (!ledger.ok) notices.push(ledger.error.message)
  const greetKey = async () => {
    const standing = await keyring.load()
    windows.tellAll('key.changed', { standing, engine: core.defaultEngine() })
    await priceWatch.look()
  }
  void greetKey()
  void openAhead(parts)

  return {
    handlers,
    join: (client, send) => {
      windows.join(client, send)
      return () => {
        windows.leave(client)
        void projects.releaseAll(client)
      }
    },
    handedFiles,
    media: async (path, query, range) => {
      try {
        return path.startsWith('/cards/') ? await cards.picture(path) : await projectMedia(path, query, range)
      } catch (error) {
        log.warn('media.broken', { kind: error instanceof Error ? error.name : typeof error })
        return noMedia
      }
    },
    resume: async () => {
      await driver.resume()
    },
    jobsRunning: driver.running,
    onJobsRunning: driver.onRunning,
    clipPath: async (projectId, takeId) => {
      const project = openProjectWith(projectId as ProjectId)
      return project ? clipPath(project, takeId as TakeId, files) : null
    },
    close: async () => {
      parts.windowCame.abort()
      priceWatch.close()
      driver.close()
      // Jobs write into their projects until the core has stopped them.
      await core.close()
      await projects.close()
      await recent.written()
      await handedFiles.clear()
    },
  }
}

/** The first start begins with a copy of the sample board. Where it cannot be made, it says so and begins without. */
const makeSample = async ({
  parts,
  notices,
}: {
  readonly parts: StudioParts
  readonly notices: string[]
}): Promise<void> => {
  const { core, recent, files, sampleFolder, projectsFolder } = parts
  if (recent.last() !== undefined) return
  const folder = join(projectsFolder(), sampleName)
  const made = await createSampleProject(core, folder, sampleFolder, files)
  if (made.ok) {
    void recent.opened(made.value.folder, made.value.document.title)
    await made.value.close()
  } else if (made.error.code === 'project/exists') void recent.opened(folder, sampleName)
  else notices.push(`The sample board could not be made. ${made.error.message}`)
}
