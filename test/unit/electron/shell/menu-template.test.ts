import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { menuTemplate } from '../../../../electron/shell/menu-template.ts'

type Item = MenuItemConstructorOptions
const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

const recent = [
  { folder: '/films/Salt & Light', title: 'Salt & Light' },
  { folder: '/films/new', title: ' ' },
]

const menu = (platform: NodeJS.Platform, shortcuts: Record<string, string[]> = {}, devTools = false) => {
  const chosen: string[] = []
  const items = flat(
    menuTemplate(
      {
        choose: (id) => chosen.push(id),
        openLink: (address) => chosen.push(address),
        openProject: (folder) => chosen.push(folder),
        newWindow: () => {},
      },
      { platform, devTools, shortcuts, recent },
    ),
  )
  const click = (label: string) =>
    (items.find((item) => item.label === label)?.click as (() => void) | undefined)?.()
  return { chosen, items, click, find: (id: string) => items.find((item) => item.id === id) }
}

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s every action of the window has one place',
  (platform) => {
    const ids = menu(platform).items.flatMap(({ id }) => id ?? [])
    expect(ids.toSorted()).toEqual(
      [
        'project.new',
        'project.open',
        'project.close',
        'project.projects',
        'project.save',
        'edit.undo',
        'edit.redo',
        'app.settings',
        'app.palette',
        'view.strip',
        'view.sheet',
        'view.fullScreen',
        'play.toggle',
        'render.shot',
        'jobs.show',
        'spending.show',
        'help.shortcuts',
        'help.diagnostics',
      ].toSorted(),
    )
  },
)

test('items tell the window which action was chosen, and open fixed addresses', () => {
  const { chosen, click } = menu('linux')
  click('Render Shot')
  click('Billing at fal.ai')
  expect(chosen).toEqual(['render.shot', 'https://fal.ai/dashboard/billing'])
})

test('projects that were open before are offered by their titles, and opened by their folders', () => {
  const { chosen, click } = menu('linux')
  click('Salt && Light')
  click('Untitled')
  expect(chosen).toEqual(['/films/Salt & Light', '/films/new'])
})

test('keys are shown, as the user has set them, and left for the window to hear', () => {
  const { find } = menu('linux', { 'edit.undo': ['Mod+Alt+U'], 'project.save': [] })
  expect(find('project.new')).toMatchObject({ accelerator: 'CommandOrControl+N', registerAccelerator: false })
  expect(find('edit.undo')?.accelerator).toBe('CommandOrControl+Alt+U')
  expect(find('project.save')?.accelerator).toBe(undefined)
  expect(find('render.shot')?.accelerator).toBe(undefined)
})

test('the developer tools are there for developers only', () => {
  expect(menu('linux').items.map(({ role }) => role)).not.toContain('toggleDevTools')
  expect(menu('linux', {}, true).items.map(({ role }) => role)).toContain('toggleDevTools')
})
