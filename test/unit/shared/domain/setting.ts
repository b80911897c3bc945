import { readFileSync } from 'node:fs'
import { createDocument, createShot } from '../../../../shared/domain/board.ts'
import type { Command } from '../../../../shared/domain/commands.ts'
import {
  defaultFraming,
  type Asset,
  type BoardDocument,
  type Element,
  type Keyframe,
  type Shot,
  type Take,
} from '../../../../shared/domain/document.ts'
import type {
  AssetId,
  JobId,
  ProjectId,
  SceneId,
  ShotId,
  SlotId,
  TakeId,
} from '../../../../shared/domain/ids.ts'
import { priceTableSchema, type PriceTable } from '../../../../shared/domain/prices.ts'
import { reduce, type Refusal } from '../../../../shared/domain/reduce.ts'

const digits = (number: number) => String(number).padStart(12, '0')

export const sceneId = (number: number) => `scn_${digits(number)}` as SceneId
export const shotId = (number: number) => `sht_${digits(number)}` as ShotId
export const slotId = (number: number) => `slt_${digits(number)}` as SlotId
export const takeId = (number: number) => `tak_${digits(number)}` as TakeId
export const jobId = (number: number) => `job_${digits(number)}` as JobId
export const assetId = (number: number) => String(number).padStart(64, '0') as AssetId

export const asset = (number: number): Asset => ({
  id: assetId(number),
  name: `image ${number}.png`,
  format: 'png',
  width: 1920,
  height: 1080,
  bytes: 1000 + number,
  addedAt: '2026-11-01T10:00:00.000Z',
})

export const keyframe = (number: number, image = number): Keyframe => ({
  id: slotId(number),
  assetId: assetId(image),
  framing: defaultFraming,
})

export const element = (number: number, image = number): Element => ({
  id: slotId(number),
  assetId: assetId(image),
  role: 'prop',
})

export const gap = (seconds: number, prompt = '') => ({ seconds, prompt })

/** A shot of keyframes, one for each image and one more than there are gaps. */
export const framesShot = (number: number, ...seconds: number[]): Shot => ({
  ...createShot(shotId(number), String(number * 10)),
  frames: {
    keyframes: [0, ...seconds].map((_, at) => keyframe(at + 1)),
    gaps: seconds.map((length) => gap(length)),
  },
})

export const take = (number: number, shot = 1): Take => ({
  id: takeId(number),
  shotId: shotId(shot),
  number,
  jobId: jobId(number),
  engine: 'fal',
  quality: 'final',
  endpoint: 'fal-ai/pika/v2.2/pikaframes',
  requestHash: 'a'.repeat(64),
  request: null,
  requestId: `request-${number}`,
  prompt: 'a heron lands',
  seed: 7,
  resolution: '720p',
  priceMicroUsd: 200_000,
  priceSource: 'listed',
  file: `0010_take${number}.mp4`,
  sha256: 'b'.repeat(64),
  bytes: 4000,
  durationMs: 5000,
  width: 1280,
  height: 720,
  plannedMs: 5000,
  createdAt: '2026-11-02T10:00:00.000Z',
})

/** A document with scene 1, images 1 to 6 and these shots in the scene. */
export const boardWith = (...shots: readonly Shot[]): BoardDocument => {
  const document = createDocument('prj_000000000000' as ProjectId, sceneId(1), 'The lighthouse', '16:9')
  return {
    ...document,
    scenes: { [sceneId(1)]: { id: sceneId(1), title: '', shotIds: shots.map((shot) => shot.id) } },
    shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])),
    assets: Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [assetId(number), asset(number)])),
  }
}

/** The document after these commands, all of which must succeed. */
export const after = (document: BoardDocument, ...commands: readonly Command[]): BoardDocument =>
  commands.reduce((current, command) => {
    const reduction = reduce(current, command)
    if (!reduction.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(reduction.refusal)}`)
    return reduction.document
  }, document)

/** Why a command is refused; null where it is not. */
export const refusalOf = (document: BoardDocument, command: Command): Refusal | null => {
  const reduction = reduce(document, command)
  return reduction.ok ? null : reduction.refusal
}

/** The table of prices that the program comes with. */
export const shippedPrices = (): PriceTable =>
  priceTableSchema.parse(
    JSON.parse(readFileSync(new URL('../../../../assets/prices.json', import.meta.url), 'utf8')),
  )
