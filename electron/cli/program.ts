import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { engines, qualities } from '../../shared/domain/document.ts'
import {
  aspects,
  clipSeconds,
  gapSeconds,
  ingredientsModes,
  models,
  resolutions,
  seedMax,
  type ClipSeconds,
} from '../../shared/domain/endpoints.ts'
import { requestIdSchema } from '../../shared/domain/ids.ts'
import { parseUsd } from '../../shared/domain/prices.ts'
import { keyProfiles, type KeyProfile } from '../../shared/domain/keys.ts'
import { spendingGroupings, type SpendingGrouping } from '../../shared/domain/spending.ts'
import type { Settlement } from '../core/fal/settle.ts'
import { addKinds, addToBoard, type AddKind, type AddOptions } from './commands/add.ts'
import { examine } from './commands/doctor.ts'
import { estimateShots, type EstimateOptions } from './commands/estimate.ts'
import { cancelJob, listJobs, resumeJobs, settleJob } from './commands/jobs.ts'
import { checkKey, forgetKey, setKey, showKey, useKey } from './commands/key.ts'
import { listShots } from './commands/list.ts'
import { showPrices, type PricesOptions } from './commands/prices.ts'
import { newProject, type NewOptions } from './commands/new.ts'
import { reconcile, type ReconcileOptions } from './commands/reconcile.ts'
import { showSpending, type SpendOptions } from './commands/spend.ts'
import { renderShots, type RenderOptions } from './commands/render.ts'
import { wrongUse, type Context } from './context.ts'
import type { ExitCode } from './exit-codes.ts'
import { addHelp, moreHelp, optionDescription } from './help.ts'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly home?: string
}

/** Runs one command's work in a context made from its global options; with `key`, the key is fetched first. */
export type RunCommand = (
  options: GlobalOptions,
  work: (context: Context) => Promise<ExitCode | void>,
  needs?: 'key',
) => Promise<void>

