import { memo, useMemo, useRef, type KeyboardEvent } from 'react'
import { plannedSeconds } from '../../shared/domain/board.ts'
import { framesIn } from '../../shared/domain/timecode.ts'
import { classNames } from '../design/class-names.ts'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { useFollowed } from '../state/followed.ts'
import { useBoard } from '../state/open-board.ts'
import { shallow } from '../state/select.ts'
import { strings } from '../strings/en/index.ts'
import { frameCount, postFrames } from './frames.ts'
import { ScrubBar } from './scrub-bar.tsx'
import { Stage } from './stage.tsx'
import { subjectOf, type Subject } from './subject.ts'
import { frameEntries } from './take-frame.ts'
import { TransportBar } from './transport-bar.tsx'
import { command, setLook, viewerStore } from './transport-store.ts'
import { useClips } from './use-clips.ts'
import { useFullScreen } from './use-full-screen.ts'
import styles from './viewer.module.css'

const words = strings.viewer

/** The current shot as it looks: a take, an image, or a rehearsal of its timing; two takes beside each other. */
export const Viewer = () => <Showing subject={useSubject()} />

/** It follows the selection, and is not rendered with what it follows. */
const Showing = memo(({ subject }: { readonly subject: Subject }) => {
  const clips = useClips(subject, stillFramesOf(subject))
  const viewer = useRef<HTMLElement>(null)
  const full = useFullScreen(viewer)
  const hasClip = clips.inSight.size > 0
  return (
    <section
      ref={viewer}
      className={classNames(styles['viewer'], full && styles['full'])}
      aria-label={words.title}
      onKeyDown={onKeyDown}
    >
      <ContextMenu label={words.title} items={contextEntries}>
        <div
          className={styles['stage']}
          role="group"
          aria-label={words.stage}
          // The picture takes the focus, so that arrow keys step through it.
          tabIndex={0}
          onDoubleClick={() => setLook({ full: !viewerStore.getState().look.full })}
        >
          <Stage subject={subject} clips={clips} />
        </div>
      </ContextMenu>
      <ScrubBar posts={postsOf(subject)} />
      <TransportBar hasClip={hasClip} />
    </section>
  )
})

const useSubject = (): Subject => {
  const asked = useFollowed(
    ({ currentShotId, viewer, compareTakeIds }) => ({ currentShotId, viewer, compareTakeIds }),
    shallow,
  )
  const document = useBoard((open) => open.document)
  const missingClips = useBoard((open) => open.missingClips)
  return useMemo(() => subjectOf(document, asked, missingClips), [document, asked, missingClips])
}

/** Frames of what is shown without a clip; one where nothing moves. */
const stillFramesOf = (subject: Subject): number =>
  subject.kind === 'preview' ? Math.max(1, framesIn(plannedSeconds(subject.shot))) : 1

/** Where keyframes stand in what is shown. */
const postsOf = (subject: Subject): readonly number[] => {
  if (subject.kind === 'preview' && subject.shot.mode === 'frames') {
    const seconds = subject.shot.frames.gaps.map((gap) => gap.seconds)
    return postFrames(seconds, stillFramesOf(subject))
  }
  if (subject.kind !== 'take' || subject.take.request?.kind !== 'frames') return []
  const seconds = subject.take.request.gaps.map((gap) => gap.seconds)
  return postFrames(seconds, frameCount(subject.take.durationMs))
}

const contextEntries = (): readonly MenuEntry[] => {
  const frame = frameEntries()
  return [
    'play.toggle',
    'play.loop',
    separator,
    'play.in',
    'play.out',
    'play.clearRange',
    separator,
    ...(frame.length > 0
      ? [{ kind: 'menu', label: words.frame.menu, items: frame } as const, separator]
      : []),
    'play.preview',
    'play.endCompare',
    'play.safeAreas',
    'play.fullScreen',
  ]
}

/** Arrow keys step through frames while the viewer has the focus; a field or slider in it keeps its own. */
const onKeyDown = (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof HTMLInputElement) return
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
  const by = (event.key === 'ArrowLeft' ? -1 : 1) * (event.shiftKey ? 24 : 1)
  command({ type: 'step', by })
  event.preventDefault()
  event.stopPropagation()
}
