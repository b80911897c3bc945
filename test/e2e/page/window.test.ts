import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHarness, type Harness } from '../../harness/harness.ts'

/** The window around the panels, in Chromium, on a core in memory. */

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const open = async (query = ''): Promise<Page> => {
  const page = await harness.open({ query, reducedMotion: true })
  await page.getByRole('button', { name: 'The Last Keeper', exact: true }).waitFor()
  return page
}
/** Waits until something can be seen; fails where it never can. */
const isShown = async (what: Locator): Promise<boolean> => {
  await what.waitFor()
  return true
}
const run = (page: Page, script: string) => page.evaluate(script)
const width = (page: Page, panel: string) =>
  page.locator(`[data-panel="${panel}"]`).getAttribute('aria-valuenow')

describe('the editor', () => {
  test.each(['dark', 'light'])('is free of axe violations in the %s appearance', async (theme) => {
    const page = await open(`theme=${theme}`)
    const { violations } = await new AxeBuilder({ page }).include('header').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.close()
  })

  test('lets a panel be resized by drag and by keys, remembers it, and sets it back', async () => {
    const page = await open()
    const edge = page.getByRole('separator', { name: 'Width of the library' })
    const box = await edge.boundingBox()
    if (!box) throw new Error('the edge is nowhere')
    await page.mouse.move(box.x + box.width / 2, 300)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 40, 300, { steps: 4 })
    await page.mouse.up()
    expect(await width(page, 'library')).toBe('276')
    await edge.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await width(page, 'library')).toBe('268')
    await page.reload()
    await page.waitForSelector('html[data-ready]')
    expect(await width(page, 'library')).toBe('268')
    await edge.focus()
    await page.keyboard.press('Home')
    expect(await width(page, 'library')).toBe('236')
    await page.close()
  })

  test('edits the title in place, and undo says what it takes back', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'The Last Keeper', exact: true }).click()
    await page.getByRole('textbox', { name: 'Title of the project' }).fill('The Light')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'The Light', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo “Rename project”' }).click()
    await page.getByRole('button', { name: 'The Last Keeper', exact: true }).waitFor()
    expect(await isShown(page.getByRole('button', { name: 'Redo “Rename project”' }))).toBe(true)
    await page.close()
  })
})