/** The command line: names, arguments and options, each checked as it is read. `run` does the work. */
export const createProgram = (run: RunCommand, version: string): Command => {
  const program = new Command('boardwright')
    .description(
      'A storyboard that renders: shots from keyframes, elements, images and words, as clips in a folder of yours.',
    )
    .version(version)
    .configureHelp({ optionDescription })
    .addHelpText('after', moreHelp)
    .hook('preAction', (_, command) => refuseEmptyAndSwallowed(command))

  const command = (usage: string, description: string, parent = program) =>
    parent
      .command(usage)
      .description(description)
      .option('--json', 'one JSON object per line; the last is the summary', false)
      .option('--quiet', 'results and errors only', false)
      .option('--home <dir>', 'the folder of the ledger and the settings')

  command('new <folder>', 'make a project')
    .option('--title <title>', 'title of the board (the folder’s name)')
    .addOption(new Option('--aspect <aspect>', 'shape of the board (16:9)').choices([...aspects]))
    .option('--sample', 'begin with the sample board', false)
    .action((folder: string, options: NewOptions & GlobalOptions) =>
      run(options, (context) => newProject(context, folder, options)),
    )

  command('add <folder> <kind> [images...]', 'add a shot; kind is frames, elements, image or text')
    .option('--gap <seconds[:prompt]>', 'frames: one gap between two keyframes, repeated for each', parseGap)
    .option('--prompt <text>', 'what happens')
    .addOption(
      new Option('--ingredients <mode>', 'elements: how closely they are kept (precise)').choices([
        ...ingredientsModes,
      ]),
    )
    .addOption(
      new Option('--aspect <aspect>', 'elements, text: shape, where not the board’s').choices([...aspects]),
    )
    .option('--duration <seconds>', 'elements, image, text: 5 or 10 (5)', parseDuration)
    .addOption(new Option('--model <model>', 'image, text (2.2)').choices([...models]))
    .option('--title <title>', 'title of the shot')
    .option('--negative <text>', 'what is not wanted')
    .addOption(
      new Option('--resolution <resolution>', 'resolution of the final (720p)').choices([...resolutions]),
    )
    .option('--seed <number>', 'the same seed for every take', parseSeed)
    .addOption(new Option('--fit <fit>', 'how images fill the shape (cover)').choices(['cover', 'contain']))
    .option('--action <text>', 'what is to be seen; for people, not sent')
    .option('--dialogue <text>', 'what is said; for people, not sent')
    .option('--notes <text>', 'for people, not sent')
    .addHelpText('after', addHelp)
    .action((folder: string, kind: string, images: string[], options: AddOptions & GlobalOptions) =>
      run(options, (context) => {
        const known = (Object.keys(addKinds) as AddKind[]).find((name) => name === kind)
        return addToBoard(
          context,
          folder,
          known ?? wrongUse(`<kind> ${kind}: it is one of ${Object.keys(addKinds).join(', ')}.`),
          images,
          options,
        )
      }),
    )

  command('list <folder>', 'list the shots of a board').action((folder: string, options: GlobalOptions) =>
    run(options, (context) => listShots(context, folder)),
  )

  command('estimate <folder>', 'say what rendering would cost')
    .option('--shot <label>', 'this shot only; may be repeated', collect, [])
    .addOption(
      new Option('--quality <quality>', 'draft is cheaper: turbo at 720p where there is one')
        .choices([...qualities])
        .default('final'),
    )
    .action((folder: string, options: EstimateOptions & GlobalOptions) =>
      run(options, (context) => estimateShots(context, folder, options)),
    )

  command('render <folder>', 'make takes of the shots that lack one, or of those named')
    .option('--shot <label>', 'this shot, whether it has a take or not; may be repeated', collect, [])
    .addOption(
      new Option('--quality <quality>', 'draft is cheaper: turbo at 720p where there is one')
        .choices([...qualities])
        .default('final'),
    )
    .addOption(
      new Option('--engine <engine>', 'fal where a key is known, else rehearsal').choices([...engines]),
    )
    .option('--takes <number>', 'takes of each shot, 1 to 20', parseTakes)
    .option('--yes', 'agree to the price without being asked', false)
    .option('--override-gate', 'make finals of which no draft or rehearsal is circled', false)
    .option('--budget <usd>', 'refuse to spend more than this', parseBudget)
    .action((folder: string, { budget, ...options }: RenderOptions & GlobalOptions & { budget?: number }) =>
      run(
        options,
        (context) =>
          renderShots(context, folder, {
            ...options,
            ...(budget !== undefined && { budgetMicroUsd: budget }),
          }),
        options.engine === 'rehearsal' ? undefined : 'key',
      ),
    )

  command('jobs [folder]', 'list open jobs')
    .option('--all', 'and those that have ended', false)
    .action((folder: string | undefined, options: { all: boolean } & GlobalOptions) =>
      run(options, (context) => listJobs(context, folder, options.all)),
    )

  command('resume [folder]', 'go on with open jobs').action(
    (folder: string | undefined, options: GlobalOptions) =>
      run(options, (context) => resumeJobs(context, folder), 'key'),
  )

  command('cancel <job>', 'cancel a job').action((job: string, options: GlobalOptions) =>
    run(options, (context) => cancelJob(context, job), 'key'),
  )

  command('settle <job>', 'end the uncertainty of a job whose answer was lost')
    .option('--adopt <request-id>', 'it is this request of fal.ai')
    .option('--send-again', 'send it once more; it may be charged a second time', false)
    .option('--give-up', 'give it up', false)
    .action((job: string, options: { adopt?: string; sendAgain: boolean; giveUp: boolean } & GlobalOptions) =>
      run(options, (context) => settleJob(context, job, settlementOf(options)), 'key'),
    )

  command('spend', 'say what was spent, and on what')
    .option('--project <folder>', 'of this project only')
    .option('--from <date>', 'from this day on, such as 2026-11-24', parseDate)
    .option('--to <date>', 'to this day', parseDate)
    .addOption(
      new Option('--by <what>', 'told by')
        .choices([...spendingGroupings])
        .default('day' satisfies SpendingGrouping),
    )
    .option('--csv', 'as a file for spreadsheets', false)
    .action((options: SpendOptions & GlobalOptions) =>
      run(options, (context) => showSpending(context, options)),
    )

  command('prices', 'list what fal.ai asks for a clip')
    .option('--refresh', 'ask fal.ai for its prices first; costs nothing', false)
    .option('--table <name>', 'of this earlier table, as “jobs --json” names it')
    .action((options: PricesOptions & GlobalOptions) =>
      run(options, (context) => showPrices(context, options), options.refresh ? 'key' : undefined),
    )

  command('reconcile', 'hold the ledger against fal.ai’s own list of requests')
    .option('--from <date>', 'from this day on, such as 2026-11-24', parseDate)
    .option('--to <date>', 'to this day', parseDate)
    .option('--adopt', 'fetch what was paid for and is not here', false)
    .option('--request <id>', 'take this request in, for which no job stands')
    .option('--project <folder>', 'of the project that is to have it')
    .option('--shot <label>', 'as a take of this shot, instead of a file in exports')
    .action((options: ReconcileOptions & GlobalOptions) =>
      run(options, (context) => reconcile(context, options), 'key'),
    )

  command('doctor', 'try out what rendering needs on this machine')
    .option('--diagnostics', 'instead, a text for whoever helps you; read it before you pass it on', false)
    .action((options: { diagnostics: boolean } & GlobalOptions) =>
      run(options, (context) => examine(context, options.diagnostics), 'key'),
    )

  const key = program.command('key').description('keep the key of fal.ai in the system’s keychain')
  const aboutKey = (
    name: string,
    description: string,
    work: (context: Context, profile: KeyProfile | undefined) => Promise<ExitCode>,
  ) =>
    command(name, description, key)
      .addOption(
        new Option('--profile <profile>', 'which key, where not the active one').choices([...keyProfiles]),
      )
      .action((options: { profile?: KeyProfile } & GlobalOptions) =>
        run(options, (context) => work(context, options.profile)),
      )
  aboutKey('set', 'store a key, typed unseen or from standard input', setKey)
  aboutKey('status', 'say whether there is one, and how it ends', showKey)
  aboutKey('check', 'ask fal.ai whether it accepts the key; costs nothing', checkKey)
  aboutKey('forget', 'remove it', forgetKey)
  command('use', 'choose whose key is used', key)
    .addArgument(new Argument('<profile>').choices([...keyProfiles]))
    .action((profile: KeyProfile, options: GlobalOptions) =>
      run(options, (context) => useKey(context, profile)),
    )

  return program
}

