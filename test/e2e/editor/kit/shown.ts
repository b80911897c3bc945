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
  const resolution = page
    .getByRole('radiogroup', { name: 'Resolution' })
    .getByRole('radio', { checked: true })
  const chosen = async (group: string) => {
    const radio = timeline.getByRole('radiogroup', { name: group }).getByRole('radio', { checked: true })
    return (await radio.count()) === 0 ? null : radio.innerText()
  }
  const length = await chosen('Length of the clip')
  return {
    pictures: (await namesOf(images)).map((name) =>
      pictureCalled(/: (.+?\.(?:jpg|png))/.exec(name)?.[1] ?? name),
    ),
    gaps: (await namesOf(gaps)).map((name) => {
      const [, seconds = '', words = ''] = /^Gap \d, (\d+) s\. (.*)$/s.exec(name) ?? []
      return { seconds: Number(seconds), prompt: /^Prompt: (.*)$/s.exec(words)?.[1] ?? null }
    }),
    prompt: await page.getByRole('textbox', { name: 'Description' }).inputValue(),
    resolution: /^\d+p/.exec(await resolution.innerText())?.[0] ?? '',
    seed: Number(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()),
    length: length === null ? null : Number.parseInt(length, 10),
    use: (await chosen('How the elements are used'))?.toLowerCase() ?? null,
  }
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
