import type { Settings } from '../../../shared/domain/settings.ts'
import type { Spending } from '../../../shared/views.ts'
import type { ProjectId } from '../../../shared/domain/ids.ts'
import type { Core } from '../core.ts'
import type { Clock, FileSystem, Log } from '../ports.ts'
import type { PriceBook } from '../prices/price-book.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { SettingsFile } from '../settings.ts'
import type { Project } from '../project/project.ts'
import type { AbsentClips } from './absent-clips.ts'
import type { FrontDoor } from './front-door.ts'
import type { HandedFiles } from './handed-files.ts'
import type { JobDriver } from './job-driver.ts'
import type { OpenProjects } from './open-projects.ts'
import type { Places } from './places.ts'
import type { RecentProjects } from './recent-projects.ts'
import type { Windows } from './windows.ts'

/** What the handlers of the contract work with. */
export interface StudioParts {
  readonly core: Core
  readonly keyring: Keyring
  readonly settings: SettingsFile
  readonly prices: PriceBook
  readonly falProxy: string | null
  /** The program's data folder. */
  readonly home: string
  readonly files: FileSystem
  readonly clock: Clock
  readonly log: Log
  readonly randomBytes: (count: number) => Uint8Array
  readonly frontDoor: FrontDoor
  readonly windows: Windows
  readonly projects: OpenProjects
  readonly absentClips: (project: Project) => Promise<AbsentClips>
  readonly driver: JobDriver
  /** Aborted once a window has opened a project, and when the studio closes: see `openAhead`. */
  readonly windowCame: AbortController
  readonly places: Places
  readonly handedFiles: HandedFiles
  readonly recent: RecentProjects
  /** Folder of the sample board. */
  readonly sampleFolder: string
  readonly version: string
  /** What the user should know about the start. */
  readonly notices: () => readonly string[]
  /** A key is there by now, so that old prices can be asked for anew. */
  readonly pricesAreWanted: () => void
  readonly projectsFolder: () => string
  readonly spending: (projectId: ProjectId | null) => Spending
  /** Tells every window that the sums are others now. */
  readonly spendingChanged: () => void
  /** Tells every window how the settings stand now. */
  readonly settingsChanged: (settings: Settings) => void
}
