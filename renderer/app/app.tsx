import { Announcer } from '../a11y/announcer.tsx'
import { useShortcuts } from '../actions/shortcuts.ts'
import { ContextMenuLayer } from '../design/kit/context-menu.tsx'
import { TooltipLayer } from '../design/kit/tooltip-layer.tsx'
import { boardStore } from '../state/open-board.ts'
import { useSelected } from '../state/select.ts'
import { useSession } from '../state/session.ts'
import { AppDialogs } from './app-dialogs.tsx'
import styles from './app.module.css'
import { Banners } from './banners/banners.tsx'
import { Boundary } from './boundary.tsx'
import { Editor } from './editor.tsx'
import { Awaited } from './later.tsx'
import { Notices } from './notices/notices.tsx'
import { projects } from './parts.ts'
import { useAppearance } from './use-appearance.ts'
import { useMenuActions } from './use-menu-actions.ts'
import { useWindowTitle } from './use-window-title.ts'

/** The window: the projects, or the one that is open, with what may lie over either. */
export const App = () => {
  useAppearance()
  useShortcuts()
  useMenuActions()
  useWindowTitle()
  return (
    <>
      <Boundary whole>
        <div className={styles['window']}>
          <Banners />
          <div className={styles['screen']}>
            <Screen />
          </div>
        </div>
        <AppDialogs />
      </Boundary>
      <Notices />
      <Announcer />
      <ContextMenuLayer />
      <TooltipLayer />
    </>
  )
}

const Screen = () => {
  const screen = useSession((session) => session.screen)
  const projectId = useSelected(boardStore, (board) => board?.projectId ?? null)
  return (
    <Awaited>
      {screen === 'editor' && projectId !== null ? <Editor key={projectId} /> : <projects.Part />}
    </Awaited>
  )
}
