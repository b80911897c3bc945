import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'

/**
 * Puts a text into the clipboard and says so. Where the system refuses, `refused` is said: the text itself, to be
 * copied by hand, unless it is in sight already.
 */
export const copyText = async (
  text: string,
  said: string = strings.app.top.copied,
  refused: string = text,
): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    notify({ tone: 'good', text: said })
  } catch (error) {
    notify({ tone: 'info', text: refused, detail: error instanceof Error ? error.message : String(error) })
  }
}