/** What the parser lets pass: an empty name, and an option taken for the value of the one before it. */
const refuseEmptyAndSwallowed = (command: Command) => {
  for (const [at, argument] of command.registeredArguments.entries())
    if (command.processedArgs[at] === '') command.error(`error: argument '${argument.name()}' is empty`)
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName())
    if (command.options.some(({ long }) => long === value))
      command.error(`error: option '${option.flags}' argument missing`)
  }
}

const collect = (value: string, previous: readonly string[]): string[] => [...previous, value]

const wholeNumber = (text: string): number => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN)

const parseDate = (text: string): string => {
  if (z.iso.date().safeParse(text).success) return text
  throw new InvalidArgumentError('A day is such as 2026-11-24.')
}

const parseGap = (text: string, previous: AddOptions['gap'] = []) => {
  const [, seconds = '', prompt = ''] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []
  const { min, max } = gapSeconds
  const value = wholeNumber(seconds)
  if (!(value >= min && value <= max))
    throw new InvalidArgumentError(`Whole seconds from ${min} to ${max}, then “:” and a prompt if wanted.`)
  return [...previous, { seconds: value, prompt }]
}

const parseDuration = (text: string): ClipSeconds => {
  const seconds = clipSeconds.find((known) => String(known) === text)
  if (seconds === undefined) throw new InvalidArgumentError(`It is ${clipSeconds.join(' or ')} seconds.`)
  return seconds
}

const parseSeed = (text: string): number => {
  const value = wholeNumber(text)
  if (!(value >= 0 && value <= seedMax))
    throw new InvalidArgumentError(`A whole number from 0 to ${seedMax}.`)
  return value
}

const parseTakes = (text: string): number => {
  const value = wholeNumber(text)
  if (!(value >= 1 && value <= 20)) throw new InvalidArgumentError('A whole number from 1 to 20.')
  return value
}

const parseBudget = (text: string): number => {
  const microUsd = parseUsd(text)
  if (microUsd === null) throw new InvalidArgumentError('An amount in dollars, such as 5 or 2.50.')
  return microUsd
}

const settlementOf = ({
  adopt,
  sendAgain,
  giveUp,
}: {
  adopt?: string
  sendAgain: boolean
  giveUp: boolean
}): Settlement => {
  const chosen = [adopt !== undefined, sendAgain, giveUp].filter(Boolean).length
  if (chosen !== 1)
    return wrongUse('settle takes exactly one of --adopt REQUEST_ID, --send-again and --give-up.')
  if (adopt === undefined) return sendAgain ? { kind: 'send-again' } : { kind: 'give-up' }
  if (!requestIdSchema.safeParse(adopt).success)
    return wrongUse(`--adopt ${adopt}: that is not a request id of fal.ai.`)
  return { kind: 'adopt', requestId: adopt }
}
