import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { layOutDesk } from './kit/desk.ts'
import { frontDoors, type Window } from './kit/front-doors.ts'
import { areRendered, boardIs, expectSent, goBackToNothing, goForthAgain } from './kit/journey.ts'
import { countPointerEvents, keysOf, type Keys } from './kit/keys.ts'
import { personAt } from './kit/person.ts'
import { picture } from './kit/pictures.ts'
import { cardOf, readShot, timelineOf, type ShownShot } from './kit/shown.ts'

const keyframe = (page: Page, number: number) =>
  page.getByRole('button', { name: new RegExp(`^Keyframe ${number} of`) })
const gap = (page: Page, number: number) => page.getByRole('button', { name: new RegExp(`^Gap ${number}, `) })
const library = (page: Page) => page.getByRole('listbox', { name: 'Images' })
const cards = (page: Page) => page.getByRole('listbox', { name: 'Shots' })

/** Picks an image of the library up; where it goes from there is up to the keys that follow. */
const pickUpImage = async (page: Page, { press, tabTo, arrowTo }: Keys, name: RegExp) => {
  await tabTo(library(page))
  await press('Home')
  await arrowTo(page.getByRole('option', { name }), 'ArrowRight')
  await press('Space')
}

/** The new card takes the focus; keys that follow go on from there. */
const addShot = async (page: Page, { press }: Keys, label: string) => {
  await press('n')
  await cardOf(page, label).and(page.locator(':focus')).waitFor()
}

const describeShot = async ({ press, type, doAction }: Keys, words: string) => {
  await press('d')
  await type(words)
  await doAction('Draw another seed and keep it')
}

const arrangeKeyframes = async (window: Window, keys: Keys) => {
  const { page } = window
  const { press, tabTo, arrowTo } = keys
  await addShot(page, keys, '10')
  await tabTo(timelineOf(page, '10'))
  const four = [picture('dusk'), picture('lampLit'), picture('night'), picture('gathering')]
  await window.chooseFiles(() => press('Enter'), four)
  await keyframe(page, 4).waitFor()
  await window.chooseFiles(() => press('Control+I'), [picture('storm'), picture('trawler')])
  await page.getByRole('option', { name: /^50-trawler/ }).waitFor()
  // From behind the last keyframe to the first gap, over the posts and gaps between.
  await pickUpImage(page, keys, /^10-5-storm/)
  await press(...Array.from({ length: 6 }, () => 'ArrowLeft'), 'Enter')
  await page.getByRole('button', { name: /^Keyframe 2 of 5.*storm/ }).waitFor()
  await tabTo(timelineOf(page, '10'))
  await arrowTo(keyframe(page, 2), 'ArrowLeft')
  await press('Space', 'End', 'Enter')
  await page.getByRole('button', { name: /^Keyframe 5 of 5.*storm/ }).waitFor()
}

const timeKeyframes = async (page: Page, { press, type, tabTo, arrowTo }: Keys) => {
  await arrowTo(gap(page, 4), 'ArrowLeft')
  for (const [number, words] of [
    [4, 'The storm breaks'],
    [3, 'Boats gather below the light'],
    [1, 'The lamp is lit'],
  ] as const) {
    await arrowTo(gap(page, number), 'ArrowLeft')
    await press('p')
    const field = page.getByRole('textbox', { name: `Prompt of gap ${number}` })
    await field.waitFor()
    await type(words)
    await press('Enter')
    await field.waitFor({ state: 'detached' })
  }
  await arrowTo(gap(page, 2), 'ArrowRight')
  await press('Enter')
  await page.getByRole('textbox', { name: 'Seconds of gap 2' }).waitFor()
  await press('Control+A')
  await type('7')
  await press('Enter')
  await arrowTo(gap(page, 3), 'ArrowRight')
  await press('-', '-')
  await arrowTo(gap(page, 1), 'ArrowLeft')
  // The neighbour makes up for it.
  await press('Alt+Shift+ArrowRight')
  await press('d')
  await type('Night comes to the lighthouse')
  await tabTo(page.getByRole('radiogroup', { name: 'Resolution' }))
  await press('ArrowRight')
  await tabTo(page.getByRole('spinbutton', { name: 'Seed' }))
  await type('20261')
  await press('Enter')
}

const refuseSixth = async (page: Page, keys: Keys) => {
  await pickUpImage(page, keys, /^50-trawler/)
  await keys.press('Enter')
  await page.getByText('Shot 10 has five keyframes, the most Pikaframes takes.').waitFor()
  await keys.press('Alt+N', 'Enter')
  await timelineOf(page, '20').waitFor()
}

const makeImageShot = async (page: Page, keys: Keys) => {
  await keys.doAction('Make the shot from image')
  await pickUpImage(page, keys, /^50-trawler/)
  await keys.press('Enter')
  await page.getByRole('button', { name: /^Image: 50-trawler/ }).waitFor()
  await describeShot(keys, 'The trawler climbs the waves')
}

