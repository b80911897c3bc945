import { z } from 'zod'
import { documentSchema, engines, qualities } from './domain/document.ts'
import { resolutions } from './domain/endpoints.ts'
import { jobIdSchema, projectIdSchema, shotIdSchema } from './domain/ids.ts'
import { jobStates } from './domain/jobs.ts'
import { keyStandingSchema } from './domain/keys.ts'
import { priceTableSchema } from './domain/prices.ts'
import { settingsSchema } from './domain/settings.ts'
import { failureCodes } from './errors.ts'

/**
 * What a window gets to see, as schemas: small views of what the core holds. Nothing in here is ever a key, a signed
 * address or a path that the user has not chosen.
 */

const milliseconds = z.number()

/** A failure as it crosses the boundary; see `Failure`. */
export const failureSchema = z.object({
  code: z.enum(failureCodes),
  message: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  field: z.string().optional(),
  cost: z.enum(['nothing', 'perhaps']).optional(),
})

/** A job in the jobs drawer and on its shot. Times in milliseconds since 1970. */
export const jobViewSchema = z.object({
  id: jobIdSchema,
  projectId: projectIdSchema,
  shotId: shotIdSchema,
  shotLabel: z.string(),
  shotTitle: z.string(),
  takeNumber: z.int(),
  engine: z.enum(engines),
  quality: z.enum(qualities),
  endpoint: z.string(),
  resolution: z.enum(resolutions),
  /** Planned length of the clip. */
  plannedMs: milliseconds,
  state: z.enum(jobStates),
  /** Part that is done of the present state, 0 to 1; null where nobody knows. */
  fraction: z.number().nullable(),
  queuePosition: z.int().nullable(),
  /** It has been with the service for unusually long; it may still finish. */
  overdue: z.boolean(),
  /** What is in the way just now; the job goes on by itself. */
  trouble: failureSchema.nullable(),
  /** It waits for the user: a key, an account, a word about an uncertain request. Null while it goes on by itself. */
  waitsFor: failureSchema.nullable(),
  /** Why it ended where it did, or what is uncertain. */
  failure: failureSchema.nullable(),
  /** Agreed price; null where it was unknown and the user agreed. */
  priceMicroUsd: z.int().nullable(),
  requestId: z.string().nullable(),
  clipFile: z.string().nullable(),
  cancelRequested: z.boolean(),
  createdAtMs: milliseconds,
  sentAtMs: milliseconds.nullable(),
  updatedAtMs: milliseconds,
})
export type JobView = z.infer<typeof jobViewSchema>

/** Whether a project may be changed, and if not, why, in words. */
export const accessSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('write') }),
  z.object({
    kind: z.literal('read-only'),
    why: z.enum(['locked', 'too-new', 'no-permission', 'lock-lost']),
    words: z.string(),
  }),
])

/** How the document in memory stands to the one on disk. */
export const saveStateSchema = z.union([
  z.enum(['saved', 'saving', 'unsaved', 'changed-outside']),
  z.object({ failed: failureSchema }),
])
export type SaveStateView = z.infer<typeof saveStateSchema>

/** What happened while the project was opened: see `OpeningReport`. */
export const openingReportSchema = z.object({
  repairs: z.array(z.string()),
  recoveredFrom: z
    .object({ why: z.string(), source: z.enum(['backup', 'ladder']), savedAt: milliseconds })
    .optional(),
  keptAside: z.string().optional(),
  migratedFrom: z.number().optional(),
})

/** A step that undo or redo would take: the type of its command, and its name where it was given one. */
export const stepViewSchema = z.object({ command: z.string(), name: z.string().nullable() })

/** A change of a document, as immer writes it. */
export const patchSchema = z.object({
  op: z.enum(['replace', 'remove', 'add']),
  path: z.array(z.union([z.string(), z.number()])),
  value: z.unknown().optional(),
})

/** Clips that are not where they should be. */
export const absentClipsSchema = z.object({
  /** File names of takes' clips that are not in the clips folder. */
  missingClips: z.array(z.string()),
  /** Those of them that fal.ai is known to keep no longer. */
  expiredClips: z.array(z.string()),
})
export type AbsentClipsView = z.infer<typeof absentClipsSchema>

