import { release } from 'node:os'
import { jobStates } from '../../../shared/domain/jobs.ts'
import type { Core } from '../core.ts'
import { logFolder } from '../log/file-log.ts'
import { logTail } from '../log/log-tail.ts'
import type { FileSystem } from '../ports.ts'
import type { PriceBook } from '../prices/price-book.ts'
import type { Project } from '../project/project.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { SettingsFile } from '../settings.ts'

/** What diagnostics are taken from: any front door has it. */
export interface DiagnosticsSource {
  readonly core: Core
  readonly keyring: Pick<Keyring, 'standing'>
  readonly settings: Pick<SettingsFile, 'current'>
  readonly prices: Pick<PriceBook, 'current'>
  readonly files: Pick<FileSystem, 'readFile'>
  readonly home: string
  readonly version: string
  readonly frontDoor: string
  readonly openProjects: readonly Project[]
  readonly jobsRunning: number
}

/** Lines of the log that are shown. */
const logLines = 100

/**
 * What a maintainer needs to know, as text that the user can read first: versions, states and counts. By construction
 * it holds no key, address, prompt, title or path: none of them is asked for, and the log keeps none (see `logLine`).
 */
export const diagnosticsText = async (source: DiagnosticsSource): Promise<string> => {
  const { core, keyring, settings } = source
  const { recentProjects, shortcuts, presets, falProxy, ...plain } = settings.current()
  const ledger = core.ledger()
  const jobs = ledger.ok ? ledger.value.list({ ended: true, limit: 1000 }) : []
  const standing = keyring.standing()
  const count = (state: (typeof jobStates)[number]) => jobs.filter((job) => job.state === state).length
  return [
    `Boardwright ${source.version} (${source.frontDoor}) on ${process.platform} ${release()}, Node ${process.versions.node}`,
    `Engine ${core.defaultEngine()}${falProxy === undefined ? '' : ', through a studio proxy'}; prices of ${source.prices.current().date}`,
    `Key: profile ${standing.profile}, in use from ${standing.inUse?.source ?? 'nowhere'}, keychain ${standing.keychain?.kind ?? 'not asked'}`,
    `Ledger: ${ledger.ok ? 'open' : `not open (${ledger.error.detail ?? ledger.error.code})`}`,
    `Latest jobs: ${jobStates.map((state) => `${state} ${count(state)}`).join(', ')}; under way here ${source.jobsRunning}`,
    ...jobs
      .filter(({ failure }) => failure !== null)
      .slice(0, 10)
      .map(
        ({ id, state, request, failure, requestId }) =>
          `  ${id} ${state} ${request.endpoint} ${failure?.code ?? ''}${requestId === null ? '' : ` request ${requestId}`}`,
      ),
    ...source.openProjects.map(({ document, access, saveState, report }) => {
      const counts = `${Object.keys(document.shots).length} shots, ${Object.keys(document.assets).length} images, ${Object.keys(document.takes).length} takes`
      const saved = typeof saveState === 'string' ? saveState : `not saved (${saveState.failed.code})`
      return `Open project: version ${document.version}, ${counts}, ${access.kind === 'write' ? 'writable' : access.why}, ${saved}, ${report.repairs.length} repairs`
    }),
    `Settings: ${JSON.stringify({ ...plain, lastProject: undefined, projectsFolder: undefined })}`,
    `${recentProjects.length} recent projects, ${Object.keys(shortcuts).length} shortcuts of the user’s own, ${presets.cameras.length + presets.styles.length} presets of the user’s own`,
    `The latest of the log, ${logLines} lines at most:`,
    ...(await logTail(logFolder(source.home), logLines, source.files)),
  ].join('\n')
}
