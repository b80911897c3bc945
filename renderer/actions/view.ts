import type { SettingsEdit } from '../../shared/domain/settings.ts'
import { appStore } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { resetPanels } from '../app/panels/panel-store.ts'
import { setBoardLook } from '../board/board-ui.ts'
import { noticesStore } from '../state/notices.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { actionOf, isEnabled, runAction, type Action } from './action.ts'

const words = strings.app.actions
const group = strings.app.groups.view
const isEditor = () => session().screen === 'editor'

const set = async (edit: Pick<SettingsEdit, 'appearance' | 'engine'>) => {
  await ask('settings.change', { edit })
}

const canGoFull = () => {
  const full = actionOf('play.fullScreen')
  return isEditor() && full !== undefined && isEnabled(full)
}

/** A notice goes after a while, and by Tab alone it is far from everything: it is the last in the page. */
const reachNotice = () => document.querySelector<HTMLElement>('[data-notices] > :last-child button')?.focus()

/** What the window shows, and how. */
export const viewActions: readonly Action[] = [
  {
    id: 'app.palette',
    title: words.palette,
    keys: ['Mod+K'],
    group,
    hidden: true,
    run: () => setSession({ dialog: { kind: 'palette' } }),
  },
  {
    id: 'app.settings',
    title: words.settings,
    keys: ['Mod+,'],
    group,
    run: () => setSession({ dialog: { kind: 'settings' } }),
  },
  {
    id: 'app.key',
    title: words.key,
    keys: [],
    group,
    run: () => setSession({ dialog: { kind: 'settings', page: 'key' } }),
  },
  {
    id: 'app.notice',
    title: words.notice,
    keys: ['Alt+N'],
    group,
    when: () => noticesStore.getState().notices.length > 0,
    run: reachNotice,
    alsoKnownAs: ['message', 'offer'],
  },
  {
    id: 'view.strip',
    title: words.strip,
    keys: ['1'],
    group,
    when: isEditor,
    run: () => setBoardLook({ view: 'strip' }),
  },
  {
    id: 'view.sheet',
    title: words.sheet,
    keys: ['2'],
    group,
    when: isEditor,
    run: () => setBoardLook({ view: 'sheet' }),
  },
  {
    id: 'view.fullScreen',
    title: words.fullScreen,
    keys: [],
    group,
    hidden: true,
    when: canGoFull,
    run: () => {
      runAction('play.fullScreen')
    },
  },
  { id: 'view.panels', title: words.panels, keys: [], group, when: isEditor, run: resetPanels },
  {
    id: 'view.dark',
    title: words.dark,
    keys: [],
    group,
    when: () => appStore.getState()?.settings.appearance !== 'dark',
    run: () => set({ appearance: 'dark' }),
  },
  {
    id: 'view.light',
    title: words.light,
    keys: [],
    group,
    when: () => appStore.getState()?.settings.appearance !== 'light',
    run: () => set({ appearance: 'light' }),
  },
  {
    id: 'engine.rehearsal',
    title: words.rehearse,
    keys: [],
    group,
    when: () => appStore.getState()?.engine === 'fal',
    run: () => set({ engine: 'rehearsal' }),
  },
  {
    id: 'engine.fal',
    title: words.renderWithFal,
    keys: [],
    group,
    when: () => appStore.getState()?.engine === 'rehearsal',
    run: () => set({ engine: 'fal' }),
  },
  {
    id: 'jobs.show',
    title: words.jobs,
    keys: ['Mod+J'],
    group,
    when: isEditor,
    run: () => setSession({ drawer: session().drawer === 'jobs' ? null : 'jobs' }),
  },
]
