import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { StandIn } from '../../../stand-in/server.ts'
import { patienceMs } from './front-doors.ts'
import { receivedBy } from './received.ts'
import { cardOf, readBoard, readShot, timelineOf, type ShownShot } from './shown.ts'

/** The marks of a journey from an empty project to four shots, one of each kind: 10 frames, 20 image, 30 elements, 40 text. */

/** Reads shots one after another, each as it is shown. */
export const readShots = async (page: Page, labels: readonly string[]): Promise<readonly ShownShot[]> => {
  const shots: ShownShot[] = []
  for (const label of labels) {
    const card = cardOf(page, label)
    if ((await card.getAttribute('aria-current')) === null) await card.click()
    await timelineOf(page, label).waitFor()
    shots.push(await readShot(page))
  }
  return shots
}

/** Waits until the board has these shots in this order, scene by scene. */
export const boardIs = async (page: Page, scenes: readonly (readonly string[])[]): Promise<void> => {
  await expect.poll(() => readBoard(page), { timeout: patienceMs }).toEqual(scenes)
}

/** Waits until each of the four shots has its first take. */
export const areRendered = async (page: Page): Promise<void> => {
  for (const label of ['10', '20', '30', '40'])
    await page
      .getByRole('option', { name: new RegExp(`^Shot ${label}, .*, take 1,`) })
      // A clip is made, fetched and checked, each by a process of its own.
      .waitFor({ timeout: 4 * patienceMs })
}

const pika = (kind: string) => `fal-ai/pika/v2.2/${kind}`
const common = ({ prompt, resolution, seed }: ShownShot) => ({ prompt, resolution, seed })

/** Expects that fal received just what the window shows of the four shots: nothing more, less or otherwise. */
export const expectSent = async (standIn: StandIn, shots: readonly ShownShot[]): Promise<void> => {
  const [frames, image, elements, text] = shots as [ShownShot, ShownShot, ShownShot, ShownShot]
  const received = await receivedBy(standIn)
  expect(Object.fromEntries(received)).toEqual({
    pikaframes: {
      endpoint: pika('pikaframes'),
      pictures: frames.pictures,
      rest: {
        ...common(frames),
        transitions: frames.gaps.map(({ seconds, prompt }) => ({
          duration: seconds,
          prompt: prompt ?? frames.prompt,
        })),
      },
    },
    'image-to-video': {
      endpoint: pika('image-to-video'),
      pictures: image.pictures,
      rest: { ...common(image), duration: image.length },
    },
    pikascenes: {
      endpoint: pika('pikascenes'),
      pictures: elements.pictures,
      rest: {
        ...common(elements),
        duration: elements.length,
        aspect_ratio: '16:9',
        ingredients_mode: elements.use,
      },
    },
    'text-to-video': {
      endpoint: pika('text-to-video'),
      pictures: [],
      rest: { ...common(text), duration: text.length, aspect_ratio: '16:9' },
    },
  })
  // What is compared must tell one gap from another, and be what was meant.
  expect(frames.pictures).toEqual(['dusk', 'lampLit', 'night', 'gathering', 'storm'])
  expect(new Set(frames.gaps.map(({ seconds }) => seconds)).size).toBeGreaterThan(2)
  expect(new Set(frames.gaps.map(({ prompt }) => prompt)).size).toBe(4)
  expect({ resolution: frames.resolution, seed: frames.seed }).toEqual({ resolution: '1080p', seed: 20_261 })
  expect(elements).toMatchObject({
    pictures: ['keeper', 'lantern', 'stairwell'],
    length: 10,
    use: 'creative',
  })
  expect([image.length, text.length]).toEqual([5, 5])
}

/** Takes back every step, by whatever way `undo` goes, until the project is as empty as a new one. */
export const goBackToNothing = async (page: Page, undo: () => Promise<void>): Promise<void> => {
  while (await page.getByRole('button', { name: /^Undo/ }).isEnabled()) await undo()
  await page.getByText('No shots yet').waitFor()
  await page.getByText('No images yet').waitFor()
}

/** Does again whatever was taken back. */
export const goForthAgain = async (page: Page, redo: () => Promise<void>): Promise<void> => {
  while (await page.getByRole('button', { name: /^Redo/ }).isEnabled()) await redo()
}
