import { openSample } from '../projects/deeds.ts'
import { refreshProjects } from '../projects/projects-store.ts'
import { session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

const words = strings.projects.actions
const { group } = words
const isShown = () => session().screen === 'projects'

/** What the projects screen can do; what is done to one project is in its menu. */
export const projectsActions: readonly Action[] = [
  {
    id: 'projects.search',
    title: words.search,
    keys: ['Mod+F'],
    group,
    when: isShown,
    run: () => document.querySelector<HTMLElement>('[data-projects-search]')?.focus(),
  },
  {
    id: 'projects.restore',
    title: words.restore,
    keys: [],
    group,
    when: isShown,
    run: () => document.querySelector<HTMLElement>('[data-projects-restore]')?.click(),
    alsoKnownAs: ['zip', 'unpack'],
  },
  { id: 'projects.sample', title: words.sample, keys: [], group, run: openSample, alsoKnownAs: ['demo'] },
  { id: 'projects.refresh', title: words.refresh, keys: ['F5'], group, when: isShown, run: refreshProjects },
]