describe('saving', () => {
  test('is told truthfully, with why not and another try', async () => {
    const page = await open()
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor()
    await run(
      page,
      `harness.core.board.setSaveState({ failed: { code: 'disk/full', message: 'The disk is full.' } })`,
    )
    await page.getByRole('button', { name: 'Not saved' }).click()
    await page.getByText('The disk is full.').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    expect(await isShown(page.getByText(/^Saved \d\d:\d\d$/))).toBe(true)
    await page.close()
  })

  test('another program’s change offers both documents and says where the other went', async () => {
    const page = await open()
    await run(page, `harness.core.board.setSaveState('changed-outside')`)
    await page.getByRole('button', { name: 'Take the other version' }).waitFor()
    await page.getByRole('button', { name: 'Keep mine' }).click()
    expect(await isShown(page.getByText(/The other version is kept beside it as/))).toBe(true)
    await page.close()
  })

  test('edits made while the connection is lost wait, and are sent once when it is back', async () => {
    const page = await open()
    await run(page, 'harness.core.setConnected(false)')
    await page.getByText(/cannot be reached just now/).waitFor()
    await run(page, `harness.edit({ type: 'project.edit', title: 'Offline' }, 'Rename project')`)
    await page.getByRole('button', { name: 'Offline', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Not saved' }).waitFor()
    await run(page, 'harness.core.setConnected(true)')
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor()
    expect(await run(page, `harness.core.asked.filter(({ call }) => call === 'board.edit').length`)).toBe(1)
    expect(await run(page, 'harness.core.board.document().title')).toBe('Offline')
    await page.close()
  })
})

describe('by keyboard alone', () => {
  test('the palette finds an action and does it', async () => {
    const page = await open()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('light app')
    expect(await isShown(page.getByRole('option', { name: /Light appearance/ }))).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForSelector('html[data-appearance="light"]')
    await page.close()
  })

  test('a dialog keeps the focus, closes with Escape and gives it back', async () => {
    const page = await open()
    const settings = page.getByRole('button', { name: 'Settings…' })
    await settings.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'General' }).waitFor()
    for (let times = 0; times < 20; times++) {
      await page.keyboard.press('Tab')
      const isInside = await run(
        page,
        `document.activeElement === document.body || document.activeElement.closest('[role=dialog]') !== null`,
      )
      expect(isInside).toBe(true)
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Settings…')
    await page.close()
  })

  test('an action is given other keys, a conflict is shown, and the new keys work', async () => {
    const page = await open()
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: 'Shortcuts' }).click()
    await page.getByRole('button', { name: 'Give “Jobs” keys' }).click()
    await page.keyboard.press('Control+k')
    await page.getByText('Also: Jobs').waitFor()
    await page.getByRole('button', { name: 'Give “Jobs” its own keys back' }).click()
    await page.getByText('Also: Jobs').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Give “Jobs” keys' }).click()
    await page.keyboard.press('F8')
    await page.getByRole('button', { name: 'Take F8 from “Jobs”' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('F8')
    expect(
      await isShown(
        page.getByRole('button', { name: /^Jobs: / }).and(page.locator('[aria-expanded="true"]')),
      ),
    ).toBe(true)
    await page.close()
  })
})

describe('the settings', () => {
  test('take a key in and never show it again', async () => {
    const page = await open()
    await run(page, `harness.setSession({ dialog: { kind: 'settings', page: 'key' } })`)
    await page.getByRole('radio', { name: 'Staging' }).click()
    await page.getByText('There is no key of this profile').waitFor()
    await page.getByRole('textbox', { name: 'Key' }).fill('secret-of-staging:1a2b')
    await page.getByRole('button', { name: 'Store the key' }).click()
    await page.getByText(/ends in 1a2b/).waitFor()
    expect(await page.content()).not.toContain('secret-of-staging')
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('')
    await page.close()
  })

  test('take budgets in dollars as they are typed, and say what is no amount', async () => {
    const page = await open()
    await run(page, `harness.setSession({ dialog: { kind: 'settings', page: 'spending' } })`)
    const day = page.getByRole('textbox', { name: 'A day' })
    await day.fill('lots')
    await page.keyboard.press('Enter')
    await page.getByText('Give an amount in dollars').waitFor()
    await day.fill('12.5')
    await page.keyboard.press('Enter')
    await page.getByText('$5.40 of $12.50 today').waitFor()
    await day.fill('')
    await page.keyboard.press('Enter')
    expect(await isShown(page.getByText('$5.40 today'))).toBe(true)
    await page.close()
  })
})

describe('limits', () => {
  test('are set overall and for each model, and so is the time in which the same again is the same job', async () => {
    const page = await open()
    await run(page, `harness.setSession({ dialog: { kind: 'settings', page: 'limits' } })`)
    const set = async (name: string, text: string) => {
      const field = page.getByRole('spinbutton', { name, exact: true })
      await field.fill(text)
      await page.keyboard.press('Enter')
      return field
    }
    const own = page.getByRole('group', { name: 'Of them, to one model' }).getByRole('spinbutton').first()
    expect(await own.inputValue()).toBe('')
    await own.fill('4')
    await page.keyboard.press('Enter')
    const all = await set('Requests to fal.ai', '20')
    const again = await set('The same again', '30')
    // Shown anew, they are what the settings hold.
    await run(page, `harness.setSession({ dialog: { kind: 'settings', page: 'general' } })`)
    await run(page, `harness.setSession({ dialog: { kind: 'settings', page: 'limits' } })`)
    expect([await own.inputValue(), await all.inputValue(), await again.inputValue()]).toEqual([
      '4',
      '20',
      '30',
    ])
    await own.fill('')
    await page.keyboard.press('Enter')
    await expect.poll(() => own.inputValue()).toBe('')
    await page.close()
  })
})

describe('a newcomer', () => {
  test('is told beside the button how to get the first take, until it was read', async () => {
    const page = await open('unused&app={"engine":"rehearsal"}')
    const hint = page.getByText('Press Rehearse below')
    await hint.waitFor()
    await page.getByRole('button', { name: 'Got it' }).click()
    await page.getByText('No takes yet').waitFor()
    await page.reload()
    await page.getByText('No takes yet').waitFor()
    expect(await hint.count()).toBe(0)
    await page.close()
  })
})

describe('a part of the window that fails', () => {
  test('takes no other with it, says that nothing is lost, and can be shown again', async () => {
    const page = await open()
    await run(page, 'harness.setSession({ selectedAssetIds: null })')
    const failed = page.getByRole('alert')
    await failed.getByText('Nothing is lost').waitFor()
    expect(await failed.count()).toBe(1)
    await run(page, 'harness.setSession({ selectedAssetIds: [] })')
    await failed.getByRole('button', { name: 'Show it again' }).click()
    await page.getByRole('listbox', { name: 'Images' }).waitFor()
    await page.close()
  })
})

const tooltip = (page: Page) => page.getByRole('tooltip')

describe('a tooltip', () => {
  test('comes where the pointer rests, goes when it leaves or presses, and the next comes at once', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Settings…' }).hover()
    await tooltip(page).filter({ hasText: 'Settings' }).waitFor()
    await page.getByRole('button', { name: /^Find an action/ }).hover()
    await tooltip(page).filter({ hasText: 'Find an action' }).waitFor()
    expect(await tooltip(page).count()).toBe(1)
    await page.mouse.down()
    await tooltip(page).waitFor({ state: 'detached' })
    await page.close()
  })

  test('comes with the focus of the keyboard, describes what has it, and Escape takes it away', async () => {
    const page = await open()
    const jobs = page.getByRole('button', { name: /rendering/ }).first()
    await page.keyboard.press('Tab')
    await jobs.focus()
    await tooltip(page).filter({ hasText: 'Jobs' }).waitFor()
    expect(await jobs.getAttribute('aria-describedby')).toBe(await tooltip(page).getAttribute('id'))
    await page.keyboard.press('Escape')
    await tooltip(page).waitFor({ state: 'detached' })
    expect(await jobs.getAttribute('aria-describedby')).toBeNull()
    await page.close()
  })
})

