import files from 'node:fs/promises'
import { homedir } from 'node:os'
import { app, nativeTheme, powerMonitor, protocol, session } from 'electron'
import { projectsToReopen, type Settings } from '../../shared/domain/settings.ts'
import type { Result } from '../../shared/errors.ts'
import { systemClock } from '../core/clock.ts'
import type { Log } from '../core/ports.ts'
import { assetPath, openProgram, type Program } from '../core/program.ts'
import { createStudio } from '../core/studio/create-studio.ts'
import type { Studio } from '../core/studio/studio.ts'
import { answerClip } from './answer-clip.ts'
import { answerPage } from './answer-page.ts'
import { createDragOut } from './drag-out.ts'
import { createFrontDoor } from './front-door.ts'
import { guardContents } from './guard-contents.ts'
import { hardenSession } from './harden-session.ts'
import { listenToWindows } from './ipc.ts'
import { startKeychain } from './keychain.ts'
import { showMenu } from './menu.ts'
import { createNotices } from './notices.ts'
import { beTheOnlyOne } from './only-one.ts'
import { openLink } from './open-link.ts'
import { createQuitting } from './quitting.ts'
import { saveWithElectronStore } from './settings-store.ts'
import { failToStart } from './start-up.ts'
import { createStayAwake } from './stay-awake.ts'
import { createTakenFiles } from './taken-files.ts'
import { createWindows, type Windows } from './windows.ts'
import { createWindowStateFile } from './window-state.ts'

export interface ShellPorts {
  readonly home: string
  readonly environment: NodeJS.ProcessEnv
  /** As `takeEnvironmentKey` gave it. */
  readonly environmentKey: string | null
  /** Folder of the built page. */
  readonly pageFolder: string
  /** File of the built preload script. */
  readonly preload: string
  readonly log: Log
}

/** Puts the program together behind windows; to be called once Electron is ready. */
export const startShell = async (ports: ShellPorts): Promise<void> => {
  const { home, log } = ports
  const devTools = !app.isPackaged
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log))
  app.on('session-created', (created) => hardenSession(created, devTools, log))
  app.on('child-process-gone', (_event, { type, reason }) => log.warn('process.gone', { type, reason }))
  hardenSession(session.defaultSession, devTools, log)

  const instance = await beTheOnlyOne(home, systemClock)
  if (!instance.ok) return failToStart(instance.error.message, instance.error.detail)
  app.on('quit', () => void instance.value.release())
  const program = await openWith(ports)
  if (!program.ok) return failToStart(program.error.message, program.error.detail)

  // The windows need the studio, and its dialogs belong to windows.
  const studio = await createStudio({
    program: program.value,
    frontDoor: createFrontDoor((client) => windows.windowOf(client)),
    userFolder: homedir(),
    sampleFolder: assetPath('sample'),
    version: app.getVersion(),
  })
  const takenFiles = createTakenFiles(studio.handedFiles, files)
  const windows: Windows = createWindows({
    preload: ports.preload,
    devTools,
    states: createWindowStateFile(home, files, log),
    studio,
    clock: systemClock,
    onLeft: (client) => void takenFiles.forget(client),
    mayCloseLast: () => quitting.mayCloseLast(),
    onSessionEnd: () => quitting.atOnce(),
    log,
  })
  const quitting = createQuitting({
    studio,
    clock: systemClock,
    front: windows.front,
    hideWindows: windows.hide,
    log,
  })

  protocol.handle('app', answerPage(ports.pageFolder, files, log))
  protocol.handle('clip', answerClip(studio.media))
  listenToWindows({
    handlers: studio.handlers,
    clientOf: windows.clientOf,
    takeFile: takenFiles.take,
    dragOut: createDragOut({ studio, usualPicture: assetPath('icon.png'), log }),
    log,
  })
  listenToSystem(windows, quitting.atOnce, log)
  dress(program.value, studio, windows, devTools)
  await windows.open()
  await studio.resume()
}

const openWith = ({ home, environment, environmentKey, log }: ShellPorts): Promise<Result<Program>> =>
  openProgram({
    home,
    environment,
    environmentKey,
    log,
    saveSettings: saveWithElectronStore,
    startKeychain: startKeychain(environment),
  })

/** Other starts, closed windows, sleep and shutdown. */
const listenToSystem = (windows: Windows, quitAtOnce: () => void, log: Log) => {
  app.on('second-instance', () => void windows.present())
  app.on('activate', () => void windows.present())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  powerMonitor.on('suspend', () => log.info('system.sleeps'))
  powerMonitor.on('resume', () => log.info('system.wakes'))
  // The event, which Electron's types leave out, is prevented so that the system waits a moment for us.
  powerMonitor.on('shutdown', (...given: readonly { readonly preventDefault: () => void }[]) => {
    given[0]?.preventDefault()
    quitAtOnce()
  })
}

/** The menu, the looks and the notices, which follow the settings and the jobs. */
const dress = (program: Program, studio: Studio, windows: Windows, devTools: boolean) => {
  const follow = ({ appearance, shortcuts, recentProjects }: Settings) => {
    nativeTheme.themeSource = appearance
    showMenu(
      {
        // On a Mac the menu stays when the last window is gone.
        choose: (action) =>
          windows.front() ? windows.tellFront('action.chosen', { action }) : void windows.open(),
        openLink: (address) => void openLink(address),
        openProject: (folder) =>
          windows.front() ? windows.tellFront('project.chosen', { folder }) : void windows.open(),
        newWindow: () => void windows.open(),
      },
      { platform: process.platform, devTools, shortcuts, recent: projectsToReopen(recentProjects) },
    )
  }
  follow(program.settings.current())
  const tellOf = createNotices({
    clock: systemClock,
    isFocused: windows.isFocused,
    present: () => void windows.present(),
  })
  studio.join('shell', (name, payload) => {
    // The compiler cannot follow the pair of a name and its payload.
    if (name === 'settings.changed') follow((payload as { settings: Settings }).settings)
    if (name === 'job.changed') tellOf((payload as { job: Parameters<typeof tellOf>[0] }).job)
  })
  const stayAwake = createStayAwake()
  stayAwake(studio.jobsRunning())
  studio.onJobsRunning(stayAwake)
  app.setAboutPanelOptions({ applicationName: 'Boardwright', applicationVersion: app.getVersion() })
}
