import { ask } from '../state/ask.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

const words = strings.app.actions
const group = strings.app.groups.help

const openLink = async (link: string) => {
  await ask('app.openLink', { link })
}

/** What helps. */
export const helpActions: readonly Action[] = [
  {
    id: 'help.shortcuts',
    title: words.shortcuts,
    keys: ['?'],
    group,
    run: () => setSession({ dialog: { kind: 'shortcuts' } }),
  },
  {
    id: 'help.diagnostics',
    title: words.diagnostics,
    keys: [],
    group,
    run: () => setSession({ dialog: { kind: 'diagnostics' } }),
  },
  { id: 'help.keys', title: words.keysPage, keys: [], group, run: () => openLink('fal-keys') },
  { id: 'help.status', title: words.statusPage, keys: [], group, run: () => openLink('fal-status') },
]
