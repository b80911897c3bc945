import { z } from 'zod'
import { engines } from './document.ts'
import { endpointIds } from './endpoints.ts'
import { keyProfiles } from './keys.ts'

/**
 * What the user may set. Kept in `settings.json` of the program's data folder; every member may be left out there.
 * Limits are this program's own; fal.ai's account limit (2–40 running) holds besides. No key is ever in here.
 */

const milliseconds = z.int().min(1).max(2_592_000_000)
const count = z.int().min(1).max(1000)
const microUsd = z.int().min(0).max(1_000_000_000_000)

/** Looks of the window; `system` follows the desktop's. */
export const appearances = ['dark', 'light', 'system'] as const

/** A project that was open before, newest first in the list. */
export const recentProjectSchema = z.object({
  /** Real path of its folder. */
  folder: z.string().max(4096),
  title: z.string().max(1000),
  openedAt: z.iso.datetime(),
  pinned: z.boolean(),
})
export type RecentProject = z.infer<typeof recentProjectSchema>

/** Most projects that are remembered. */
export const recentProjectsLimit = 100

/** How many projects menus offer to open again. */
const offeredProjects = 8

/** The projects that menus offer to open again, the latest opened first, without the one that is open. */
export const projectsToReopen = (
  known: readonly RecentProject[],
  openFolder: string | null = null,
): readonly RecentProject[] =>
  known
    .filter(({ folder }) => folder !== openFolder)
    .toSorted((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt))
    .slice(0, offeredProjects)

/** The schema of the settings, with every default. */
export const settingsSchema = z.object({
  /** What renders where nothing else is said; without it, fal where a key is known, else the rehearsal. */
  engine: z.enum(engines).optional(),
  /** Whose key is used; production without it. */
  profile: z.enum(keyProfiles).optional(),
  /** Address of a studio proxy, https (http on this machine only); `BOARDWRIGHT_FAL_PROXY` goes before it. */
  falProxy: z.string().max(2000).optional(),
  /** Where new projects go and the projects screen looks; `Boardwright` in the user's folder without it. */
  projectsFolder: z.string().min(1).max(4096).optional(),
  recentProjects: z.array(recentProjectSchema).max(recentProjectsLimit).default([]),
  /** Folder of the project to open at the next start; null for the projects screen. Never set before the first start. */
  lastProject: z.string().max(4096).nullable().optional(),
  appearance: z.enum(appearances).default('dark'),
  /** Keys that the user gave to actions, by the action's id; an empty list takes the key away. */
  shortcuts: z.record(z.string().max(100), z.array(z.string().max(50)).max(4)).default({}),
  /** Camera moves and styles of the user's own, beside those that come with the program. */
  presets: z
    .object({
      cameras: z.array(z.string().min(1).max(200)).max(200).default([]),
      styles: z.array(z.string().min(1).max(500)).max(200).default([]),
    })
    .prefault({}),
  /** Browser mode: keeps running when its last page is closed. */
  staysOpen: z.boolean().default(false),
  /** Spending limits in micro-dollars; null sets none. They hold for every front door. */
  budget: z
    .object({
      /** For all projects together, by the local day. */
      dayMicroUsd: microUsd.nullable().default(null),
      /** For each project, ever. */
      projectMicroUsd: microUsd.nullable().default(null),
      /** A render dearer than this asks first. */
      askAboveMicroUsd: microUsd.default(1_000_000),
    })
    .prefault({}),
  /** A final that costs money waits until a draft or rehearsal of its shot is circled; see `isGated`. */
  gate: z.boolean().default(false),
  limits: z
    .object({
      /** Requests at fal.ai at once, waiting or running. More than run at once, so that none of the account's places is idle. */
      fal: count.default(60),
      /** Of them, to one endpoint; one that is null or not named has no limit of its own. */
      endpoints: z.partialRecord(z.enum(endpointIds), count.nullable()).default({}),
      /** Rehearsals at once; each keeps about one processor busy. */
      rehearsals: z.int().min(1).max(16).default(1),
      downloads: z.int().min(1).max(16).default(3),
      pollsPerSecond: z.number().gt(0).max(8).default(8),
    })
    .prefault({}),
  timing: z
    .object({
      connectMs: milliseconds.default(15_000),
      submitMs: milliseconds.default(60_000),
      readMs: milliseconds.default(30_000),
      uploadMs: milliseconds.default(300_000),
      stallMs: milliseconds.default(30_000),
      pollFloorMs: milliseconds.default(1000),
      pollCeilingMs: milliseconds.default(30_000),
      retryMs: milliseconds.default(1000),
      retryMaxMs: milliseconds.default(60_000),
      /** How long a job may be with fal.ai before it is called overdue. */
      overdueMs: milliseconds.default(1_800_000),
      /** How long an uncertain request is looked for before the user is asked. */
      lookupPatienceMs: milliseconds.default(600_000),
      /** How long an uploaded image is used again; fal.ai keeps files for at least 7 days. */
      uploadLifetimeMs: milliseconds.default(518_400_000),
      /** The same paid request again within this time gives the clip that was just made. */
      repeatWindowMs: z.int().min(0).max(3_600_000).default(10_000),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof settingsSchema>

/** Members to set; `undefined` takes one back to its default. Those of groups are set one by one. */
export type SettingsEdit = z.input<typeof settingsSchema>
