import { ask } from '../state/ask.ts'
import { closeProject } from '../state/board.ts'
import { boardStore } from '../state/open-board.ts'
import { notify } from '../state/notices.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

const words = strings.app.actions
const group = strings.app.groups.project
const isOpen = () => session().screen === 'editor' && boardStore.getState() !== null

const save = async () => {
  const projectId = boardStore.getState()?.projectId
  if (!projectId) return
  const saved = await ask('project.save', { projectId })
  if (saved.ok) notify({ tone: 'good', text: strings.app.saved })
}

/** The project as a whole. */
export const projectActions: readonly Action[] = [
  {
    id: 'project.new',
    title: words.newProject,
    keys: ['Mod+N'],
    group,
    run: () => setSession({ dialog: { kind: 'new-project' } }),
  },
  {
    id: 'project.open',
    title: words.open,
    keys: ['Mod+O'],
    group,
    run: () => setSession({ dialog: { kind: 'open-folder' } }),
  },
  { id: 'project.projects', title: words.projects, keys: [], group, when: isOpen, run: closeProject },
  { id: 'project.save', title: words.save, keys: ['Mod+S'], group, when: isOpen, run: save },
  {
    id: 'project.rename',
    title: words.rename,
    keys: [],
    group,
    when: () => isOpen() && boardStore.getState()?.access.kind === 'write',
    run: () => document.querySelector<HTMLElement>('[data-project-title]')?.click(),
  },
  {
    id: 'project.close',
    title: words.closeProject,
    keys: [],
    group,
    hidden: true,
    when: isOpen,
    run: closeProject,
  },
]
