import type { MenuItemConstructorOptions } from 'electron'
import { links } from '../../shared/contract.ts'

type Item = MenuItemConstructorOptions

/** What menu items do that are not Electron's own roles. */
export interface MenuDoes {
  /** The user chose an action of the window's, by its id. */
  readonly choose: (action: string) => void
  readonly openLink: (address: string) => void
  readonly newWindow: () => void
  /** The user chose one of the projects that were open before. */
  readonly openProject: (folder: string) => void
}

export interface MenuOf {
  readonly platform: NodeJS.Platform
  readonly devTools: boolean
  /** Keys that the user gave to actions; an empty list takes the key away. */
  readonly shortcuts: Readonly<Record<string, readonly string[]>>
  /** Projects that were open before, the latest first. */
  readonly recent: readonly { readonly folder: string; readonly title: string }[]
}

/** Keys as they are where the user changed nothing. */
const usualKeys: Readonly<Record<string, string>> = {
  'project.new': 'Mod+N',
  'project.open': 'Mod+O',
  'project.save': 'Mod+S',
  'edit.undo': 'Mod+Z',
  'edit.redo': 'Mod+Shift+Z',
  'app.settings': 'Mod+,',
  'app.palette': 'Mod+K',
}

/** The window's notation of keys as Electron's; keys that it has no name for are shown nowhere. */
const acceleratorOf = (keys: string): string => keys.replace(/\bMod\b/, 'CommandOrControl')

/**
 * The native menu. The window itself listens for keys, since the user may change them; the menu shows them. Roles are
 * the system's own items, with its own keys and words.
 */
export const menuTemplate = (does: MenuDoes, { platform, devTools, shortcuts, recent }: MenuOf): Item[] => {
  const isMac = platform === 'darwin'
  const separator: Item = { type: 'separator' }

  const action = (id: string, label: string): Item => {
    const keys = (shortcuts[id] ?? [usualKeys[id]])[0]
    return {
      id,
      label,
      click: () => does.choose(id),
      ...(keys && { accelerator: acceleratorOf(keys), registerAccelerator: false }),
    }
  }
  const link = (label: string, name: keyof typeof links): Item => ({
    label,
    click: () => does.openLink(links[name]),
  })

  const program: Item = {
    label: 'Boardwright',
    submenu: [
      { role: 'about' },
      separator,
      action('app.settings', 'Settings…'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const file: Item = {
    label: '&File',
    submenu: [
      action('project.new', 'New Project…'),
      action('project.open', 'Open Project…'),
      {
        label: 'Open Recent',
        enabled: recent.length > 0,
        submenu: recent.map(({ folder, title }) => ({
          // An ampersand would be a mark for the keyboard.
          label: (title.trim() || 'Untitled').replaceAll('&', '&&'),
          sublabel: folder,
          click: () => does.openProject(folder),
        })),
      },
      action('project.projects', 'All Projects'),
      { label: 'New Window', click: does.newWindow },
      separator,
      action('project.save', 'Save'),
      action('project.close', 'Close Project'),
      separator,
      ...(isMac
        ? [{ role: 'close' } as const]
        : [action('app.settings', 'Settings…'), separator, { role: 'quit' } as const]),
    ],
  }
  const edit: Item = {
    label: '&Edit',
    submenu: [
      action('edit.undo', 'Undo'),
      action('edit.redo', 'Redo'),
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      action('app.palette', 'Find an Action…'),
    ],
  }
  const view: Item = {
    label: '&View',
    submenu: [
      action('view.strip', 'Board as Strip'),
      action('view.sheet', 'Board as Contact Sheet'),
      action('view.fullScreen', 'Viewer in Full Screen'),
      separator,
      action('jobs.show', 'Jobs'),
      action('spending.show', 'Spending'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(devTools ? [separator, { role: 'toggleDevTools' } as const] : []),
    ],
  }
  const playback: Item = {
    label: '&Playback',
    submenu: [action('play.toggle', 'Play or Pause'), separator, action('render.shot', 'Render Shot')],
  }
  const help: Item = {
    role: 'help',
    submenu: [
      action('help.shortcuts', 'Keyboard Shortcuts'),
      action('help.diagnostics', 'Copy Diagnostics…'),
      separator,
      link('Keys at fal.ai', 'fal-keys'),
      link('Billing at fal.ai', 'fal-billing'),
      link('Requests at fal.ai', 'fal-requests'),
      link('Pika at fal.ai', 'fal-pika'),
      link('Status of fal.ai', 'fal-status'),
      ...(isMac ? [] : [separator, { role: 'about' } as const]),
    ],
  }
  return [...(isMac ? [program] : []), file, edit, view, playback, { role: 'windowMenu' }, help]
}
