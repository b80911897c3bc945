import { createStore } from 'zustand/vanilla'
import { app } from '../state/app.ts'
import { ask } from '../state/ask.ts'
import { useSelected } from '../state/select.ts'

/** A folder that is asked for in the picker of the window's own. */
export interface FolderRequest {
  readonly title: string
  /** Where the picker begins; null for the user's folder. */
  readonly from: string | null
  readonly answer: (folder: string | null) => void
}

const store = createStore<{ readonly request: FolderRequest | null }>(() => ({ request: null }))

export const useFolderRequest = (): FolderRequest | null => useSelected(store, ({ request }) => request)

/**
 * Asks the user for a folder: in the system's dialog where the front door has one, else in the picker of our own. Null
 * where it was dismissed.
 */
export const chooseFolder = async ({
  title,
  from = null,
}: {
  readonly title: string
  readonly from?: string | null
}): Promise<string | null> => {
  if (app().abilities.folderDialog) {
    const chosen = await ask('folder.choose', { title })
    return chosen.ok ? chosen.value.folder : null
  }
  store.getState().request?.answer(null)
  return new Promise((resolve) => {
    const answer = (folder: string | null) => {
      store.setState({ request: null })
      resolve(folder)
    }
    store.setState({ request: { title, from, answer } })
  })
}
