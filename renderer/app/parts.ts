import { later } from './later.tsx'

/** The other screen and the dialogs, each in a file of its own. */
export const editorDialogs = later(async () => (await import('./editor-dialogs.tsx')).EditorDialogs)
export const projects = later(async () => (await import('../projects/projects.tsx')).Projects)
export const palette = later(async () => (await import('../actions/palette/palette.tsx')).Palette)
export const shortcutsSheet = later(
  async () => (await import('../actions/shortcuts-sheet.tsx')).ShortcutsSheet,
)
export const diagnostics = later(async () => (await import('./diagnostics-dialog.tsx')).DiagnosticsDialog)
export const settings = later(async () => (await import('../settings/settings-dialog.tsx')).SettingsDialog)
export const spending = later(async () => (await import('../spending/spending.tsx')).SpendingDialog)
export const projectDialogs = later(
  async () => (await import('../projects/project-dialogs.tsx')).ProjectDialogs,
)

/** How long the window has the machine for itself before more is fetched, in milliseconds. */
const restMs = 1500

/** Fetches what was not needed at first, once the window is there and has nothing else to do, so that it is there when it is. */
export const fetchTheRest = (): void => {
  setTimeout(() => requestIdleCallback(fetchAll), restMs)
}

const fetchAll = () => {
  const rest = [projects, palette, shortcutsSheet, diagnostics, settings, spending, projectDialogs]
  void Promise.all(rest.map((part) => part.fetch()))
}
