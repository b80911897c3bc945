import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'

/** Puts a text into the clipboard and says so; where the system refuses, the text itself is shown to be copied by hand. */
export const copyText = async (text: string, said: string = strings.app.top.copied): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    notify({ tone: 'good', text: said })
  } catch (error) {
    notify({ tone: 'info', text, detail: error instanceof Error ? error.message : String(error) })
  }
}
