import { z } from 'zod'
import { userCommandSchema } from './domain/commands.ts'
import { engines, qualities } from './domain/document.ts'
import { aspects, endpointIds } from './domain/endpoints.ts'
import {
  assetIdSchema,
  intentIdSchema,
  jobIdSchema,
  projectIdSchema,
  shotIdSchema,
  takeIdSchema,
} from './domain/ids.ts'
import { keyProfiles, keychainStateSchema, keyStandingSchema } from './domain/keys.ts'
import { priceTableSchema } from './domain/prices.ts'
import { reconciliationSchema } from './domain/reconciliation.ts'
import { settingsSchema } from './domain/settings.ts'
import { spendingQuerySchema, spendingReportSchema } from './domain/spending.ts'
import { fileTokenPattern } from './boundary-limits.ts'
import type { Result } from './errors.ts'
import {
  absentClipsSchema,
  accessSchema,
  appStateSchema,
  failureSchema,
  folderListingSchema,
  jobViewSchema,
  patchSchema,
  projectCardSchema,
  projectSnapshotSchema,
  projectUsageSchema,
  saveStateSchema,
  spendingSchema,
  stepViewSchema,
} from './views.ts'

/**
 * Everything that may cross between a window and the core, for the Electron window and browser mode alike. A page can
 * ask for what is here and for nothing else. Calls (`noun.verb`) speak the user's intentions; their failures are values.
 * Events (`noun.pastTense`) go to every window; one about a project is for whoever shows that project. Files never
 * travel in calls: a page hands over `File`s through its bridge and gets tokens; media come by address.
 */

const nothing = z.object({})
const project = z.object({ projectId: projectIdSchema })
const folder = z.string().min(1).max(4096)
const title = z.string().max(1000)
/** Names a file that a page handed over. */
export const fileTokenSchema = z.string().regex(fileTokenPattern, 'not a file token')
export type FileToken = z.infer<typeof fileTokenSchema>

/** Images that come at once, in one drop or one folder. */
const handedImages = z.array(fileTokenSchema).min(1).max(5000)

/** Addresses that may be opened in the system's browser, and no others. */
export const links = {
  'fal-keys': 'https://fal.ai/dashboard/keys',
  'fal-billing': 'https://fal.ai/dashboard/billing',
  'fal-requests': 'https://fal.ai/dashboard/requests',
  'fal-pika': 'https://fal.ai/models?keywords=pika',
  'fal-status': 'https://status.fal.ai',
} as const
const linkNames = Object.keys(links) as (keyof typeof links)[]

/** The `importId` under which `image.progressed` tells of the images that a new project is made of. */
export const newProjectImport = 'new-project'

/** What came of one file that was to be taken into the library. */
const importedSchema = z.object({
  name: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('added'), assetId: assetIdSchema, notes: z.array(z.string()) }),
    z.object({ kind: z.literal('known'), assetId: assetIdSchema, notes: z.array(z.string()) }),
    z.object({ kind: z.literal('refused'), failure: failureSchema }),
  ]),
})

/** One take that is asked for. `intentId` is made where the click is: the same click never renders twice. */
const orderSchema = z.object({
  shotId: shotIdSchema,
  intentId: intentIdSchema,
  /** Another take although one is under way or was just made; else the job that stands for it already is given. */
  another: z.boolean(),
})

