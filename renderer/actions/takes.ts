import { recordOf, type Take } from '../../shared/domain/document.ts'
import { takesOfShot } from '../state/board-order.ts'
import { board, boardStore } from '../state/open-board.ts'
import { app } from '../state/app.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { shownTake, takeBeside } from '../takes/shown-take.ts'
import {
  applySettings,
  binTake,
  circleTake,
  compareTakes,
  keepSeed,
  nextShotTarget,
  placeLastFrame,
  revealTake,
  showTake,
} from '../takes/take-deeds.ts'
import { openMarks } from '../takes/take-ui.ts'
import type { Action } from './action.ts'

const words = strings.takes.actions
const { group } = words

/** The take that is meant: the one that has the focus in the list, else the one that the viewer shows. */
const meant = (): Take | undefined => {
  const open = boardStore.getState()
  if (session().screen !== 'editor' || !open) return undefined
  return focused() ?? shownTake()
}

/** The take whose line has the focus. */
const focused = (): Take | undefined => {
  const row = document.activeElement?.closest('[data-takes] li')
  const id = row?.querySelector<HTMLElement>('[data-take]')?.dataset['take']
  return id === undefined ? undefined : recordOf(board().document.takes, id as Take['id'])
}

const on = (run: (take: Take) => void, isMeant: (take: Take) => boolean = () => true) => ({
  when: () => {
    const take = meant()
    return take !== undefined && isMeant(take)
  },
  run: () => {
    const take = meant()
    if (take) run(take)
  },
})

/** In the list alone: elsewhere these keys mean something else. */
const inList = (run: (take: Take) => void) => ({
  when: () => boardStore.getState() !== null && focused() !== undefined,
  run: () => {
    const take = focused()
    if (take) run(take)
  },
})

const hasClip = (take: Take) => !board().missingClips.has(take.file)

const compareMeant = (): void => {
  if (session().compareTakeIds) {
    setSession({ compareTakeIds: null })
    return
  }
  const take = meant()
  const other = take && rivalOf(take)
  if (take && other) compareTakes(other, take)
}

/** What a take is compared with: the circled one, else the one before it, else the one after it. */
const rivalOf = (take: Take): Take | undefined => {
  const { document } = board()
  const circled = recordOf(document.shots, take.shotId)?.circledTakeId ?? null
  const others = takesOfShot(document, take.shotId).filter(({ id }) => id !== take.id)
  return (
    others.find(({ id }) => id === circled) ?? takeBeside(document, take, -1) ?? takeBeside(document, take, 1)
  )
}

const step = (by: number) => {
  const next = () => {
    const take = meant()
    return take && takeBeside(board().document, take, by)
  }
  return {
    when: () => next() !== undefined,
    run: () => {
      const take = next()
      if (take) showTake(take)
    },
  }
}

export const takesActions: readonly Action[] = [
  {
    id: 'takes.circle',
    title: () => {
      const take = meant()
      const isCircled = take && recordOf(board().document.shots, take.shotId)?.circledTakeId === take.id
      return isCircled ? words.uncircle : words.circle
    },
    keys: ['C'],
    group,
    alsoKnownAs: ['choose', 'select take'],
    ...on(circleTake),
  },
  {
    id: 'takes.compare',
    title: () => (session().compareTakeIds ? words.endCompare : words.compare),
    keys: ['Shift+C'],
    group,
    alsoKnownAs: ['side by side'],
    when: () => {
      const take = meant()
      return session().compareTakeIds !== null || (take !== undefined && rivalOf(take) !== undefined)
    },
    run: compareMeant,
  },
  { id: 'takes.next', title: words.next, keys: ['Alt+PageUp'], group, ...step(1) },
  { id: 'takes.previous', title: words.previous, keys: ['Alt+PageDown'], group, ...step(-1) },
  { id: 'takes.rename', title: words.rename, keys: ['F2'], group, ...inList(({ id }) => openMarks(id)) },
  { id: 'takes.marks', title: words.marks, keys: [], group, ...on(({ id }) => openMarks(id)) },
  {
    id: 'takes.settings',
    title: words.settings,
    keys: [],
    group,
    ...on(applySettings, ({ request }) => request !== null),
  },
  { id: 'takes.seed', title: words.seed, keys: [], group, ...on(keepSeed) },
  {
    id: 'takes.lastFrameNext',
    title: words.lastFrameNext,
    keys: [],
    group,
    alsoKnownAs: ['continue'],
    ...on((take) => placeLastFrame(take, nextShotTarget(take)), hasClip),
  },
  {
    id: 'takes.lastFrameHere',
    title: words.lastFrameHere,
    keys: [],
    group,
    ...on((take) => placeLastFrame(take, { kind: 'shot', shotId: take.shotId }), hasClip),
  },
  {
    id: 'takes.reveal',
    title: words.reveal,
    keys: [],
    group,
    ...on(revealTake, (take) => app().abilities.reveal && hasClip(take)),
  },
  { id: 'takes.bin', title: words.bin, keys: ['Delete', 'Backspace'], group, ...inList(binTake) },
]
