import { startTransition, useEffect, useState, type ReactNode } from 'react'
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
const shotParts = {
  viewer: <Guarded part={<Viewer />} />,
  timeline: <Guarded part={<ShotTimeline />} />,
  render: <Guarded part={<RenderBar />} />,
} as const
const panels = {
  library: <Guarded part={<Library />} />,
  board: <Guarded part={<Board />} />,
  inspector: <Guarded part={<Inspector />} />,
  takes: <Guarded part={<Takes />} />,
} as const

/** What a new window shows, one after another: the shot first, so that it can be worked with at once. */
const stages = ['shot', 'panels', 'dialogs'] as const

/** How long a window that has something else to do waits with its next stage, in milliseconds. */
const patienceMs = 250

/** The stages that are reached. The next one begins when the picture of the one before is on the screen. */
const useStages = (): readonly (typeof stages)[number][] => {
  const [count, setCount] = useState(1)
  useEffect(() => {
    if (count === stages.length) return undefined
    const goOn = () => startTransition(() => setCount(count + 1))
    const waiting = requestIdleCallback(goOn, { timeout: patienceMs })
    return () => cancelIdleCallback(waiting)
  }, [count])
  return stages.slice(0, count)
}

/** The open project: library, viewer and shot timeline, board, and what there is about the shot. */
export const Editor = () => {
  useFreshPanels()
  const reached = useStages()
  return (
    <DragAndDrop>
      <div className={styles['window']}>
        <TopBar />
        <Panels {...(reached.includes('panels') && panels)} />
        {reached.includes('dialogs') && (
          <Awaited>
            <editorDialogs.Part />
          </Awaited>
        )}
      </div>
    </DragAndDrop>
  )
}

const Panels = ({ library, board, inspector, takes }: Partial<typeof panels>) => {
  const sizes = usePanelSizes()
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
          <div className={styles['viewer']}>{shotParts.viewer}</div>
          <div className={styles['timeline']}>
            <Splitter panel="timeline" grows="up" sizes={sizes} />
            {shotParts.timeline}
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
        {shotParts.render}
      </aside>
    </main>
  )
}

function Guarded({ part }: { readonly part: ReactNode }) {
  return <Boundary>{part}</Boundary>
}