/** Every call: what it takes and what it answers when all is well. */
export const calls = {
  'app.state': { input: nothing, output: appStateSchema },
  /** Opens one of the fixed addresses in the system's browser. */
  'app.openLink': { input: z.object({ link: z.enum(linkNames as [string, ...string[]]) }), output: nothing },
  /** A text for a maintainer, without keys, addresses or prompts. */
  'app.diagnostics': { input: nothing, output: z.object({ text: z.string() }) },

  'settings.change': {
    input: z.object({
      edit: settingsSchema
        .pick({
          engine: true,
          falProxy: true,
          projectsFolder: true,
          appearance: true,
          shortcuts: true,
          staysOpen: true,
          gate: true,
        })
        .partial()
        .extend({
          // Null takes a member back to its default: JSON has no `undefined`.
          engine: z.enum(engines).nullable().optional(),
          falProxy: z.string().max(2000).nullable().optional(),
          projectsFolder: z.string().min(1).max(4096).nullable().optional(),
          presets: z
            .object({
              cameras: z.array(z.string().min(1).max(200)).max(200),
              styles: z.array(z.string().min(1).max(500)).max(200),
            })
            .partial()
            .optional(),
          budget: z
            .object({
              dayMicroUsd: z.int().min(0).nullable(),
              projectMicroUsd: z.int().min(0).nullable(),
              askAboveMicroUsd: z.int().min(0),
            })
            .partial()
            .optional(),
          limits: z
            .object({
              fal: z.int(),
              endpoints: z.partialRecord(z.enum(endpointIds), z.int().nullable()),
              rehearsals: z.int(),
              downloads: z.int(),
            })
            .partial()
            .optional(),
          timing: z.object({ repeatWindowMs: z.int() }).partial().optional(),
        }),
    }),
    output: settingsSchema,
  },

  'key.status': {
    input: z.object({ profile: z.enum(keyProfiles) }),
    output: z.object({ state: keychainStateSchema, words: z.string() }),
  },
  /** The key goes in and never comes out. `session` keeps it in memory until the program ends. */
  'key.store': {
    input: z.object({
      profile: z.enum(keyProfiles),
      key: z.string().max(4096),
      where: z.enum(['keychain', 'session']),
    }),
    output: z.object({
      standing: keyStandingSchema,
      state: keychainStateSchema.nullable(),
      words: z.string(),
    }),
  },
  'key.forget': {
    input: z.object({ profile: z.enum(keyProfiles) }),
    output: z.object({ standing: keyStandingSchema, state: keychainStateSchema, words: z.string() }),
  },
  'key.use': { input: z.object({ profile: z.enum(keyProfiles) }), output: keyStandingSchema },
  /** Asks fal.ai whether it accepts the key in use, or a profile's; costs nothing. */
  'key.check': {
    input: z.object({ profile: z.enum(keyProfiles).nullable() }),
    output: z.object({ endsIn: z.string() }),
  },

  'folder.list': { input: z.object({ folder: folder.nullable() }), output: folderListingSchema },
  'folder.make': {
    input: z.object({ parent: folder, name: z.string().min(1).max(200) }),
    output: z.object({ folder }),
  },
  /** Shows a folder or a file that the page may name in the system's file manager. */
  'folder.reveal': { input: z.object({ path: folder }), output: nothing },
  /** The system's own folder dialog; null where it was dismissed. Failure where the front door has none. */
  'folder.choose': { input: z.object({ title }), output: z.object({ folder: folder.nullable() }) },

  'project.list': { input: nothing, output: z.object({ projects: z.array(projectCardSchema) }) },
  'project.create': {
    input: z.object({
      /** Where it goes; null makes a folder of that title in the projects folder. */
      folder: folder.nullable(),
      title,
      aspect: z.enum(aspects),
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('empty') }),
        z.object({ kind: z.literal('sample') }),
        /** One image-to-video shot for each image. */
        z.object({ kind: z.literal('images'), files: handedImages }),
        z.object({ kind: z.literal('folder-of-images'), folder }),
      ]),
    }),
    output: projectSnapshotSchema,
  },
  'project.open': { input: z.object({ folder }), output: projectSnapshotSchema },
  /** This window shows the project no more. It is saved, and stays open in the core while jobs of it run. */
  'project.close': { input: project, output: nothing },
  /** Saves what is unsaved without waiting. */
  'project.save': { input: project, output: nothing },
  'project.resolveOutsideChange': {
    input: project.extend({ choice: z.enum(['mine', 'theirs']) }),
    output: z.object({ keptAs: z.string() }),
  },
  /** Looks for the clips of takes: other programs may have taken some away by now, or brought them back. */
  'project.lookForClips': { input: project, output: absentClipsSchema },
  'project.pin': { input: z.object({ folder, pinned: z.boolean() }), output: nothing },
  /** Takes a project off the list; its folder stays. */
  'project.unlist': { input: z.object({ folder }), output: nothing },
  'project.rename': { input: z.object({ folder, title: title.min(1) }), output: nothing },
  'project.duplicate': {
    input: z.object({ folder, title: title.min(1), withTakes: z.boolean() }),
    output: z.object({ folder }),
  },
  /** Moves the folder into another. */
  'project.move': { input: z.object({ folder, into: folder }), output: z.object({ folder }) },
  /**
   * Writes the whole project as one zip file into a folder and checks it; `project.archiveProgressed` tells how far it is.
   * Cancelled, it fails, and nothing of the file stays.
   */
  'project.archive': {
    input: z.object({ folder, into: folder.nullable() }),
    output: z.object({ file: z.string(), bytes: z.number() }),
  },
  'project.cancelArchive': { input: z.object({ folder }), output: nothing },
  /** Makes a project of an archive that a page handed over. */
  'project.restore': {
    input: z.object({ file: fileTokenSchema, folder: folder.nullable() }),
    output: z.object({ folder }),
  },
  /** Moves the folder to the system's bin. */
  'project.bin': { input: z.object({ folder }), output: nothing },
  'project.usage': { input: z.object({ folder }), output: projectUsageSchema },
  /** Moves what was chosen to the system's bin; caches are simply emptied. */
  'project.cleanUp': {
    input: z.object({
      folder,
      caches: z.boolean(),
      media: z.array(z.string().max(200)).max(10_000),
      takes: z.array(takeIdSchema).max(10_000),
    }),
    output: z.object({ freedBytes: z.number() }),
  },
  /** Shows a file of the project in the system's file manager. */
  'project.reveal': {
    input: project.extend({
      what: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('folder') }),
        z.object({ kind: z.literal('asset'), assetId: assetIdSchema }),
        z.object({ kind: z.literal('take'), takeId: takeIdSchema }),
      ]),
    }),
    output: nothing,
  },

  /** Carries out commands, all or none, as one step of undo. `editId` comes back with the change that they made. */
  'board.edit': {
    input: project.extend({
      commands: z.array(userCommandSchema).min(1).max(20_000),
      name: z.string().max(120).nullable(),
      editId: z.string().max(40),
    }),
    output: z.object({ revision: z.int() }),
  },
  'board.undo': { input: project, output: z.object({ undone: stepViewSchema.nullable() }) },
  'board.redo': { input: project, output: z.object({ redone: stepViewSchema.nullable() }) },
  /** Ends a run of edits that would merge into one step: the user paused, or turned elsewhere. */
  'board.seal': { input: project, output: nothing },
  /**
   * Copies shots of a project, with their images, into an open one: the same or another. Of a project that was left since
   * they were copied, they are as its file has them; `folder` says where that is.
   */
  'shot.paste': {
    input: z.object({
      from: z.object({ projectId: projectIdSchema, folder }),
      projectId: projectIdSchema,
      shotIds: z.array(shotIdSchema).min(1).max(1000),
      sceneId: z.string(),
      index: z.int().min(0),
    }),
    output: z.object({ shotIds: z.array(shotIdSchema) }),
  },

  /** Takes files into the library, one after another; `image.progressed` tells how far it is. */
  'image.import': {
    input: project.extend({ files: handedImages, importId: z.string().max(40) }),
    output: z.object({ images: z.array(importedSchema), cancelled: z.boolean() }),
  },
  'image.cancelImport': { input: project.extend({ importId: z.string().max(40) }), output: nothing },
  /** Takes one frame of a take's clip into the library. `atMs` from the start; null for the last frame. */
  'image.fromTake': {
    input: project.extend({ takeId: takeIdSchema, atMs: z.number().min(0).nullable() }),
    output: z.object({ assetId: assetIdSchema }),
  },

  /** Renders at the agreed price. Refused with the new price where it is dearer by now; nothing is sent then. */
  'take.render': {
    input: project.extend({
      orders: z.array(orderSchema).min(1).max(10_000),
      quality: z.enum(qualities),
      /** Null: what renders where nothing else is said. */
      engine: z.enum(engines).nullable(),
      /** What the user has seen and agreed to: the sum in micro-dollars, and how many prices are unknown. */
      agreed: z.object({ microUsd: z.int().min(0), unknown: z.int().min(0) }),
      /** The user's word that finals are to be made although the gate stands before them; their jobs record it. */
      overrideGate: z.boolean().default(false),
    }),
    output: z.object({ jobs: z.array(jobViewSchema), joined: z.int() }),
  },

  /** Fetches the clip of a take that is gone from the disk, while fal.ai keeps it; costs nothing. */
  'take.fetchAgain': { input: project.extend({ takeId: takeIdSchema }), output: nothing },

  /** Jobs, newest first, of one project or (null) of all. */
  'job.list': {
    input: z.object({
      projectId: projectIdSchema.nullable(),
      ended: z.boolean(),
      limit: z.int().min(1).max(1000),
    }),
    output: z.object({ jobs: z.array(jobViewSchema) }),
  },
  'job.cancel': { input: z.object({ jobId: jobIdSchema }), output: nothing },
  /** Goes on with a job that waits for the user: the key or the account is in order again. */
  'job.resume': {
    input: z.object({ jobId: jobIdSchema.nullable() }),
    output: z.object({ resumed: z.int() }),
  },
  /** Looks an uncertain request up at fal.ai once more. */
  'job.lookUp': { input: z.object({ jobId: jobIdSchema }), output: nothing },
  /** Ends a job's uncertainty by the user's word. */
  'job.settle': {
    input: z.object({
      jobId: jobIdSchema,
      word: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('adopt'), requestId: z.string().min(1).max(200) }),
        z.object({ kind: z.literal('send-again') }),
        z.object({ kind: z.literal('give-up') }),
      ]),
    }),
    output: z.object({ job: jobViewSchema }),
  },
  /** Asks fal.ai for its prices. `notUnderstood`: endpoints whose price nobody knows by now. */
  'prices.refresh': {
    input: nothing,
    output: z.object({ prices: priceTableSchema, notUnderstood: z.array(z.string()) }),
  },
  /** What was spent, in groups. */
  'spending.report': { input: spendingQuerySchema, output: spendingReportSchema },
  /** Writes the report as a file for spreadsheets into the projects folder, and shows it where the front door can. */
  'spending.export': { input: spendingQuerySchema, output: z.object({ file: z.string() }) },
  /**
   * Holds the ledger against fal.ai's list of requests over a period (days, local, both included; null: no end). With
   * `adopt`, what was paid for and is not here is taken up. A period without a beginning is as long as fal.ai's list.
   */
  'spending.reconcile': {
    input: z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable(), adopt: z.boolean() }),
    output: reconciliationSchema,
  },
  /** Takes a request that no job stands for as a take of a shot, or (null) only fetches its clip into `exports/`. */
  'spending.adopt': {
    input: project.extend({
      requestId: z.string().min(1).max(200),
      endpoint: z.enum(endpointIds),
      shotId: shotIdSchema.nullable(),
    }),
    output: z.object({ job: jobViewSchema.nullable(), file: z.string().nullable() }),
  },
  'spending.today': { input: z.object({ projectId: projectIdSchema.nullable() }), output: spendingSchema },
} as const satisfies Record<string, { readonly input: z.ZodObject; readonly output: z.ZodObject }>

