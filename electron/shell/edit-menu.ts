import { Menu, type BrowserWindow, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron'

/** The menu of a text field: spelling first, then cut, copy and paste. Empty elsewhere: the page has menus of its own. */
export const editMenu = (
  { isEditable, misspelledWord, dictionarySuggestions, selectionText }: ContextMenuParams,
  replaceWith: (word: string) => void,
  learn: (word: string) => void,
): MenuItemConstructorOptions[] => {
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }]
  const spelling: MenuItemConstructorOptions[] =
    misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions.map((label) => ({ label, click: () => replaceWith(label) })),
          { label: 'Add to dictionary', click: () => learn(misspelledWord) },
          { type: 'separator' },
        ]
  return [
    ...spelling,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { type: 'separator' },
    { role: 'selectAll' },
  ]
}

/** Shows that menu where a text field is right-clicked, which Electron does not do by itself. */
export const offerSpelling = (window: BrowserWindow): void => {
  const { webContents } = window
  webContents.on('context-menu', (_event, params) => {
    const items = editMenu(
      params,
      (word) => webContents.replaceMisspelling(word),
      (word) => webContents.session.addWordToSpellCheckerDictionary(word),
    )
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
}