/** A project as it is opened: everything, at one revision. Patches lead on from here. */
export const projectSnapshotSchema = z.object({
  projectId: projectIdSchema,
  /** Real path of its folder. */
  folder: z.string(),
  document: documentSchema,
  revision: z.int(),
  access: accessSchema,
  report: openingReportSchema,
  saveState: saveStateSchema,
  undoable: stepViewSchema.nullable(),
  redoable: stepViewSchema.nullable(),
  /** Jobs of this project: the open ones, and the latest that have ended. */
  jobs: z.array(jobViewSchema),
  ...absentClipsSchema.shape,
})
export type ProjectSnapshot = z.infer<typeof projectSnapshotSchema>

/** A project on the first screen. Sizes in bytes; money in micro-dollars; times ISO. */
export const projectCardSchema = z.object({
  folder: z.string(),
  projectId: projectIdSchema.nullable(),
  title: z.string(),
  /** `away`: the folder is not there (a drive that is not connected, or moved); `damaged`: it needs to be recovered. */
  state: z.enum(['ready', 'away', 'damaged', 'too-new']),
  pinned: z.boolean(),
  openedAt: z.string().nullable(),
  changedAt: z.string().nullable(),
  shots: z.int(),
  /** Shots with a take that is made from what they hold now. */
  rendered: z.int(),
  /** Shots whose takes are all made from what they held before. */
  stale: z.int(),
  approved: z.int(),
  plannedSeconds: z.int(),
  jobsRunning: z.int(),
  spentMicroUsd: z.int(),
  bytes: z.int().nullable(),
  /** Address of a picture, relative to the media base; null where there is none. */
  picture: z.string().nullable(),
})
export type ProjectCard = z.infer<typeof projectCardSchema>

/** What a project takes on disk, in bytes, and what could go. */
export const projectUsageSchema = z.object({
  mediaBytes: z.number(),
  clipsBytes: z.number(),
  exportsBytes: z.number(),
  cacheBytes: z.number(),
  unusedMedia: z.array(z.object({ file: z.string(), name: z.string(), bytes: z.number() })),
  uncircledTakes: z.array(
    z.object({
      takeId: z.string(),
      shotLabel: z.string(),
      number: z.int(),
      file: z.string(),
      bytes: z.number(),
      priceMicroUsd: z.int().nullable(),
      binned: z.boolean(),
    }),
  ),
})
export type ProjectUsage = z.infer<typeof projectUsageSchema>

/** What was spent and what is held back for open jobs, in micro-dollars. `unknown`: takes of unknown price. */
export const spendingSchema = z.object({
  todayMicroUsd: z.int(),
  todayUnknown: z.int(),
  projectMicroUsd: z.int().nullable(),
})
export type Spending = z.infer<typeof spendingSchema>

/** The program as a window finds it. */
export const appStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** Which front door this window came through. */
  frontDoor: z.enum(['electron', 'browser']),
  /** What the front door can do besides: a native folder dialog; drag of files out to the desktop. */
  abilities: z.object({ folderDialog: z.boolean(), dragOut: z.boolean(), reveal: z.boolean() }),
  /** What renders where nothing else is said. */
  engine: z.enum(engines),
  /** Whether calls go through a studio proxy. */
  proxied: z.boolean(),
  key: keyStandingSchema,
  settings: settingsSchema,
  /** The projects folder in use. */
  projectsFolder: z.string(),
  prices: priceTableSchema,
  spending: spendingSchema,
  /** What the user should know about the start, as sentences: settings set aside, a ledger that cannot be opened. */
  notices: z.array(z.string()),
  /** The project to show at the start; null for the projects screen. */
  lastProject: z.string().nullable(),
})
export type AppState = z.infer<typeof appStateSchema>

/** A folder in the picker of our own. */
export const folderListingSchema = z.object({
  folder: z.string(),
  /** The folder above; null at the top of what may be seen. */
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), folder: z.string(), isProject: z.boolean() })),
  isProject: z.boolean(),
})
export type FolderListing = z.infer<typeof folderListingSchema>