const makeElementsShot = async (window: Window, keys: Keys) => {
  const { page } = window
  const { press, tabTo, arrowTo, doAction } = keys
  await personAt(window).pastePicture(picture('keeper'))
  await page.getByRole('option', { name: /^pasted / }).waitFor()
  await tabTo(cards(page))
  await addShot(page, keys, '30')
  await doAction('Make the shot from elements')
  await tabTo(timelineOf(page, '30').getByRole('button', { name: /^Drop images here/ }))
  await window.chooseFiles(() => press('Enter'), [picture('lantern'), picture('stairwell')])
  await page.getByRole('button', { name: /^Element 2 of 2/ }).waitFor()
  await pickUpImage(page, keys, /^pasted /)
  await press('Enter')
  await page.getByRole('button', { name: /^Element 3 of 3/ }).waitFor()
  await tabTo(page.getByRole('button', { name: /^Element \d of/ }))
  await arrowTo(page.getByRole('button', { name: /^Element 3 of/ }), 'ArrowRight')
  await press('Space', 'Home', 'Enter')
  await page.getByRole('button', { name: /^Element 1 of 3.*pasted / }).waitFor()
  await arrowTo(page.getByRole('button', { name: /^Element 3 of/ }), 'ArrowRight')
  await press('4')
  await page.getByRole('button', { name: /^Element 3 of 3, setting/ }).waitFor()
  const timeline = page.getByRole('region', { name: 'Shot timeline' })
  for (const choice of ['How the elements are used', 'Length of the clip']) {
    await tabTo(timeline.getByRole('radiogroup', { name: choice }))
    await press('ArrowRight')
  }
  await describeShot(keys, 'The keeper carries the lantern up the stairs')
}

const makeTextShot = async (page: Page, keys: Keys) => {
  await keys.tabTo(cards(page))
  await addShot(page, keys, '40')
  await keys.doAction('Make the shot from text')
  await describeShot(keys, 'A lighthouse from above, the sea going grey')
}

const reorderAcrossScenes = async (page: Page, { press, type, tabTo, arrowTo }: Keys) => {
  await tabTo(cards(page))
  await press('Shift+N')
  await page.getByRole('textbox', { name: 'Title of the scene' }).waitFor()
  await type('Inside')
  await press('Enter')
  await tabTo(cards(page))
  await arrowTo(cardOf(page, '20'), 'ArrowLeft')
  await press('Space', 'End', 'Enter')
  await boardIs(page, [['10', '30', '40'], ['20']])
  await arrowTo(cardOf(page, '40'), 'ArrowLeft')
  await press('Space', 'End', 'ArrowLeft', 'Enter')
  await boardIs(page, [
    ['10', '30'],
    ['40', '20'],
  ])
}

/** Reads the shots in their order on the board, from card to card; gives them in the order of their labels. */
const readAll = async (page: Page, { press, tabTo }: Keys): Promise<readonly ShownShot[]> => {
  const shots = new Map<string, ShownShot>()
  await tabTo(cards(page))
  await press('Home')
  for (const label of ['10', '30', '40', '20']) {
    await timelineOf(page, label).waitFor()
    shots.set(label, await readShot(page))
    await press('ArrowRight')
  }
  return [...shots].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, shot]) => shot)
}

const renderAll = async (page: Page, { press, tabTo, doAction }: Keys) => {
  await doAction('Render all that is missing or stale')
  await tabTo(page.getByRole('dialog').getByRole('button', { name: /^Render · (?:about )?\$/ }))
  await press('Enter')
  await areRendered(page)
}

describe.each(frontDoors)('by keyboard alone, in %s', (door) => {
  test('from an empty project to four rendered shots, one of each kind, and all the way back and forth', async () => {
    const desk = await layOutDesk(door, 'no project')
    const window = await desk.open()
    const { page } = window
    const keys = keysOf(page)
    const pointerEvents = await countPointerEvents(page)
    await page.getByText('No projects yet').waitFor()
    await keys.press('Control+N')
    await page.getByRole('textbox', { name: 'Title' }).waitFor()
    await keys.type('The Crossing')
    await keys.press('Enter')
    await page.getByText('No shots yet').waitFor()

    await arrangeKeyframes(window, keys)
    await timeKeyframes(page, keys)
    await refuseSixth(page, keys)
    await makeImageShot(page, keys)
    await makeElementsShot(window, keys)
    await makeTextShot(page, keys)
    await reorderAcrossScenes(page, keys)
    const shots = await readAll(page, keys)
    await renderAll(page, keys)
    await expectSent(desk.standIn, shots)

    await goBackToNothing(page, () => keys.press('Control+Z'))
    await goForthAgain(page, () => keys.press('Control+Shift+Z'))
    await boardIs(page, [
      ['10', '30'],
      ['40', '20'],
    ])
    expect(await readAll(page, keys)).toEqual(shots)
    expect(desk.standIn.journal.accepted()).toHaveLength(4)
    expect(await pointerEvents()).toBe(0)
    expect(window.complaints).toEqual([])
  })
})
