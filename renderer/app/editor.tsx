import { useDeferredValue, type ReactNode } from 'react'
import { useBoardUi } from '../board/board-ui.ts'
import { Board } from '../board/board.tsx'
import { classNames } from '../design/class-names.ts'
import { DragAndDrop } from '../dnd/drag-and-drop.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import { Library } from '../library/library.tsx'
import { RenderBar } from '../render/render-bar.tsx'
import { strings } from '../strings/en/index.ts'
import { Takes } from '../takes/takes.tsx'
import { ShotTimeline } from '../timeline/shot-timeline.tsx'
import { Viewer } from '../viewer/viewer.tsx'
import { Boundary } from './boundary.tsx'
import styles from './editor.module.css'
import { Awaited } from './later.tsx'
import { editorDialogs } from './parts.ts'
import { Splitter } from './panels/splitter.tsx'
import { usePanelSizes } from './panels/use-panel-sizes.ts'
import { useFreshPanels } from './use-fresh-panels.ts'
import { TopBar } from './top-bar/top-bar.tsx'

// Made once: the panels do not depend on the sizes, so that dragging an edge renders none of them anew.
const parts = {
  library: <Guarded part={<Library />} />,
  viewer: <Guarded part={<Viewer />} />,
  timeline: <Guarded part={<ShotTimeline />} />,
  board: <Guarded part={<Board />} />,
  inspector: <Guarded part={<Inspector />} />,
  takes: <Guarded part={<Takes />} />,
  render: <Guarded part={<RenderBar />} />,
  dialogs: (
    <Awaited>
      <editorDialogs.Part />
    </Awaited>
  ),
} as const

/** The parts that a new window shows a moment later than the shot itself, so that it can be worked with at once. */
const useFollowing = () => useDeferredValue<Partial<typeof parts>>(parts, {})

/** The open project: library, viewer and shot timeline, board, and what there is about the shot. */
export const Editor = () => {
  useFreshPanels()
  const { dialogs } = useFollowing()
  return (
    <DragAndDrop>
      <div className={styles['window']}>
        <TopBar />
        <Panels />
        {dialogs}
      </div>
    </DragAndDrop>
  )
}

const Panels = () => {
  const sizes = usePanelSizes()
  const { library, board, inspector, takes } = useFollowing()
  const isSheet = useBoardUi(({ look }) => look.view === 'sheet')
  return (
    <main
      className={classNames(styles['panels'], isSheet && styles['sheet'])}
      style={{
        ['--library-width' as string]: `${sizes.library}px`,
        ['--inspector-width' as string]: `${sizes.inspector}px`,
        ['--board-height' as string]: `${sizes.board}px`,
        ['--timeline-height' as string]: `${sizes.timeline}px`,
        ['--takes-height' as string]: `${sizes.takes}px`,
      }}
    >
      <div className={styles['library']}>
        {library}
        <Splitter panel="library" grows="right" sizes={sizes} />
      </div>
      {!isSheet && (
        <div className={styles['middle']}>
          <div className={styles['viewer']}>{parts.viewer}</div>
          <div className={styles['timeline']}>
            <Splitter panel="timeline" grows="up" sizes={sizes} />
            {parts.timeline}
          </div>
        </div>
      )}
      <div className={styles['board']}>
        {!isSheet && <Splitter panel="board" grows="up" sizes={sizes} />}
        {board}
      </div>
      <aside className={styles['side']} aria-label={strings.app.editor.shot}>
        <Splitter panel="inspector" grows="left" sizes={sizes} />
        <div className={styles['inspector']}>{inspector}</div>
        <div className={styles['takes']}>
          <Splitter panel="takes" grows="up" sizes={sizes} />
          {takes}
        </div>
        {parts.render}
      </aside>
    </main>
  )
}

function Guarded({ part }: { readonly part: ReactNode }) {
  return <Boundary>{part}</Boundary>
}
