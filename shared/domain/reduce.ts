import { applyPatches, createDraft, enablePatches, finishDraft, type Patch } from 'immer'
import { assertNever } from '../errors.ts'
import type { Command } from './commands.ts'
import type { BoardDocument } from './document.ts'
import type { DraftDocument } from './drafting.ts'
import { changeIngredients } from './reduce-ingredients.ts'
import { changeLibrary } from './reduce-library.ts'
import { changeScenes } from './reduce-scenes.ts'
import { changeShots } from './reduce-shots.ts'
import type { Refusal } from './refusals.ts'

export { describeRefusal, type Refusal } from './refusals.ts'

// Immer keeps patches in an opt-in part; this only registers it.
enablePatches()

/** The next document with the patches that lead to it and back, or the refusal. */
export type Reduction =
  | {
      readonly ok: true
      readonly document: BoardDocument
      readonly patches: Patch[]
      readonly inverse: Patch[]
    }
  | { readonly ok: false; readonly refusal: Refusal }

/** Carries out one command. Pure: the document that is passed in stays as it was. */
export const reduce = (document: BoardDocument, command: Command): Reduction => reduceAll(document, [command])

/** Carries out commands one after the other, all of them or none. Pure as `reduce` is. */
export const reduceAll = (document: BoardDocument, commands: readonly Command[]): Reduction => {
  let current = document
  const patches: Patch[] = []
  const inverses: Patch[][] = []
  for (const run of runsOf(commands)) {
    const draft = createDraft(current)
    for (const command of run) {
      const refusal = carryOut(draft, command, current)
      if (refusal) return { ok: false, refusal }
    }
    current = finishDraft(draft, (forward, backward) => {
      patches.push(...forward)
      inverses.push(backward)
    })
  }
  return { ok: true, document: current, patches, inverse: inverses.toReversed().flat() }
}

/**
 * Commands in runs that share one draft, because copying the records of a large board for each of thousands takes
 * minutes. Only such commands may follow another one in a draft as neither search the document, which is behind by
 * then, nor write to what an earlier one put in, which is not the draft's own.
 */
const runsOf = (commands: readonly Command[]): Command[][] => {
  const runs: Command[][] = []
  let isOpen = false
  for (const command of commands) {
    const shares = sharesDraft(command)
    const last = runs.at(-1)
    if (last && isOpen && shares) last.push(command)
    else runs.push([command])
    isOpen = shares
  }
  return runs
}

const sharesDraft = (command: Command): boolean => {
  switch (command.type) {
    case 'shot.edit':
      return command.fields.label === undefined
    case 'shots.edit':
    case 'project.edit':
    case 'template.edit':
    case 'scene.edit':
    case 'gap.edit':
    case 'gap.roll':
    case 'elements.edit':
    case 'image.edit':
    case 'text.edit':
      return true
    default:
      return false
  }
}

/** Applies patches that `reduce` produced for this very document. */
export const patchDocument = (document: BoardDocument, patches: readonly Patch[]): BoardDocument =>
  applyPatches(document, patches)

const carryOut = (draft: DraftDocument, command: Command, document: BoardDocument): Refusal | undefined => {
  switch (command.type) {
    case 'project.edit':
    case 'template.edit':
    case 'scene.add':
    case 'scene.edit':
    case 'scene.move':
    case 'scene.remove':
    case 'scene.split':
    case 'scene.merge':
      return changeScenes(draft, command)
    case 'shot.add':
    case 'shot.edit':
    case 'shot.move':
    case 'shot.remove':
    case 'shots.add':
    case 'shots.edit':
    case 'shots.move':
    case 'shots.remove':
    case 'shots.relabel':
      return changeShots(draft, command, document)
    case 'keyframe.insert':
    case 'keyframe.edit':
    case 'keyframe.move':
    case 'keyframe.remove':
    case 'gap.edit':
    case 'gap.roll':
    case 'frames.set':
    case 'element.insert':
    case 'element.edit':
    case 'element.move':
    case 'element.remove':
    case 'elements.set':
    case 'elements.edit':
    case 'image.setPicture':
    case 'image.edit':
    case 'text.edit':
      return changeIngredients(draft, command)
    case 'asset.add':
    case 'asset.rename':
    case 'asset.replace':
    case 'asset.remove':
    case 'take.add':
    case 'take.circle':
    case 'take.mark':
      return changeLibrary(draft, command, document)
    default:
      return assertNever(command)
  }
}
