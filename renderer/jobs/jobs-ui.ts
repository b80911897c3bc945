import { createStore } from 'zustand/vanilla'
import type { JobId } from '../../shared/domain/ids.ts'
import { setSession } from '../state/session.ts'
import { useSelected } from '../state/select.ts'

/** What the drawer is asked about a job. */
export type JobQuestion =
  | { readonly kind: 'adopt' | 'send-again' | 'give-up'; readonly jobId: JobId }
  | { readonly kind: 'cancel-all' }

/** State of the drawer in this window alone. `shown`: the job that is to be brought into sight. */
const store = createStore<{ readonly shown: JobId | null; readonly question: JobQuestion | null }>(() => ({
  shown: null,
  question: null,
}))

export const useShownJob = (): JobId | null => useSelected(store, ({ shown }) => shown)
export const useQuestion = (): JobQuestion | null => useSelected(store, ({ question }) => question)

/** Opens the drawer at a job. */
export const openJob = (shown: JobId): void => {
  store.setState({ shown })
  setSession({ drawer: 'jobs' })
}

export const forgetShownJob = (): void => store.setState({ shown: null })

/** Asks before something is done to a job; null takes the question back. */
export const askAboutJob = (question: JobQuestion | null): void => store.setState({ question })