/** Every event, with what it carries. */
export const events = {
  'project.changed': z.object({
    projectId: projectIdSchema,
    revision: z.int(),
    patches: z.array(patchSchema),
    /** Of the edit that made the change; null for undo, redo and the core's own changes. */
    editId: z.string().nullable(),
    undoable: stepViewSchema.nullable(),
    redoable: stepViewSchema.nullable(),
  }),
  /** The document was read anew: take it whole. */
  'project.replaced': projectSnapshotSchema,
  'project.saveStateChanged': z.object({ projectId: projectIdSchema, saveState: saveStateSchema }),
  'project.accessChanged': z.object({ projectId: projectIdSchema, access: accessSchema }),
  /** `part` is done of an archive that is being written and checked, from 0 to 1. `folder` as it was asked for. */
  'project.archiveProgressed': z.object({ folder, part: z.number().min(0).max(1) }),
  'image.progressed': z.object({
    projectId: projectIdSchema,
    importId: z.string(),
    done: z.int(),
    of: z.int(),
    latest: importedSchema,
  }),
  'job.changed': z.object({ job: jobViewSchema }),
  /** Of all projects together; whoever shows one asks for its sum (`spending.today`). */
  'spending.changed': spendingSchema.omit({ projectMicroUsd: true }),
  'prices.changed': z.object({ prices: priceTableSchema }),
  'key.changed': z.object({ standing: keyStandingSchema, engine: z.enum(engines) }),
  'settings.changed': z.object({
    settings: settingsSchema,
    engine: z.enum(engines),
    projectsFolder: z.string(),
  }),
  /** An action was chosen in the native menu. */
  'action.chosen': z.object({ action: z.string() }),
  /** A project that was open before was chosen there. */
  'project.chosen': z.object({ folder: z.string() }),
} as const satisfies Record<string, z.ZodObject>

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.output<(typeof calls)[Name]['input']>
/** What a page passes: members with a default may be left out. */
export type CallArgument<Name extends CallName> = z.input<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>
export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

