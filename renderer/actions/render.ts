import type { ShotId } from '../../shared/domain/ids.ts'
import { estimateOf } from '../../shared/domain/estimate.ts'
import { openRenderDialog, renderMissing, renderShots, type How } from '../render/deeds.ts'
import { app } from '../state/app.ts'
import { boardStore } from '../state/open-board.ts'
import { session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

const words = strings.render.actions
const { group } = words

/** The shots that are to be rendered: those that are selected, else the one that is shown. */
const chosen = (): readonly ShotId[] => {
  const { screen, selectedShotIds, currentShotId } = session()
  const open = boardStore.getState()
  if (screen !== 'editor' || open?.access.kind !== 'write') return []
  return selectedShotIds.length > 1 || currentShotId === null ? selectedShotIds : [currentShotId]
}

const canRender = ({ quality, engine }: How): boolean => {
  const shotIds = chosen()
  const open = boardStore.getState()
  if (!open || shotIds.length === 0) return false
  // Of many, the dialog says which of them are ready.
  if (shotIds.length > 1) return true
  const { prices, engine: usual } = app()
  return estimateOf(open.document, shotIds, { quality, engine: engine ?? usual, prices }).plans.length > 0
}

const renders = (how: How) => ({
  when: () => canRender(how),
  run: () => renderShots(chosen(), how),
})

export const renderActions: readonly Action[] = [
  {
    id: 'render.shot',
    title: words.final,
    keys: ['Mod+Enter'],
    group,
    alsoKnownAs: ['final', 'take'],
    ...renders({ quality: 'final' }),
  },
  {
    id: 'render.draft',
    title: words.draft,
    keys: ['Mod+Shift+Enter'],
    group,
    ...renders({ quality: 'draft' }),
  },
  {
    id: 'render.another',
    title: words.another,
    keys: ['Alt+Enter'],
    group,
    alsoKnownAs: ['again', 'retake'],
    ...renders({ quality: 'final', another: true }),
  },
  {
    id: 'render.rehearse',
    title: words.rehearse,
    keys: ['Alt+R'],
    group,
    ...renders({ quality: 'final', engine: 'rehearsal' }),
  },
  {
    id: 'render.open',
    title: words.open,
    keys: [],
    group,
    when: () => chosen().length > 0,
    run: () => openRenderDialog(chosen(), 'final'),
    alsoKnownAs: ['price', 'cost', 'selection'],
  },
  {
    id: 'render.missing',
    title: words.missing,
    keys: [],
    group,
    when: () => session().screen === 'editor' && boardStore.getState()?.access.kind === 'write',
    run: renderMissing,
    alsoKnownAs: ['all', 'stale', 'batch'],
  },
]
