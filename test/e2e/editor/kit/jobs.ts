import type { Locator, Page } from 'playwright-core'
import type { ShotDraft } from '../../../../electron/core/board/add-shot.ts'
import { coreFor, must } from '../../../kit/text-board.ts'
import type { StandInOptions } from '../../../stand-in/server.ts'
import { layOutDesk, type Desk } from './desk.ts'
import type { FrontDoor } from './front-doors.ts'
import { cardOf, timelineOf } from './shown.ts'

/** Shots to be rendered, and what the window says and offers while they are rendered. */

const asTheyCome = { label: null, framing: { fit: 'cover', crop: null } } as const

export const textShot = (prompt: string): ShotDraft => ({
  ...asTheyCome,
  fields: { prompt },
  ingredients: { mode: 'text', model: '2.2', seconds: 5 },
})

/** A shot of keyframes with a gap of five seconds for each prompt, of which there is one fewer. */
export const framesShot = (images: readonly string[], prompts: readonly string[]): ShotDraft => ({
  ...asTheyCome,
  fields: {},
  ingredients: { mode: 'frames', images, gaps: prompts.map((prompt) => ({ seconds: 5, prompt })) },
})

/** A desk with a project of these shots on it: 10, 20 and so on. */
export const layOutShots = async (
  door: FrontDoor,
  shots: readonly ShotDraft[],
  options: StandInOptions = {},
): Promise<Desk> => {
  const desk = await layOutDesk(door, 'an empty project', options)
  const core = coreFor(desk.place.start.home, desk.standIn.proxyUrl, desk.standIn.key)
  const project = must(await core.openProject(desk.folder))
  for (const shot of shots) must(await core.addShot(project, shot))
  must(await project.close())
  await core.close()
  return desk
}

/** A stand-in's clock on which a job takes an hour, which passes when the test says so. */
export const jobsOfAnHour = () => {
  const hourMs = 3_600_000
  let passedMs = 0
  return {
    options: { durationMs: hourMs, clock: { now: () => Date.now() + passedMs }, concurrency: 10 },
    pass: () => {
      passedMs += hourMs
    },
  }
}

/** Shows a shot by its card. */
export const showShot = async (page: Page, label: string): Promise<void> => {
  await cardOf(page, label).click()
  await timelineOf(page, label).waitFor()
}

/** Shows a shot and presses the button that renders it, over which the drawer would lie. */
export const renderShot = async (page: Page, label: string, price = '$0.20'): Promise<void> => {
  const close = page.getByRole('button', { name: 'Close jobs' })
  if (await close.isVisible()) await close.click()
  await showShot(page, label)
  await page.getByRole('button', { name: `Render ${price}`, exact: true }).click()
}

/** Opens the drawer of jobs, where it is not open. */
export const openJobs = async (page: Page): Promise<Locator> => {
  const chip = page.getByRole('button', { name: /^Jobs: / })
  if ((await chip.getAttribute('aria-expanded')) !== 'true') await chip.click()
  const drawer = page.getByRole('region', { name: 'Jobs', exact: true })
  await drawer.waitFor()
  return drawer
}

/** The job of a take in the drawer. */
export const jobOf = async (page: Page, label: string, take = 1): Promise<Locator> =>
  (await openJobs(page)).getByRole('listitem', { name: `Shot ${label}, take ${take}`, exact: true })

/** What can be done with a job, as its buttons say; the first button goes to its shot. */
export const deedsOf = async (job: Locator): Promise<readonly string[]> =>
  (await job.getByRole('button').allInnerTexts()).slice(1)

/** The card of a shot, as soon as it says this. */
export const cardSaying = (page: Page, label: string, words: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^Shot ${label}, .*, ${words},`) })
