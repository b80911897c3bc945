import { ignoreGone, type Popup } from './chromium.ts'
import { record } from './recorder.ts'
import { runtime } from './runtime.ts'

/** What is needed of the page that opens another. */
interface Opener {
  isPage(targetId: string): boolean
  mayOpen(url: string): boolean
}

/** Windows that pages have asked for, in the order of asking, until Chromium shows them. */
const opened: { readonly opener: Opener; readonly url: string }[] = []

export const noteOpening = (opener: Opener, url: string): void => void opened.push({ opener, url })

/** Asks the opener's handler about a page that Chromium is about to open, before it loads anything. */
export const answerPopup = async (
  { targetId, session, openerId }: Popup,
  openers: readonly Opener[],
): Promise<void> => {
  const index = opened.findIndex((asked) => openerId === undefined || asked.opener.isPage(openerId))
  const [asked] = index < 0 ? [] : opened.splice(index, 1)
  const opener = asked?.opener ?? openers.find((known) => openerId !== undefined && known.isPage(openerId))
  if (!opener) {
    // Opened by no page of the app: the test's own.
    await session.send('Runtime.runIfWaitingForDebugger').catch(ignoreGone)
    return
  }
  const url = asked?.url ?? 'about:blank'
  const allowed = opener.mayOpen(url)
  record('window.open', { url, allowed })
  // A denied page is let go only towards its end, with every request of it held back.
  const held = allowed ? undefined : session.send('Fetch.enable').catch(ignoreGone)
  session.send('Runtime.runIfWaitingForDebugger').catch(ignoreGone)
  if (!allowed) await runtime.chromium.closePage(targetId)
  await held
}
