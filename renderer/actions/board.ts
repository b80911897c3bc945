import { shotStatuses } from '../../shared/domain/document.ts'
import {
  areLocked,
  beginField,
  duplicateSelected,
  lockSelected,
  markSelected,
  newShot,
  nudgeSelected,
  removeSelected,
  renderSelected,
  renumber,
  selectAllShots,
} from '../board/board-deeds.ts'
import { mayActOn } from '../board/board-areas.ts'
import { copySelected, pasteShots } from '../board/clipboard.ts'
import { canMerge, canSplit, mergeScene, newScene, splitScene } from '../board/scene-deeds.ts'
import { shotOrder } from '../state/board-order.ts'
import { boardStore } from '../state/open-board.ts'
import { session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

/** What can be done to shots and scenes. */

const { actions: words, group } = strings.board

const isOpen = () => boardStore.getState() !== null && session().screen === 'editor'
const canEdit = () => isOpen() && boardStore.getState()?.access.kind === 'write'
const hasShots = () => {
  const open = boardStore.getState()
  return isOpen() && open !== null && shotOrder(open.document).length > 0
}
const isSelected = () => isOpen() && session().selectedShotIds.length > 0
/** Keys that mean something else in a field of the inspector or on the timeline. */
const onBoard = () => isSelected() && mayActOn('board')
const canEditHere = () => onBoard() && canEdit()

export const boardActions: readonly Action[] = [
  { id: 'board.newShot', title: words.newShot, keys: ['N'], group, when: canEdit, run: () => newShot() },
  { id: 'board.newScene', title: words.newScene, keys: ['Shift+N'], group, when: canEdit, run: newScene },
  {
    id: 'board.duplicate',
    title: words.duplicate,
    keys: ['Mod+D'],
    group,
    when: canEditHere,
    run: duplicateSelected,
    alsoKnownAs: ['copy'],
  },
  {
    id: 'board.remove',
    title: words.remove,
    keys: ['Delete', 'Backspace'],
    group,
    when: canEditHere,
    run: removeSelected,
    alsoKnownAs: ['delete', 'remove'],
  },
  {
    id: 'board.rename',
    title: words.rename,
    keys: ['F2'],
    group,
    when: canEditHere,
    run: () => beginField('title'),
    alsoKnownAs: ['title'],
  },
  {
    id: 'board.editLabel',
    title: words.editLabel,
    keys: ['Shift+F2'],
    group,
    when: canEditHere,
    run: () => beginField('label'),
  },
  {
    id: 'board.lockLabel',
    title: () => (isSelected() && areLocked() ? words.unlockLabel : words.lockLabel),
    keys: [],
    group,
    when: canEditHere,
    run: lockSelected,
  },
  {
    id: 'board.renumber',
    title: words.renumber,
    keys: [],
    group,
    when: () => hasShots() && canEdit(),
    run: renumber,
  },
  {
    id: 'board.splitScene',
    title: words.splitScene,
    keys: [],
    group,
    when: () => canEdit() && canSplit(),
    run: splitScene,
  },
  {
    id: 'board.mergeScene',
    title: words.mergeScene,
    keys: [],
    group,
    when: () => canEdit() && canMerge(),
    run: () => mergeScene(),
  },
  {
    id: 'board.moveEarlier',
    title: words.moveEarlier,
    keys: ['Alt+ArrowLeft'],
    group,
    when: canEditHere,
    run: () => nudgeSelected(-1),
  },
  {
    id: 'board.moveLater',
    title: words.moveLater,
    keys: ['Alt+ArrowRight'],
    group,
    when: canEditHere,
    run: () => nudgeSelected(1),
  },
  {
    id: 'board.selectAll',
    title: words.selectAll,
    keys: ['Mod+A'],
    group,
    when: () => hasShots() && mayActOn('board'),
    run: selectAllShots,
  },
  {
    id: 'board.copy',
    title: words.copy,
    keys: ['Mod+C'],
    group,
    when: onBoard,
    run: () => copySelected(false),
  },
  {
    id: 'board.cut',
    title: words.cut,
    keys: ['Mod+X'],
    group,
    when: canEditHere,
    run: () => copySelected(true),
  },
  // Without keys: what Ctrl+V pastes is decided by what is in the clipboard.
  {
    id: 'board.paste',
    title: words.paste,
    keys: [],
    group,
    when: () => canEdit() && session().clipboard !== null,
    run: pasteShots,
  },
  {
    id: 'board.render',
    title: () => words.render(session().selectedShotIds.length),
    keys: [],
    group,
    when: isSelected,
    run: () => renderSelected('final'),
  },
  {
    id: 'board.draft',
    title: () => words.draft(session().selectedShotIds.length),
    keys: [],
    group,
    when: isSelected,
    run: () => renderSelected('draft'),
  },
  ...shotStatuses.map((status, at): Action => ({
    id: `board.mark.${status}`,
    title: words.mark(status),
    keys: [`Alt+${at + 1}`],
    group,
    when: () => isSelected() && canEdit(),
    run: () => markSelected(status),
    alsoKnownAs: ['status'],
  })),
]
