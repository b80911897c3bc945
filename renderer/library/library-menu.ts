import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { session } from '../state/session.ts'

/** What can be done to the selected images, or to the library where none is selected. */
export const libraryMenu = (): readonly MenuEntry[] =>
  session().selectedAssetIds.length === 0
    ? ['library.add', 'library.selectAll']
    : [
        'library.addToShot',
        'library.newShots',
        'library.show',
        separator,
        'library.rename',
        'library.replace',
        'library.reveal',
        separator,
        'library.add',
        separator,
        'library.remove',
      ]