/** The core's side of the contract: one function for each call. `client` says which window asks. */
export type Handlers = {
  readonly [Name in CallName]: (input: CallInput<Name>, client: string) => Promise<Result<CallOutput<Name>>>
}

/** A file in the page's hands: a DOM `File`, of which `shared/` knows no more. */
export interface HandedFile {
  readonly name: string
  readonly size: number
}

/**
 * The window's side of the contract, as the preload script (or browser mode's page script) offers it. Everything is
 * structured-clone data.
 */
export interface Bridge {
  /** Asks the core. Never rejects for an expected failure: the answer says. */
  readonly call: <Name extends CallName>(
    name: Name,
    input: CallArgument<Name>,
  ) => Promise<Result<CallOutput<Name>>>
  /** Listens until the function that it returns is called. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ) => () => void
  /**
   * Hands files over (dropped, pasted or chosen) and gives a token for each, in their order. `onProgress` tells the
   * bytes that have gone over so far.
   */
  readonly handOver: (
    files: readonly HandedFile[],
    onProgress?: (sentBytes: number) => void,
  ) => Promise<Result<readonly FileToken[]>>
  /** Address of a project's media: see `mediaAddress`. */
  readonly mediaBase: string
  /** Begins to drag a take's clip out to the desktop; does nothing where the front door cannot. */
  readonly dragOut: (projectId: string, takeId: string) => void
  /** Tells `listener` whether the core can be reached. In Electron it always can. */
  readonly onConnection: (listener: (connected: boolean) => void) => () => void
}

/**
 * The address of something to look at, relative to `Bridge.mediaBase`:
 * - `image/<assetId>`: the original, upright as it is stored; `thumb/<assetId>/<longSide>`: a JPEG, 16–2048 pixels;
 * - `framed/<assetId>/<width>x<height>?framing=<JSON>`: the image as it will be sent;
 * - `clip/<takeId>`: the clip (answers Range); `poster/<takeId>/<longSide>?at=<ms>`: a frame of it as JPEG.
 */
export const mediaAddress = (base: string, projectId: string, path: string): string =>
  `${base}/${projectId}/${path}`
