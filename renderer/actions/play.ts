import { board, boardStore } from '../state/open-board.ts'
import { selectShots, session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { shotBeside } from '../viewer/subject.ts'
import { command, setLook, transport, viewerStore } from '../viewer/transport-store.ts'
import type { TransportCommand } from '../viewer/transport.ts'
import type { Action } from './action.ts'

const words = strings.viewer.actions
const { group } = words

const isOpen = () => session().screen === 'editor' && boardStore.getState() !== null
const canPlay = () => isOpen() && transport().frames > 1
const does = (given: TransportCommand) => () => command(given)
const look = () => viewerStore.getState().look

const selectBeside = (by: number) => {
  const shot = shotBeside(board().document, session().currentShotId, by)
  if (shot) selectShots([shot.id])
}
const hasBeside = (by: number) =>
  isOpen() && shotBeside(board().document, session().currentShotId, by) !== null

/** What the viewer can do. Single keys are off while typing in a field. */
export const playActions: readonly Action[] = [
  {
    id: 'play.toggle',
    title: () => (transport().speed === 0 ? words.play : words.pause),
    keys: ['Space'],
    group,
    when: canPlay,
    run: does({ type: 'toggle' }),
  },
  { id: 'play.back', title: words.back, keys: ['J'], group, when: canPlay, run: does({ type: 'back' }) },
  { id: 'play.stop', title: words.stop, keys: ['K'], group, when: canPlay, run: does({ type: 'stop' }) },
  {
    id: 'play.forward',
    title: words.forward,
    keys: ['L'],
    group,
    when: canPlay,
    run: does({ type: 'forward' }),
  },
  {
    id: 'play.stepBack',
    title: words.stepBack,
    keys: [','],
    group,
    when: canPlay,
    run: does({ type: 'step', by: -1 }),
  },
  {
    id: 'play.stepForward',
    title: words.stepForward,
    keys: ['.'],
    group,
    when: canPlay,
    run: does({ type: 'step', by: 1 }),
  },
  {
    id: 'play.first',
    title: words.first,
    keys: ['Home'],
    group,
    when: canPlay,
    run: does({ type: 'goTo', frame: 0 }),
  },
  {
    id: 'play.last',
    title: words.last,
    keys: ['End'],
    group,
    when: canPlay,
    run: () => command({ type: 'goTo', frame: transport().frames - 1 }),
  },
  { id: 'play.in', title: words.in, keys: ['I'], group, when: canPlay, run: does({ type: 'setIn' }) },
  { id: 'play.out', title: words.out, keys: ['O'], group, when: canPlay, run: does({ type: 'setOut' }) },
  {
    id: 'play.clearRange',
    title: words.clearRange,
    keys: ['Alt+X'],
    group,
    when: () => canPlay() && (transport().inFrame !== null || transport().outFrame !== null),
    run: does({ type: 'clearRange' }),
  },
  {
    id: 'play.loop',
    title: words.loop,
    keys: ['Shift+L'],
    group,
    when: isOpen,
    run: () => command({ type: 'setLoop', loop: !transport().loop }),
    alsoKnownAs: ['repeat'],
  },
  {
    id: 'play.mute',
    title: () => (look().muted ? words.unmute : words.mute),
    keys: ['M'],
    group,
    when: isOpen,
    run: () => setLook({ muted: !look().muted }),
    alsoKnownAs: ['volume'],
  },
  {
    id: 'play.safeAreas',
    title: words.safeAreas,
    keys: ['Shift+S'],
    group,
    when: isOpen,
    run: () => setLook({ safeAreas: !look().safeAreas }),
    alsoKnownAs: ['title safe', 'action safe', 'guides'],
  },
  {
    id: 'play.fullScreen',
    title: () => (look().full ? words.leaveFullScreen : words.fullScreen),
    keys: ['F'],
    group,
    when: isOpen,
    run: () => setLook({ full: !look().full }),
  },
  {
    id: 'play.nextShot',
    title: words.nextShot,
    keys: ['PageDown'],
    group,
    when: () => hasBeside(1),
    run: () => selectBeside(1),
  },
  {
    id: 'play.previousShot',
    title: words.previousShot,
    keys: ['PageUp'],
    group,
    when: () => hasBeside(-1),
    run: () => selectBeside(-1),
  },
  {
    id: 'play.preview',
    title: () => (session().viewer.kind === 'preview' ? words.showTake : words.preview),
    keys: ['Shift+Space'],
    group,
    when: () => isOpen() && session().currentShotId !== null,
    run: () =>
      setSession({
        viewer: { kind: session().viewer.kind === 'preview' ? 'auto' : 'preview' },
        compareTakeIds: null,
      }),
    alsoKnownAs: ['timing', 'stills', 'rehearsal'],
  },
  {
    id: 'play.endCompare',
    title: words.endCompare,
    keys: ['Escape'],
    group,
    when: () => isOpen() && session().compareTakeIds !== null,
    run: () => setSession({ compareTakeIds: null }),
  },
]
