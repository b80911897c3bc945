import { emptyPromptParts } from './board.ts'
import type { UserCommand } from './commands.ts'
import { defaultFraming, recordOf, type BoardDocument, type Shot, type Take } from './document.ts'
import { aspects, frameSize, models, endpointFor, type Aspect } from './endpoints.ts'
import type { AssetId, IdSource } from './ids.ts'
import { composePrompt } from './prompt.ts'
import type { PlannedImage, PlannedRequest } from './request.ts'
import { cleanPrompt } from './text.ts'

/** What gives a shot the settings that a take was made from: commands for one step of undo. */
export interface TakeSettings {
  readonly commands: readonly UserCommand[]
  /** Images of the take that are not in the library any more; the shot keeps those that it has. */
  readonly missing: readonly AssetId[]
}

/**
 * The settings of a take, its seed included, for its shot. Words that come from the board's template stay with the
 * template. A draft has no say in the model and resolution of the final. Null where the take does not remember its
 * request.
 */
export const settingsOfTake = (
  document: BoardDocument,
  shot: Shot,
  take: Take,
  slot: IdSource['slot'],
): TakeSettings | null => {
  const { request } = take
  if (!request) return null
  const missing = request.images
    .map((image) => image.assetId)
    .filter((assetId) => !recordOf(document.assets, assetId))
  const aspect = aspectOfRequest(request)
  const fields: UserCommand & { type: 'shot.edit' } = {
    type: 'shot.edit',
    shotId: shot.id,
    fields: {
      mode: request.kind,
      seed: take.seed,
      negativePrompt: request.negativePrompt,
      ...wordsFor(document, shot, request),
      ...(take.quality === 'final' && { resolution: request.resolution }),
      ...(aspect && { aspect: aspect === document.aspect ? null : aspect }),
    },
  }
  const images = missing.length > 0 ? [] : imageCommands(document, shot, request, slot)
  return { commands: [fields, ...images, ...optionCommands(shot, take, request)], missing }
}

/** Nothing where the shot says the same already; else the take's words as the description. */
const wordsFor = (document: BoardDocument, shot: Shot, request: PlannedRequest) =>
  composePrompt(document, shot) === request.prompt
    ? {}
    : {
        prompt: withoutTemplate(document, request.prompt),
        promptParts: emptyPromptParts,
        motion: null,
      }

/** A prompt without the board's blocks, which are added whenever it is composed. */
const withoutTemplate = (document: BoardDocument, prompt: string): string => {
  const { camera, style, quality, safety } = document.template
  let words = prompt
  for (const block of [safety, quality, style, camera].map(cleanPrompt)) {
    const at = block === '' ? -1 : words.lastIndexOf(block)
    if (at < 0) continue
    const before = words.slice(0, at).replace(/[,.] $/, '')
    const after = words.slice(at + block.length)
    words = before === '' ? after.replace(/^[,. ]+/, '') : before + after
  }
  return words
}

const aspectOfRequest = (request: PlannedRequest): Aspect | undefined => {
  if ('aspect' in request) return request.aspect
  const preparation = request.images[0]?.preparation
  if (preparation?.kind !== 'framed') return undefined
  const { width, height } = preparation.size
  return aspects.find((aspect) => {
    const size = frameSize(aspect, '1080p')
    return size.width === width && size.height === height
  })
}

const framingOf = ({ preparation }: PlannedImage) =>
  preparation.kind === 'framed' ? preparation.framing : defaultFraming

const imageCommands = (
  document: BoardDocument,
  shot: Shot,
  request: PlannedRequest,
  slot: IdSource['slot'],
): UserCommand[] => {
  const shotId = shot.id
  switch (request.kind) {
    case 'frames':
      return [
        {
          type: 'frames.set',
          shotId,
          keyframes: request.images.map((image) => ({
            id: slot(),
            assetId: image.assetId,
            framing: framingOf(image),
          })),
          gaps: request.gaps.map(({ seconds, prompt }) => ({
            seconds,
            prompt: prompt === request.prompt ? '' : withoutTemplate(document, prompt),
          })),
        },
      ]
    case 'elements': {
      const items = request.images.flatMap(({ assetId }, at) => {
        const role = request.roles[at]
        return role ? [{ id: slot(), assetId, role }] : []
      })
      return [{ type: 'elements.set', shotId, items }]
    }
    case 'image': {
      const [image] = request.images
      const picture = { assetId: image.assetId, framing: framingOf(image) }
      return [{ type: 'image.setPicture', shotId, picture }]
    }
    case 'text':
      return []
  }
}

const optionCommands = (shot: Shot, take: Take, request: PlannedRequest): UserCommand[] => {
  const shotId = shot.id
  switch (request.kind) {
    case 'frames':
      return []
    case 'elements':
      return [
        {
          type: 'elements.edit',
          shotId,
          ingredientsMode: request.ingredientsMode,
          seconds: request.seconds,
        },
      ]
    case 'image':
    case 'text': {
      const model = models.find((one) => endpointFor(request.kind, one) === request.endpoint)
      const type = request.kind === 'image' ? 'image.edit' : 'text.edit'
      return [{ type, shotId, seconds: request.seconds, ...(take.quality === 'final' && model && { model }) }]
    }
  }
}
