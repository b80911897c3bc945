import { Redo2, Search, Settings, Undo2 } from 'lucide-react'
import { ActionIconButton } from '../../design/kit/action-button.tsx'
import { Menu } from '../../design/kit/menu.tsx'
import { separator, type MenuEntry } from '../../design/kit/menu-entries.ts'
import { shortPath } from '../../projects/paths.ts'
import { openProject } from '../../state/open-project.ts'
import { projectsToReopen } from '../../../shared/domain/settings.ts'
import { app } from '../../state/app.ts'
import { boardStore } from '../../state/open-board.ts'
import { strings } from '../../strings/en/index.ts'
import { EngineChip } from './engine-chip.tsx'
import { JobsChip } from './jobs-chip.tsx'
import { ProjectTitle } from './project-title.tsx'
import { SaveState } from './save-state.tsx'
import { SpendingChip } from './spending-chip.tsx'
import styles from './top-bar.module.css'

const words = strings.app.top

const entries = (): readonly MenuEntry[] => [
  'project.projects',
  'project.new',
  'project.open',
  ...recentEntries(),
  separator,
  'project.save',
  'project.rename',
  separator,
  'app.palette',
  'app.settings',
  'spending.show',
  separator,
  'help.shortcuts',
  'help.diagnostics',
]

const recentEntries = (): readonly MenuEntry[] => {
  const recent = projectsToReopen(app().settings.recentProjects, boardStore.getState()?.folder)
  if (recent.length === 0) return []
  const items = recent.map(({ folder, title }): MenuEntry => ({
    kind: 'item',
    label: title.trim() || words.untitled,
    hint: shortPath(folder, 40),
    run: () => void openProject(folder),
  }))
  return [{ kind: 'menu', label: words.recent, items }]
}

/** The project, how it is saved, what renders, what was spent, what is under way. */
export const TopBar = () => (
  <header className={styles['bar']} aria-label={words.label}>
    <Menu
      label={words.menu}
      align="start"
      items={entries}
      trigger={
        <button type="button" className={styles['mark']} aria-label={words.menu}>
          B
        </button>
      }
    />
    <ProjectTitle />
    <SaveState />
    <span className={styles['space']} />
    <span className={styles['tools']}>
      <ActionIconButton action="edit.undo" icon={Undo2} />
      <ActionIconButton action="edit.redo" icon={Redo2} />
      <ActionIconButton action="app.palette" icon={Search} />
    </span>
    <EngineChip />
    <SpendingChip />
    <JobsChip />
    <ActionIconButton action="app.settings" icon={Settings} />
  </header>
)
