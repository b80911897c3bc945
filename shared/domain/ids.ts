import { z } from 'zod'

/**
 * Ids of records: a prefix that says the kind, an underscore and 12 characters of Crockford's base 32 in lower case.
 * They never contain anything that a path, a URL or an object key could misread.
 */
const idOf = <Brand extends string>(prefix: string, brand: Brand) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{12}$`), `not an id of the form ${prefix}_…`)
    .brand(brand)

/** Id of a project document; survives moving and renaming the folder. */
export const projectIdSchema = idOf('prj', 'ProjectId')
/** Id of a scene. */
export const sceneIdSchema = idOf('scn', 'SceneId')
/** Id of a shot. */
export const shotIdSchema = idOf('sht', 'ShotId')
/** Id of one placement of an image in a shot: a keyframe or an element. */
export const slotIdSchema = idOf('slt', 'SlotId')
/** Id of a take. */
export const takeIdSchema = idOf('tak', 'TakeId')
/** Id of a job in the ledger. */
export const jobIdSchema = idOf('job', 'JobId')
/** Id of one intention to spend, made where the user's click (or command line) is. */
export const intentIdSchema = idOf('int', 'IntentId')
/** Id of an asset: the SHA-256 of the original file, in lower-case hex. The content is the name. */
export const assetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hex')
  .brand('AssetId')

/** A request's id by fal.ai's word: nothing that the path of an address could misread. */
export const requestIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'not a request id of fal.ai')

/**
 * References to records. Their shape is not checked again at every use: `repairDocument` looks each of them up among
 * the records, whose keys are checked, and drops what points nowhere.
 */
const referenceTo = <Brand extends string>(brand: Brand) => z.string().brand(brand)
export const sceneRefSchema = referenceTo('SceneId')
export const shotRefSchema = referenceTo('ShotId')
export const assetRefSchema = referenceTo('AssetId')
export const takeRefSchema = referenceTo('TakeId')

export type ProjectId = z.infer<typeof projectIdSchema>
export type SceneId = z.infer<typeof sceneIdSchema>
export type ShotId = z.infer<typeof shotIdSchema>
export type SlotId = z.infer<typeof slotIdSchema>
export type TakeId = z.infer<typeof takeIdSchema>
export type JobId = z.infer<typeof jobIdSchema>
export type IntentId = z.infer<typeof intentIdSchema>
export type AssetId = z.infer<typeof assetIdSchema>

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Makes ids. The source of random bytes is a port, so that tests are repeatable. */
export interface IdSource {
  project: () => ProjectId
  scene: () => SceneId
  shot: () => ShotId
  slot: () => SlotId
  take: () => TakeId
  job: () => JobId
  intent: () => IntentId
}

/**
 * Ids from a source of random bytes.
 * @param randomBytes gives `count` bytes, each 0–255.
 */
export const createIdSource = (randomBytes: (count: number) => Uint8Array): IdSource => {
  const tail = () => Array.from(randomBytes(12), (byte) => alphabet[byte & 31]).join('')
  return {
    project: () => `prj_${tail()}` as ProjectId,
    scene: () => `scn_${tail()}` as SceneId,
    shot: () => `sht_${tail()}` as ShotId,
    slot: () => `slt_${tail()}` as SlotId,
    take: () => `tak_${tail()}` as TakeId,
    job: () => `job_${tail()}` as JobId,
    intent: () => `int_${tail()}` as IntentId,
  }
}
