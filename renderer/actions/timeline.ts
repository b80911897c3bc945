import type { Shot } from '../../shared/domain/document.ts'
import { shotModes } from '../../shared/domain/endpoints.ts'
import { announce } from '../a11y/announce.ts'
import { boardStore, edit } from '../state/open-board.ts'
import { currentShot, session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { EdgeMode } from '../timeline/gap-drag.ts'
import {
  duplicateOnTrack,
  moveElementTo,
  nudgeKeyframe,
  removeElement,
  removeFromTrack,
  setGap,
  setMode,
  setPicture,
  startNextShot,
} from '../timeline/track-edits.ts'
import { openField } from '../timeline/track-ui.ts'
import type { Action } from './action.ts'

/** What can be done to what is selected in the shot timeline. */

const { actions: words } = strings.timeline

interface Chosen {
  readonly shot: Shot
  readonly index: number
}

/** Whether keys are meant for the timeline: in other areas of the window some of them (Delete, F) mean something else. */
const isHere = (): boolean => (document.activeElement?.closest('[data-timeline]') ?? null) !== null

const onTimeline = (action: Action): Action => ({ ...action, isHere })

const chosen = (kind: 'keyframe' | 'gap' | 'element'): Chosen | null => {
  const { slot } = session()
  if (slot?.kind !== kind || !boardStore.getState()) return null
  const shot = currentShot()
  if (!shot || (kind === 'element' ? shot.mode !== 'elements' : shot.mode !== 'frames')) return null
  const count = {
    keyframe: shot.frames.keyframes.length,
    gap: shot.frames.gaps.length,
    element: shot.elements.items.length,
  }[kind]
  return slot.index < count ? { shot, index: slot.index } : null
}

const shotWithPicture = (): Shot | null => {
  const shot = boardStore.getState() ? currentShot() : null
  return shot?.mode === 'image' && shot.image.picture ? shot : null
}

/** Does it to what is chosen, and announces what came of it. */
const on = (kind: 'keyframe' | 'gap' | 'element', run: (chosen: Chosen) => string | void) => ({
  when: () => chosen(kind) !== null,
  run: () => {
    const of = chosen(kind)
    const said = of && run(of)
    if (said) announce(said)
  },
})

const resize = (by: number, mode: EdgeMode) =>
  on('gap', ({ shot, index }) => setGap(shot, index, (shot.frames.gaps[index]?.seconds ?? 0) + by, mode))

const group = words.group

const gapActions: readonly Action[] = [
  {
    id: 'timeline.longer',
    title: words.longer,
    keys: ['Plus', '=', 'Alt+ArrowRight', 'ArrowUp'],
    group,
    ...resize(1, 'ripple'),
  },
  {
    id: 'timeline.shorter',
    title: words.shorter,
    keys: ['-', 'Alt+ArrowLeft', 'ArrowDown'],
    group,
    ...resize(-1, 'ripple'),
  },
  {
    id: 'timeline.rollLonger',
    title: words.rollLonger,
    keys: ['Alt+Shift+ArrowRight'],
    group,
    ...resize(1, 'roll'),
  },
  {
    id: 'timeline.rollShorter',
    title: words.rollShorter,
    keys: ['Alt+Shift+ArrowLeft'],
    group,
    ...resize(-1, 'roll'),
  },
  {
    id: 'timeline.setSeconds',
    title: words.setSeconds,
    keys: ['Enter'],
    group,
    ...on('gap', ({ shot, index }) => openField({ shotId: shot.id, gap: index, field: 'seconds' })),
  },
  {
    id: 'timeline.prompt',
    title: words.prompt,
    keys: ['P'],
    group,
    ...on('gap', ({ shot, index }) => openField({ shotId: shot.id, gap: index, field: 'prompt' })),
  },
  {
    id: 'timeline.clearPrompt',
    title: words.clearPrompt,
    keys: [],
    group,
    when: () => {
      const of = chosen('gap')
      return of !== null && of.shot.frames.gaps[of.index]?.prompt !== ''
    },
    run: () => {
      const of = chosen('gap')
      if (of)
        edit(
          { type: 'gap.edit', shotId: of.shot.id, index: of.index, prompt: '' },
          strings.timeline.steps.gapPrompt,
        )
    },
  },
  {
    id: 'timeline.splitGap',
    title: words.split,
    keys: [],
    group,
    ...on('gap', ({ shot, index }) => duplicateOnTrack(shot, index)),
  },
]

const keyframeActions: readonly Action[] = [
  {
    id: 'timeline.duplicate',
    title: words.duplicate,
    keys: [],
    group,
    ...on('keyframe', ({ shot, index }) => duplicateOnTrack(shot, index)),
  },
  {
    id: 'timeline.nextShot',
    title: words.next,
    keys: [],
    group,
    ...on('keyframe', ({ shot, index }) => startNextShot(shot.id, [], index)),
  },
]

const nudge = (by: 1 | -1) => ({
  when: () => chosen('keyframe') !== null || chosen('element') !== null,
  run: () => {
    const keyframe = chosen('keyframe')
    if (keyframe) announce(nudgeKeyframe(keyframe.shot, keyframe.index, by))
    const element = chosen('element')
    if (element) announce(moveElementTo(element.shot.id, element.index, element.index + by))
  },
})

const sharedActions: readonly Action[] = [
  { id: 'timeline.earlier', title: words.earlier, keys: ['Alt+ArrowLeft'], group, ...nudge(-1) },
  { id: 'timeline.later', title: words.later, keys: ['Alt+ArrowRight'], group, ...nudge(1) },
  {
    id: 'timeline.frame',
    title: words.frame,
    keys: ['F'],
    group,
    when: () => chosen('keyframe') !== null || shotWithPicture() !== null,
    run: () => {
      const keyframe = chosen('keyframe')
      const shot = keyframe?.shot ?? shotWithPicture()
      if (!shot) return
      setSession({
        dialog: {
          kind: 'crop',
          shotId: shot.id,
          slot: keyframe ? { kind: 'keyframe', index: keyframe.index } : { kind: 'picture' },
        },
      })
    },
  },
  {
    id: 'timeline.remove',
    title: words.remove,
    keys: ['Delete', 'Backspace'],
    group,
    when: () => chosen('keyframe') !== null || chosen('element') !== null,
    run: () => {
      const keyframe = chosen('keyframe')
      if (keyframe) announce(removeFromTrack(keyframe.shot, keyframe.index))
      const element = chosen('element')
      if (element) announce(removeElement(element.shot, element.index))
    },
  },
  {
    id: 'timeline.removePicture',
    title: words.remove,
    keys: [],
    group,
    hidden: true,
    when: () => shotWithPicture() !== null,
    run: () => {
      const shot = shotWithPicture()
      if (shot) announce(setPicture(shot.id, null))
    },
  },
]

const modeActions = shotModes.map((mode): Action => ({
  id: `timeline.mode.${mode}`,
  title: words.mode(strings.timeline.modes[mode]),
  keys: [],
  group,
  when: () => boardStore.getState() !== null && currentShot() !== null,
  run: () => {
    const shot = currentShot()
    if (shot) setMode(shot, mode)
  },
}))

export const timelineActions: readonly Action[] = [
  ...[...gapActions, ...keyframeActions, ...sharedActions].map(onTimeline),
  ...modeActions,
]
