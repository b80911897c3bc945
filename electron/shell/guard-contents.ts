import type { WebContents } from 'electron'
import type { Log } from '../core/ports.ts'
import { mayNavigate } from './origin.ts'

/**
 * Holds web contents, of whatever kind, where they are: no navigation but to the page itself, no window of their own,
 * no guest inside them. Threat: a page that was made to show another, which would then stand where ours stood.
 */
export const guardContents = (contents: WebContents, log: Log): void => {
  const hold = (what: string) => (event: { readonly url: string; preventDefault: () => void }) => {
    if (mayNavigate(event.url)) return
    event.preventDefault()
    log.warn('navigation.refused', { what })
  }
  contents.on('will-navigate', hold('navigate'))
  contents.on('will-redirect', hold('redirect'))
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && mayNavigate(event.url)) return
    event.preventDefault()
    log.warn('navigation.refused', { what: event.isMainFrame ? 'navigate' : 'frame' })
  })
  contents.setWindowOpenHandler(() => {
    log.warn('window.refused')
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log.warn('webview.refused')
  })
  // What is unsaved is the core's to save: a page never keeps its window open.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
}
