import type { Draft } from 'immer'
import { assertNever } from '../errors.ts'
import { assetsOf, emptyTakeMark, markOf } from './board.ts'
import type { Command } from './commands.ts'
import { defaultFraming, recordOf, type BoardDocument, type Shot } from './document.ts'
import { setFields, unknown, withShot, type DraftDocument } from './drafting.ts'
import type { AssetId } from './ids.ts'
import type { Refusal } from './refusals.ts'

/** Commands on the library and on takes. */
export type LibraryCommand = Extract<Command, { type: `asset.${string}` | `take.${string}` }>

/** Carries out a command on the library or on takes. `document` is for searches, as in `changeShots`. */
export const changeLibrary = (
  draft: DraftDocument,
  command: LibraryCommand,
  document: BoardDocument,
): Refusal | undefined => {
  switch (command.type) {
    case 'asset.add':
      if (draft.assets[command.asset.id]) return { reason: 'exists', what: 'asset' }
      draft.assets[command.asset.id] = command.asset
      return undefined
    case 'asset.rename': {
      const asset = recordOf(draft.assets, command.assetId)
      if (!asset) return unknown('asset')
      asset.name = command.name
      return undefined
    }
    case 'asset.replace':
      return replaceAsset(draft, command, document)
    case 'asset.remove': {
      if (!recordOf(draft.assets, command.assetId)) return unknown('asset')
      const labels = Object.values(document.shots)
        .filter((shot) => assetsOf(shot).includes(command.assetId))
        .map((shot) => shot.label)
      if (labels.length > 0) return { reason: 'asset-in-use', labels }
      delete draft.assets[command.assetId]
      return undefined
    }

    case 'take.add':
      if (draft.takes[command.take.id]) return { reason: 'exists', what: 'take' }
      draft.takes[command.take.id] = command.take
      return undefined
    case 'take.circle':
      return withShot(draft, command.shotId, (shot) => {
        if (command.takeId !== null) {
          const take = recordOf(draft.takes, command.takeId)
          if (!take) return unknown('take')
          if (take.shotId !== command.shotId) return { reason: 'take-of-another-shot' }
          if (markOf(document, take.id).binned) return { reason: 'take-binned' }
        }
        shot.circledTakeId = command.takeId
        return undefined
      })
    case 'take.mark':
      return markTake(draft, command, document)
    default:
      return assertNever(command)
  }
}

/** A binned take stands for its shot no longer, and a take of which nothing is said has no mark. */
const markTake = (
  draft: DraftDocument,
  { takeId, name, note, binned }: Command & { type: 'take.mark' },
  document: BoardDocument,
): Refusal | undefined => {
  const take = recordOf(document.takes, takeId)
  if (!take) return unknown('take')
  const mark = draft.takeMarks[takeId] ?? { ...emptyTakeMark }
  setFields(mark, { name, note, binned })
  if (mark.name === '' && mark.note === '' && !mark.binned) delete draft.takeMarks[takeId]
  else draft.takeMarks[takeId] = mark
  if (mark.binned && recordOf(document.shots, take.shotId)?.circledTakeId === takeId)
    return withShot(draft, take.shotId, (shot) => {
      shot.circledTakeId = null
    })
  return undefined
}

const replaceAsset = (
  draft: DraftDocument,
  { assetId, byAssetId }: Command & { type: 'asset.replace' },
  document: BoardDocument,
): Refusal | undefined => {
  const old = recordOf(document.assets, assetId)
  const by = recordOf(document.assets, byAssetId)
  if (!old || !by) return unknown('asset')
  if (assetId === byAssetId) return undefined
  const sameShape = old.width * by.height === by.width * old.height
  for (const shot of Object.values(document.shots)) {
    const writable = assetsOf(shot).includes(assetId) && draft.shots[shot.id]
    if (writable) replaceWithin(writable, assetId, byAssetId, sameShape)
  }
  return undefined
}

// A framing is in fractions of its image, so that it fits another one of the same shape as it is.
const replaceWithin = (shot: Draft<Shot>, assetId: AssetId, byAssetId: AssetId, keepFraming: boolean) => {
  const framed = [...shot.frames.keyframes, ...(shot.image.picture ? [shot.image.picture] : [])]
  for (const use of framed) {
    if (use.assetId !== assetId) continue
    use.assetId = byAssetId
    if (!keepFraming) use.framing = { ...defaultFraming }
  }
  for (const element of shot.elements.items) if (element.assetId === assetId) element.assetId = byAssetId
}
