import type { LucideIcon } from 'lucide-react'
import { ArrowDown, ArrowUp, Merge, PenLine, Plus, SquareDashedMousePointer, Trash2 } from 'lucide-react'
import { recordOf } from '../../shared/domain/document.ts'
import type { SceneId } from '../../shared/domain/ids.ts'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { board } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { newShot } from './board-deeds.ts'
import { setBoardUi } from './board-ui.ts'
import { mergeScene, moveScene, removeScene, selectScene } from './scene-deeds.ts'

const words = strings.board.scene
const { actions } = strings.board

const item = (label: string, icon: LucideIcon, run: () => void, disabled = false) =>
  ({ kind: 'item', label, run, disabled, icon }) as const

/** What can be done to a scene: the one of this number, of `count`. */
export const sceneMenu = (sceneId: SceneId, number: number, count: number): readonly MenuEntry[] => {
  const shots = recordOf(board().document.scenes, sceneId)?.shotIds.length ?? 0
  return [
    item(words.rename, PenLine, () => setBoardUi({ field: { kind: 'scene', sceneId } })),
    item(actions.newShot, Plus, () => newShot({ sceneId, index: shots })),
    item(words.selectAll, SquareDashedMousePointer, () => selectScene(sceneId), shots === 0),
    separator,
    item(words.moveUp, ArrowUp, () => moveScene(sceneId, -1), number === 1),
    item(words.moveDown, ArrowDown, () => moveScene(sceneId, 1), number === count),
    item(actions.mergeScene, Merge, () => mergeScene(sceneId), number === 1),
    'board.newScene',
    separator,
    {
      ...item(
        shots === 0 ? words.removeEmpty : words.remove,
        Trash2,
        () => removeScene(sceneId),
        count === 1,
      ),
      danger: true,
    },
  ]
}
