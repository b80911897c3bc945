/**
 * Keys as text: modifiers in the order Mod, Ctrl, Alt, Shift, then one key by its name (`D`, `Delete`, `ArrowLeft`,
 * `?`), joined by `+`. Mod is Command on a Mac and Ctrl elsewhere. The shift that a sign needs (`?`) is not said.
 */

/** What of a keyboard event says which keys were pressed. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const named: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape', '+': 'Plus' }
const modifierKeys = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock', 'Dead', 'Process'])

/** The text of the keys that were pressed; null while only modifiers are held. */
export const keysOfPress = (press: KeyPress, isMac: boolean): string | null => {
  if (modifierKeys.has(press.key)) return null
  const key = keyOf(press)
  const isLetterOrName = (key.length > 1 && key !== 'Plus') || /^[\p{L}\d]$/u.test(key)
  return [
    (isMac ? press.metaKey : press.ctrlKey) && 'Mod',
    isMac && press.ctrlKey && 'Ctrl',
    press.altKey && 'Alt',
    press.shiftKey && isLetterOrName && 'Shift',
    key,
  ]
    .filter((part) => part !== false)
    .join('+')
}

const keyOf = ({ key, code, altKey }: KeyPress): string => {
  // Alt makes other signs of letters and digits on some layouts; the place on the keyboard says which was meant.
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)
  if (altKey && place) return place[1] ?? place[2] ?? key
  return named[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** Whether keys are a single sign without a modifier that would be typed in a field. */
export const areTyped = (keys: string): boolean =>
  !/(?:^|\+)(?:Mod|Ctrl|Alt)\+/.test(keys) && !/^(?:Shift\+)?F\d+$/.test(keys) && keys !== 'Escape'

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }
const keySigns: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Plus: '+',
  Delete: 'Del',
  Backspace: '⌫',
  Enter: '↵',
}

/** Keys for people, in parts: `Ctrl`, `Shift`, `D`, or `⌘`, `⇧`, `D`. */
export const keyParts = (keys: string, isMac: boolean): readonly string[] =>
  keys
    .split('+')
    .map((part) => (isMac ? macSigns[part] : part === 'Mod' ? 'Ctrl' : undefined) ?? keySigns[part] ?? part)

/** Keys for people: `Ctrl+Shift+D`, `⌘⇧D`. */
export const keysForPeople = (keys: string, isMac: boolean): string =>
  keyParts(keys, isMac).join(isMac ? '' : '+')

/** Keys as `aria-keyshortcuts` wants them. */
export const keysForAria = (keys: string, isMac: boolean): string =>
  keys.replaceAll('Mod', isMac ? 'Meta' : 'Control').replaceAll('Ctrl', 'Control')