describe('a menu at the pointer', () => {
  test('opens where it is asked for, by mouse or by key, one at a time, and gives the focus back', async () => {
    const page = await open()
    const cards = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
    const menu = page.getByRole('menu', { name: 'Shots' })
    await cards.nth(0).click({ button: 'right' })
    await menu.waitFor()
    const [card, box] = [await cards.nth(0).boundingBox(), await menu.boundingBox()]
    if (!card || !box) throw new Error('the menu is nowhere')
    expect(Math.abs(box.x - (card.x + card.width / 2))).toBeLessThan(10)
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
    expect(await cards.nth(0).evaluate((element) => element === document.activeElement)).toBe(true)

    await page.keyboard.press('Shift+F10')
    await menu.waitFor()
    const keyframe = page.getByRole('button', { name: /^Keyframe 1 of/ })
    await page.keyboard.press('Escape')
    await keyframe.click({ button: 'right' })
    await page.getByRole('menu', { name: 'Keyframe 1' }).waitFor()
    await cards.nth(1).click({ button: 'right' })
    await menu.waitFor()
    expect(await page.getByRole('menu').count()).toBe(1)
    await page.close()
  })
})

describe('the native menu', () => {
  test('does what was chosen there', async () => {
    const page = await open()
    await run(page, `harness.core.events.emit('action.chosen', { action: 'view.sheet' })`)
    expect(await isShown(page.getByRole('radio', { name: 'Sheet', checked: true }))).toBe(true)
    await page.close()
  })
})

describe('a sixth image from the library', () => {
  test('is refused with the reason, and begins the next shot where that is wanted', async () => {
    const page = await open()
    await page.getByRole('option', { name: /^50-trawler/ }).click()
    await run(page, `harness.select('10')`)
    await run(page, `harness.runAction('library.addToShot')`)
    await page.getByText('Shot 10 has five keyframes').waitFor()
    await page.getByRole('button', { name: 'Start the next shot with the fifth' }).click()
    expect(await isShown(page.getByRole('button', { name: /^Keyframe 2 of 2 .* 50-trawler/ }))).toBe(true)
    await page.close()
  })
})

describe('files from the desktop', () => {
  test('that are images and dropped on the projects begin a project', async () => {
    const page = await open()
    await run(page, `harness.runAction('project.projects')`)
    await page.getByRole('heading', { name: 'Projects' }).first().waitFor()
    const session = await page.context().newCDPSession(page)
    const file = fileURLToPath(new URL('../../../assets/sample/50-trawler.jpg', import.meta.url))
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 640, y: 400, data })
    await session.send('Input.dispatchDragEvent', { type: 'dragOver', x: 640, y: 400, data })
    await page.getByText('Drop images or an archive').waitFor()
    await session.send('Input.dispatchDragEvent', { type: 'drop', x: 640, y: 400, data })
    const dialog = page.getByRole('dialog', { name: 'New project' })
    await dialog.getByText('1 image chosen').waitFor()
    expect(await isShown(dialog.getByRole('radio', { name: 'Images', checked: true }))).toBe(true)
    await page.close()
  })

  test('that are dropped where nothing takes them do not open in place of the window', async () => {
    const page = await open()
    await run(page, `harness.runAction('project.projects')`)
    await page.getByRole('heading', { name: 'Projects' }).first().waitFor()
    const session = await page.context().newCDPSession(page)
    const data = { items: [], files: [import.meta.filename], dragOperationsMask: 1 }
    const address = page.url()
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data })
    expect(await isShown(page.getByRole('heading', { name: 'Projects' }).first())).toBe(true)
    expect(page.url()).toBe(address)
    expect(page.context().pages()).toHaveLength(1)
    await page.close()
  })
})
