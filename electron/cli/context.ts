import { FailureError, type Result } from '../../shared/errors.ts'
import type { Core } from '../core/core.ts'
import type { Project } from '../core/project/open-project.ts'
import type { PriceBook } from '../core/prices/price-book.ts'
import type { Keyring } from '../core/secrets/keyring.ts'
import type { Settings } from '../../shared/domain/settings.ts'
import type { Output } from './output.ts'

/** What every command works with. */
export interface Context {
  readonly core: Core
  readonly output: Output
  readonly home: string
  readonly settings: Settings
  readonly prices: PriceBook
  /** What a maintainer needs to know, as text. */
  readonly diagnostics: () => Promise<string>
  /** Asks the person at the terminal a question to be answered with yes; null where nobody can be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | null
  /** Asks for a key, at the terminal or on standard input; null where none is given. */
  readonly askKey: () => Promise<string | null>
  /** Loaded where the command may render; the commands about keys load it themselves. */
  readonly keyring: Keyring
  readonly falProxy: string | null
  /** Aborts at the first Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal
}

/** The value of a result; its failure ends the command. */
export const need = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new FailureError(result.error)
  return result.value
}

/** Ends the command because of what was typed. `message` names the argument and what would be right. */
export const wrongUse = (message: string): never => {
  throw new FailureError({ code: 'input/invalid', message })
}

/** Ends the command where a text has more characters than fit. */
export const refuseLongText = (argument: string, characters: number, limit: number): void => {
  if (characters > limit)
    wrongUse(
      `${argument}: it has ${characters.toLocaleString('en')} characters; at most ${limit.toLocaleString('en')} fit.`,
    )
}

/** Works with an open project and closes it again, whatever happens. What had to be put right while opening is noted. */
export const withProject = async <Value>(
  context: Context,
  opening: Promise<Result<Project>>,
  work: (project: Project) => Promise<Value>,
): Promise<Value> => {
  const project = need(await opening)
  try {
    noteReport(context.output, project)
    return await work(project)
  } finally {
    // Jobs write into the project until the core has stopped them.
    await context.core.close()
    need(await project.close())
  }
}

/** As `withProject`, for commands that change the project: refused where it can only be read. */
export const withWritableProject = <Value>(
  context: Context,
  folder: string,
  work: (project: Project) => Promise<Value>,
): Promise<Value> =>
  withProject(context, context.core.openProject(folder), (project) => {
    requireWritable(project)
    return work(project)
  })

/** Ends the command where the project can only be read. */
export const requireWritable = ({ access }: Project): void => {
  if (access.kind === 'write') return
  const code =
    access.why === 'locked'
      ? 'project/locked'
      : access.why === 'too-new'
        ? 'project/too-new'
        : 'project/read-only'
  throw new FailureError({ code, message: access.words })
}

const noteReport = (output: Output, { report }: Project) => {
  if (report.recoveredFrom)
    output.note(
      `The project file was damaged (${report.recoveredFrom.why}); the state of ${new Date(report.recoveredFrom.savedAt).toISOString()} was opened instead.` +
        (report.keptAside ? ` The damaged file is kept as ${report.keptAside}.` : ''),
    )
  for (const repair of report.repairs) output.note(repair)
}
