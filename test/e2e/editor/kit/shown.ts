import type { Locator, Page } from 'playwright-core'
import { pictureCalled, type PictureName } from './pictures.ts'

/** What the window says of a shot: read by names and values, as a screen reader reads it out. */
export interface ShownShot {
  /** The pictures it is made from, in their order. */
  readonly pictures: readonly PictureName[]
  readonly gaps: readonly {
    readonly seconds: number
    /** Null where the shot's holds. */
    readonly prompt: string | null
  }[]
  readonly prompt: string
  readonly resolution: string
  readonly seed: number
  /** Seconds of the clip, and how the elements are used, as the timeline says; null where it does not. */
  readonly length: number | null
  readonly use: string | null
}

/** Shows a shot by its card, and waits until the window shows it. */
export const cardOf = (page: Page, label: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^Shot ${label}, `) })

export const timelineOf = (page: Page, label: string): Locator =>
  page
    .getByRole('region', { name: 'Shot timeline' })
    .getByLabel(new RegExp(`^(?:Keyframes|Elements|Image|Prompt) of shot ${label}$`))

/** Reads the shot that is shown. */
export const readShot = async (page: Page): Promise<ShownShot> => {
  const timeline = page.getByRole('region', { name: 'Shot timeline' })
  const images = timeline.getByRole('button', { name: /^(?:Keyframe \d of|Element \d of|Image: )/ })
  const gaps = timeline.getByRole('button', { name: /^Gap \d, / })
  const resolution = await chosenOf(page.getByRole('radiogroup', { name: 'Resolution' }))
  const length = await chosenOf(timeline.getByRole('radiogroup', { name: 'Length of the clip' }))
  const use = await chosenOf(timeline.getByRole('radiogroup', { name: 'How the elements are used' }))
  return {
    pictures: (await namesOf(images)).map((name) =>
      pictureCalled(/: (.+?\.(?:jpg|png))/.exec(name)?.[1] ?? name),
    ),
    gaps: (await namesOf(gaps)).map((name) => {
      const [, seconds = '', words = ''] = /^Gap \d, (\d+) s\. (.*)$/s.exec(name) ?? []
      return { seconds: Number(seconds), prompt: /^Prompt: (.*)$/s.exec(words)?.[1] ?? null }
    }),
    prompt: await page.getByRole('textbox', { name: 'Description' }).inputValue(),
    resolution: /^\d+p/.exec(resolution ?? '')?.[0] ?? '',
    seed: Number(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()),
    length: length === null ? null : Number.parseInt(length, 10),
    use: use?.toLowerCase() ?? null,
  }
}

/** The words of what is chosen in a group of radio buttons; null where nothing is, or there is no such group. */
const chosenOf = async (group: Locator): Promise<string | null> => {
  const chosen = group.locator('label').filter({ has: group.page().getByRole('radio', { checked: true }) })
  return (await chosen.count()) === 0 ? null : chosen.innerText()
}

const namesOf = (what: Locator): Promise<readonly string[]> =>
  what.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''))

/** The labels of the shots in the order of the board, scene by scene. */
export const readBoard = async (page: Page): Promise<readonly (readonly string[])[]> => {
  const scenes = page.getByRole('listbox', { name: 'Shots' }).getByRole('group')
  return scenes.evaluateAll((groups) =>
    groups.map((group) =>
      [...group.querySelectorAll('[role=option]')].map(
        (card) => /^Shot (\S+),/.exec(card.textContent.trim())?.[1] ?? '',
      ),
    ),
  )
}
