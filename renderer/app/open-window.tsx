import '../design/tokens.css'
import '../design/base.css'
import { createRoot } from 'react-dom/client'
import type { Result } from '../../shared/errors.ts'
import type { AppState } from '../../shared/views.ts'
import { registerAllActions } from '../actions/all.ts'
import { refuseStrayFiles } from '../dnd/refuse-stray-files.ts'
import { App } from './app.tsx'
import { compareNames } from './compare-names.ts'
import { fetchTheRest } from './parts.ts'
import { StartFailed, Starting } from './starting.tsx'

/** How long the page stays empty for the core's first answers before it says that it waits, in milliseconds. */
const patienceMs = 200

/** Shows the window, once the core has `started`. */
export const openWindow = async (started: Promise<Result<AppState>>): Promise<void> => {
  const element = document.querySelector('#root')
  if (!element) throw new TypeError('the page has no place for the window')
  const root = createRoot(element)
  refuseStrayFiles()
  registerAllActions()
  const waiting = setTimeout(() => root.render(<Starting />), patienceMs)
  // The page waits for the core now: what its first picture needs of the browser, and is slow to come, comes meanwhile.
  compareNames('', '')
  const state = await started
  clearTimeout(waiting)
  root.render(state.ok ? <App /> : <StartFailed failure={state.error} />)
  fetchTheRest()
}
