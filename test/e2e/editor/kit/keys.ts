import type { Locator, Page } from 'playwright-core'
import { twoFrames } from './two-frames.ts'

/** The keyboard of a person who has no mouse. */
export interface Keys {
  /** Presses keys, one after another. */
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Goes by Tab, or back by Shift+Tab, whichever way it lies, to something or into it; to any of several. */
  readonly tabTo: (what: Locator) => Promise<void>
  /** Goes by an arrow to one of a row of things that Tab enters as one. */
  readonly arrowTo: (what: Locator, arrow: 'ArrowLeft' | 'ArrowRight') => Promise<void>
  /** Does an action by its name, from the list of all actions. */
  readonly doAction: (name: string) => Promise<void>
}

/** Nobody would press a key more often than this to get somewhere. */
const mostPresses = 100

export const keysOf = (page: Page): Keys => {
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await twoFrames(page)
    }
  }
  const go = async (what: Locator, key: string) => {
    for (let presses = 0; presses < mostPresses; presses++) {
      const isThere = await what.evaluateAll((all) => all.some((one) => one.contains(document.activeElement)))
      if (isThere) return
      await page.keyboard.press(key)
    }
    throw new Error(`${String(what)} is not reached by ${key}`)
  }
  return {
    press,
    type: (text) => page.keyboard.type(text),
    tabTo: async (what) => {
      const position = await what
        .first()
        .evaluate((element) => (document.activeElement ?? document.body).compareDocumentPosition(element))
      const isBehind = (position & 2) !== 0
      await go(what, isBehind ? 'Shift+Tab' : 'Tab')
    },
    arrowTo: go,
    doAction: async (name) => {
      await press('Control+K')
      const list = page.getByRole('dialog').getByRole('combobox')
      await list.waitFor()
      await page.keyboard.type(name)
      await page.getByRole('option', { name, selected: true }).waitFor()
      await press('Enter')
      // What it does may open a dialog of its own.
      await list.waitFor({ state: 'detached' })
    },
  }
}

/** Counts what only a mouse, a pen or a finger makes, from now on. */
export const countPointerEvents = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    document.documentElement.dataset['pointerEvents'] = '0'
    for (const type of [
      'pointermove',
      'pointerdown',
      'mousedown',
      'mousemove',
      'dragstart',
      'dragover',
      'wheel',
    ])
      window.addEventListener(
        type,
        () => {
          const { dataset } = document.documentElement
          dataset['pointerEvents'] = String(Number(dataset['pointerEvents']) + 1)
        },
        true,
      )
  })
  return () => page.evaluate(() => Number(document.documentElement.dataset['pointerEvents']))
}
