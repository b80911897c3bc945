import { createDocument, createShot, emptyPromptParts } from '../../../shared/domain/board.ts'
import {
  defaultFraming,
  type Asset,
  type BoardDocument,
  type Quality,
  type Scene,
  type Shot,
  type Take,
} from '../../../shared/domain/document.ts'
import type { ElementRole } from '../../../shared/domain/ingredients.ts'
import type { ClipSeconds, IngredientsMode, Model, ShotMode } from '../../../shared/domain/endpoints.ts'
import { createIdSource, type IdSource, type JobId } from '../../../shared/domain/ids.ts'
import { requestFor } from '../../../shared/domain/plan.ts'
import { priceOf, type PriceTable } from '../../../shared/domain/prices.ts'
import { plannedSeconds } from '../../../shared/domain/board.ts'
import { frameSize } from '../../../shared/domain/endpoints.ts'

/** A picture beside the sample board, as the page's server tells of it. */
export interface SamplePicture {
  readonly file: string
  readonly id: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** What the fake core is made of: the sample board as data, its pictures, the price table. */
export interface Sample {
  readonly board: {
    readonly title: string
    readonly aspect: '16:9'
    readonly scenes: readonly { readonly title: string; readonly shots: readonly SampleShot[] }[]
  }
  readonly pictures: readonly SamplePicture[]
  readonly prices: PriceTable
}

interface SampleShot {
  readonly label: string
  readonly title: string
  readonly action?: string
  readonly dialogue?: string
  readonly notes?: string
  readonly mode: ShotMode
  readonly prompt?: string
  readonly negativePrompt?: string | null
  readonly resolution: '720p' | '1080p'
  readonly frames?: { readonly images: readonly string[]; readonly gaps: Shot['frames']['gaps'] }
  readonly elements?: {
    readonly items: readonly { readonly file: string; readonly role: ElementRole }[]
    readonly ingredientsMode: IngredientsMode
    readonly seconds: ClipSeconds
  }
  readonly image?: { readonly file: string; readonly model: Model; readonly seconds: ClipSeconds }
  readonly text?: { readonly model: Model; readonly seconds: ClipSeconds }
}

/** Ids that are the same at every start, so that two looks at a page are alike. Another `seed` gives others. */
export const steadyIds = (seed = 7): IdSource => {
  let state = seed
  return createIdSource((count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return state >>> 16
    }),
  )
}

const addedAt = '2026-11-20T09:00:00.000Z'

/** The sample board as a document, without takes. */
export const sampleDocument = (sample: Sample, ids: IdSource): BoardDocument => {
  const base = createDocument(ids.project(), ids.scene(), sample.board.title, sample.board.aspect)
  const assets = Object.fromEntries(sample.pictures.map((picture) => [picture.id, assetOf(picture)]))
  const shots: Record<string, Shot> = {}
  const scenes: Record<string, Scene> = {}
  for (const [at, { title, shots: drafts }] of sample.board.scenes.entries()) {
    const id = at === 0 ? base.sceneIds[0]! : ids.scene()
    const made = drafts.map((draft) => shotOf(draft, sample, ids))
    for (const shot of made) shots[shot.id] = shot
    scenes[id] = { id, title, shotIds: made.map((shot) => shot.id) }
  }
  return {
    ...base,
    template: {
      style: 'illustrated cinematic style, amber lamp against deep teal sea',
      camera: '',
      quality: 'soft light, sharp focus',
      safety: 'no text overlays',
    },
    assets,
    shots,
    scenes,
    sceneIds: Object.keys(scenes) as BoardDocument['sceneIds'],
  }
}

const assetOf = ({ file, id, width, height, bytes }: SamplePicture): Asset => ({
  id: id as Asset['id'],
  name: file,
  format: file.endsWith('.png') ? 'png' : 'jpg',
  width,
  height,
  bytes,
  addedAt,
})

const shotOf = (draft: SampleShot, { pictures }: Sample, ids: IdSource): Shot => {
  const asset = (file: string) => {
    const picture = pictures.find((candidate) => candidate.file === file)
    if (!picture) throw new TypeError(`the sample has no picture ${file}`)
    return picture.id as Asset['id']
  }
  const shot = createShot(ids.shot(), draft.label)
  const { frames, elements, image, text } = draft
  return {
    ...shot,
    title: draft.title,
    action: draft.action ?? '',
    dialogue: draft.dialogue ?? '',
    notes: draft.notes ?? '',
    mode: draft.mode,
    prompt: draft.prompt ?? '',
    promptParts: emptyPromptParts,
    negativePrompt: draft.negativePrompt ?? null,
    resolution: draft.resolution,
    ...(frames && {
      frames: {
        keyframes: frames.images.map((file) => ({
          id: ids.slot(),
          assetId: asset(file),
          framing: defaultFraming,
        })),
        gaps: frames.gaps,
      },
    }),
    ...(elements && {
      elements: {
        items: elements.items.map(({ file, role }) => ({ id: ids.slot(), assetId: asset(file), role })),
        ingredientsMode: elements.ingredientsMode,
        seconds: elements.seconds,
      },
    }),
    ...(image && {
      image: {
        picture: { assetId: asset(image.file), framing: defaultFraming },
        model: image.model,
        seconds: image.seconds,
      },
    }),
    ...(text && { text }),
  }
}

/** What a take is made of besides its shot. */
export interface TakeMaking {
  readonly number: number
  readonly quality: Quality
  readonly engine: Take['engine']
  readonly jobId: JobId
  readonly createdAt: string
  readonly seed?: number
}

/** A take of a shot as it is now. */
export const takeOf = (
  document: BoardDocument,
  shot: Shot,
  prices: PriceTable,
  ids: IdSource,
  making: TakeMaking,
): Take => {
  const request = requestFor(document, shot, making.quality)
  const seconds = plannedSeconds(shot)
  const price = priceOf(prices, request.endpoint, request.resolution, seconds)
  const isFree = making.engine === 'rehearsal'
  return {
    id: ids.take(),
    shotId: shot.id,
    number: making.number,
    jobId: making.jobId,
    engine: making.engine,
    quality: making.quality,
    endpoint: request.endpoint,
    requestHash: 'a'.repeat(64),
    request,
    requestId: isFree ? null : '5f0d3f0e-6c1b-4f0e-9a3f-8f2c6f1d7a10',
    prompt: request.prompt,
    seed: making.seed ?? 48_201_337,
    resolution: request.resolution,
    priceMicroUsd: isFree ? 0 : price.known ? price.microUsd : null,
    priceSource: isFree ? 'free' : price.known ? price.source : null,
    file: `${shot.label}-take-${making.number}.mp4`,
    sha256: 'b'.repeat(64),
    bytes: 4_200_000,
    durationMs: Math.max(seconds, 1) * 1000,
    ...frameSize(document.aspect, request.resolution),
    plannedMs: Math.max(seconds, 1) * 1000,
    createdAt: making.createdAt,
  }
}
