import { shotStatuses } from '../../shared/domain/document.ts'
import { models, resolutions } from '../../shared/domain/endpoints.ts'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { board } from '../state/board.ts'
import { session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import {
  markSelected,
  moveToScene,
  selectedShots,
  setModelOfSelected,
  setResolutionOfSelected,
} from './board-deeds.ts'

const { actions } = strings.board

/** What can be done to the selected shots, or to the board where none is selected. */
export const boardMenu = (): readonly MenuEntry[] =>
  session().selectedShotIds.length === 0
    ? ['board.newShot', 'board.newScene', 'board.paste', separator, 'board.selectAll', 'board.renumber']
    : [
        'board.render',
        'board.draft',
        separator,
        statusMenu(),
        resolutionMenu(),
        ...modelMenu(),
        sceneMenu(),
        separator,
        'board.newShot',
        'board.duplicate',
        'board.cut',
        'board.copy',
        'board.paste',
        separator,
        'board.rename',
        'board.editLabel',
        'board.lockLabel',
        'board.splitScene',
        separator,
        'board.remove',
      ]

const statusMenu = (): MenuEntry => {
  const shots = selectedShots()
  return {
    kind: 'menu',
    label: actions.status,
    items: shotStatuses.map((status) => ({
      kind: 'item',
      label: strings.board.statuses[status],
      checked: shots.every((shot) => shot.status === status),
      run: () => markSelected(status),
    })),
  }
}

const resolutionMenu = (): MenuEntry => {
  const shots = selectedShots()
  return {
    kind: 'menu',
    label: actions.resolution,
    items: resolutions.map((resolution) => ({
      kind: 'item',
      label: resolution,
      checked: shots.every((shot) => shot.resolution === resolution),
      run: () => setResolutionOfSelected(resolution),
    })),
  }
}

/** Only image and text shots have a choice of models. */
const modelMenu = (): readonly MenuEntry[] => {
  const shots = selectedShots().filter(({ mode }) => mode === 'image' || mode === 'text')
  if (shots.length === 0) return []
  return [
    {
      kind: 'menu',
      label: actions.model,
      items: models.map((model) => ({
        kind: 'item',
        label: strings.board.models[model],
        checked: shots.every((shot) => (shot.mode === 'image' ? shot.image : shot.text).model === model),
        run: () => setModelOfSelected(model),
      })),
    },
  ]
}

const sceneMenu = (): MenuEntry => {
  const { document } = board()
  return {
    kind: 'menu',
    label: actions.moveToScene,
    items: document.sceneIds.map((sceneId, at) => ({
      kind: 'item',
      label: strings.board.scene.name(at + 1, document.scenes[sceneId]?.title ?? ''),
      run: () => moveToScene(sceneId),
    })),
  }
}
