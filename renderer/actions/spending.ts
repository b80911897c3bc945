import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import type { Action } from './action.ts'

export const spendingActions: readonly Action[] = [
  {
    id: 'spending.show',
    title: strings.spending.show,
    keys: [],
    group: strings.spending.group,
    run: () => setSession({ dialog: { kind: 'spending' } }),
  },
]
