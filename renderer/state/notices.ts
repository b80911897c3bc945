import { createStore } from 'zustand/vanilla'
import type { SaidFailure } from '../strings/en/errors.ts'
import { strings } from '../strings/en/index.ts'
import { useSelected } from './select.ts'

/** What a notice says. `detail` is what can be copied: the service's own words, a request id. */
export interface NoticeContent {
  readonly tone: 'info' | 'good' | 'bad'
  readonly text: string
  readonly detail?: string | undefined
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

/** A notice on the screen. `times`: how often the same was said while it stood there. */
export interface Notice extends NoticeContent {
  readonly id: number
  readonly times: number
}

// More than this would cover the window; the oldest go first.
const noticesAtOnce = 4

export const noticesStore = createStore<{ readonly notices: readonly Notice[]; readonly nextId: number }>(
  () => ({
    notices: [],
    nextId: 1,
  }),
)

/** The notices on the screen, oldest first. */
export const useNotices = (): readonly Notice[] => useSelected(noticesStore, ({ notices }) => notices)

/** Shows a notice. The same again counts up instead of standing there twice. */
export const notify = (content: NoticeContent): void => {
  noticesStore.setState(({ notices, nextId }) => {
    const same = notices.find(
      ({ tone, text, detail }) => tone === content.tone && text === content.text && detail === content.detail,
    )
    const notice: Notice = { ...content, id: nextId, times: (same?.times ?? 0) + 1 }
    return {
      notices: [...notices.filter(({ id }) => id !== same?.id), notice].slice(-noticesAtOnce),
      nextId: nextId + 1,
    }
  })
}

/** Shows what failed: the sentence of its code, what it may have cost, and the service's own words to copy. */
export const notifyFailure = (failure: SaidFailure): void => {
  const { text, detail } = strings.errors.describe(failure)
  notify({ tone: 'bad', text, detail })
}

/** Takes a notice off the screen. */
export const dismissNotice = (id: number): void => {
  noticesStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}
