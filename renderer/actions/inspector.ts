import { recordOf, type Shot } from '../../shared/domain/document.ts'
import { resolutions } from '../../shared/domain/endpoints.ts'
import { drawSeed } from '../inspector/draw-seed.ts'
import { setSectionOpen } from '../inspector/open-sections.ts'
import { editShots } from '../inspector/shot-edits.ts'
import { boardStore } from '../state/open-board.ts'
import { session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

const words = strings.inspector.actions
const { steps, settings } = strings.inspector
const { group } = words

/** The shots that the inspector changes. */
const chosen = (): readonly Shot[] => {
  const { screen, selectedShotIds, currentShotId } = session()
  const open = boardStore.getState()
  if (screen !== 'editor' || open?.access.kind !== 'write') return []
  const ids = selectedShotIds.length > 1 || currentShotId === null ? selectedShotIds : [currentShotId]
  return ids.flatMap((id) => recordOf(open.document.shots, id) ?? [])
}

const hasShots = () => chosen().length > 0

/** Puts the focus on something in the prompt section, which is unfolded for it. */
const reach = (selector: string, act: (element: HTMLElement) => void) => ({
  when: hasShots,
  run: () => {
    setSectionOpen('prompt', true)
    requestAnimationFrame(() => {
      const element = document.querySelector<HTMLElement>(`[data-inspector] ${selector}`)
      if (!element) return
      element.scrollIntoView({ block: 'nearest' })
      act(element)
    })
  },
})

export const inspectorActions: readonly Action[] = [
  {
    id: 'shot.describe',
    title: words.describe,
    keys: ['D'],
    group,
    alsoKnownAs: ['prompt'],
    ...reach('[data-field="description"]', (element) => element.focus()),
  },
  {
    id: 'shot.cameras',
    title: words.cameras,
    keys: [],
    group,
    ...reach('[data-presets="cameras"]', (element) => element.click()),
  },
  {
    id: 'shot.styles',
    title: words.styles,
    keys: [],
    group,
    ...reach('[data-presets="styles"]', (element) => element.click()),
  },
  {
    id: 'shot.shuffleSeed',
    title: words.shuffleSeed,
    keys: [],
    group,
    when: hasShots,
    run: () => {
      editShots(chosen(), { seed: drawSeed() }, steps.setting(settings.seed))
    },
  },
  {
    id: 'shot.freeSeed',
    title: words.freeSeed,
    keys: [],
    group,
    when: () => chosen().some(({ seed }) => seed !== null),
    run: () => {
      editShots(chosen(), { seed: null }, steps.setting(settings.seed))
    },
  },
  ...resolutions.map((resolution): Action => ({
    id: `shot.resolution.${resolution}`,
    title: words.resolution(resolution),
    keys: [],
    group,
    when: () => chosen().some((shot) => shot.resolution !== resolution),
    run: () => {
      editShots(chosen(), { resolution }, steps.setting(settings.resolution))
    },
  })),
]
