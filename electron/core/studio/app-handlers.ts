import { links, type Handlers } from '../../../shared/contract.ts'
import { settingsSchema } from '../../../shared/domain/settings.ts'
import { fail, succeed } from '../../../shared/errors.ts'
import { diagnosticsText } from './diagnostics.ts'
import { refreshPriceBook } from './refresh-prices.ts'
import type { StudioParts } from './studio-parts.ts'

type AppHandlers = Pick<
  Handlers,
  | 'app.state'
  | 'app.openLink'
  | 'app.diagnostics'
  | 'settings.change'
  | 'prices.refresh'
  | 'folder.list'
  | 'folder.make'
  | 'folder.reveal'
  | 'folder.choose'
>

/** The program itself: its state, settings, folders and fixed links. */
export const createAppHandlers = (parts: StudioParts): AppHandlers => {
  const { core, keyring, settings, frontDoor, places } = parts
  return {
    'app.state': async () =>
      succeed({
        version: parts.version,
        platform: process.platform,
        frontDoor: frontDoor.kind,
        abilities: frontDoor.abilities,
        engine: core.defaultEngine(),
        proxied: parts.falProxy !== null,
        key: keyring.standing(),
        settings: settings.current(),
        projectsFolder: parts.projectsFolder(),
        prices: parts.prices.current(),
        spending: parts.spending(null),
        notices: [...parts.notices()],
        lastProject: parts.recent.last() ?? null,
      }),
    'app.openLink': async ({ link }) => {
      const address = Object.hasOwn(links, link) ? links[link as keyof typeof links] : null
      if (address === null)
        return fail('input/invalid', 'Boardwright opens no such page.', { cost: 'nothing' })
      const opened = await frontDoor.openLink(address)
      return opened.ok ? succeed({}) : opened
    },
    'app.diagnostics': async () =>
      succeed({
        text: await diagnosticsText({
          ...parts,
          frontDoor: frontDoor.kind,
          openProjects: parts.projects.all(),
          jobsRunning: parts.driver.running(),
        }),
      }),
    'settings.change': async ({ edit }) => {
      if (typeof edit.projectsFolder === 'string') {
        const entered = await places.enter(edit.projectsFolder)
        if (!entered.ok) return entered
      }
      // From a page, null says what `undefined` says here: back to the default.
      const members = Object.fromEntries(
        Object.entries(edit).map(([name, value]) => [name, value ?? undefined]),
      )
      const changed = await settings.change(members)
      if (!changed.ok) return changed
      parts.settingsChanged(changed.value)
      return succeed(settingsSchema.parse(changed.value))
    },
    'prices.refresh': () => refreshPriceBook(parts),
    'folder.list': ({ folder }) => places.list(folder),
    'folder.make': async ({ parent, name }) => {
      const made = await places.make(parent, name)
      return made.ok ? succeed({ folder: made.value }) : made
    },
    'folder.reveal': async ({ path }) => {
      const entered = await places.enter(path)
      if (!entered.ok) return entered
      const revealed = await frontDoor.reveal(entered.value)
      return revealed.ok ? succeed({}) : revealed
    },
    'folder.choose': async ({ title }, client) => {
      if (!frontDoor.chooseFolder)
        return fail(
          'input/invalid',
          'There is no folder dialog of the system here; use the one in the window.',
          { cost: 'nothing' },
        )
      const folder = await frontDoor.chooseFolder(client, title)
      if (folder !== null) places.grant(folder)
      return succeed({ folder })
    },
  }
}
