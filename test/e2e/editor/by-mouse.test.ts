import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { layOutDesk } from './kit/desk.ts'
import { frontDoors } from './kit/front-doors.ts'
import { areRendered, boardIs, expectSent, goBackToNothing, goForthAgain, readShots } from './kit/journey.ts'
import { personAt, type Person } from './kit/person.ts'
import { picture } from './kit/pictures.ts'
import { cardOf, timelineOf } from './kit/shown.ts'

const keyframe = (page: Page, number: number) =>
  page.getByRole('button', { name: new RegExp(`^Keyframe ${number} of`) })
const gap = (page: Page, number: number) => page.getByRole('button', { name: new RegExp(`^Gap ${number}, `) })
const edgeOf = (page: Page, number: number) => page.getByTitle(new RegExp(`^Drag to change gap ${number};`))

const add = async (page: Page, what: 'New shot' | 'New scene') => {
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: what }).click()
}
const makeFrom = (page: Page, what: string) =>
  page
    .getByRole('radiogroup', { name: 'What the shot is made from' })
    .getByRole('radio', { name: what, exact: true })
    .click()
const describeShot = (page: Page, words: string) =>
  page.getByRole('textbox', { name: 'Description' }).fill(words)
const keepOneSeed = (page: Page) =>
  page.getByRole('button', { name: 'Draw another seed and keep it' }).click()

const writeGapPrompt = async (page: Page, number: number, words: string) => {
  await page.getByRole('button', { name: new RegExp(`: prompt of gap ${number}$`) }).click()
  await page.getByRole('textbox', { name: `Prompt of gap ${number}` }).fill(words)
  await page.getByRole('button', { name: 'Done', exact: true }).click()
}

/** Five keyframes from the desktop; the sixth goes into the next shot. */
const arrangeKeyframes = async (page: Page, person: Person) => {
  await add(page, 'New shot')
  const four = [picture('dusk'), picture('lampLit'), picture('night'), picture('gathering')]
  await person.dropFiles(timelineOf(page, '10'), four)
  await keyframe(page, 4).waitFor()
  // Into the first gap, and from there behind the others.
  await person.dropFiles(gap(page, 1), [picture('storm')])
  await page.getByRole('button', { name: /^Keyframe 2 of 5.*storm/ }).waitFor()
  await person.drag(keyframe(page, 2), keyframe(page, 5))
  await page.getByRole('button', { name: /^Keyframe 5 of 5.*storm/ }).waitFor()
  await person.dropFiles(gap(page, 4), [picture('trawler')])
  await page.getByText('Shot 10 has five keyframes, the most Pikaframes takes.').waitFor()
  await page.getByRole('button', { name: 'Start the next shot with the fifth' }).click()
  await timelineOf(page, '20').waitFor()
  expect((await readShots(page, ['20']))[0]).toMatchObject({ pictures: ['storm', 'trawler'] })
}

const timeKeyframes = async (page: Page, person: Person) => {
  await cardOf(page, '10').click()
  await timelineOf(page, '10').waitFor()
  await person.dragBy(edgeOf(page, 3), -30)
  await gap(page, 2).dblclick()
  await page.getByRole('textbox', { name: 'Seconds of gap 2' }).fill('7')
  await page.keyboard.press('Enter')
  // With Alt the neighbour makes up for it.
  await page.keyboard.down('Alt')
  await person.dragBy(edgeOf(page, 1), 10)
  await page.keyboard.up('Alt')
  await writeGapPrompt(page, 1, 'The lamp is lit')
  await writeGapPrompt(page, 3, 'Boats gather below the light')
  await writeGapPrompt(page, 4, 'The storm breaks')
  await describeShot(page, 'Night comes to the lighthouse')
  await page.getByRole('radio', { name: /^1080p/ }).click()
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('20261')
  await page.keyboard.press('Enter')
}

const makeImageShot = async (page: Page, person: Person) => {
  await cardOf(page, '20').click()
  await timelineOf(page, '20').waitFor()
  await makeFrom(page, 'Image')
  const trawler = page.getByRole('option', { name: /^50-trawler/ })
  await person.drag(trawler, timelineOf(page, '20'), { x: 0.1, y: 0.5 })
  await page.getByRole('button', { name: /^Image: 50-trawler/ }).waitFor()
  await describeShot(page, 'The trawler climbs the waves')
  await keepOneSeed(page)
}

const makeElementsShot = async (page: Page, person: Person) => {
  await add(page, 'New shot')
  await timelineOf(page, '30').waitFor()
  await makeFrom(page, 'Elements')
  await person.pastePicture(picture('keeper'))
  const keeper = page.getByRole('option', { name: /^pasted / })
  await keeper.waitFor()
  await person.dropFiles(timelineOf(page, '30'), [picture('lantern'), picture('stairwell')])
  await page.getByRole('button', { name: /^Element 2 of 2/ }).waitFor()
  await person.drag(keeper, page.getByRole('button', { name: /^Drop another/ }))
  await page.getByRole('button', { name: /^Element 3 of 3/ }).waitFor()
  await person.drag(
    page.getByRole('button', { name: /^Element 3 of/ }),
    page.getByRole('button', { name: /^Element 1 of/ }),
  )
  await page.getByRole('button', { name: /^Element 1 of 3.*pasted / }).waitFor()
  await page.getByRole('button', { name: /^Role of element 3/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Setting' }).click()
  const timeline = page.getByRole('region', { name: 'Shot timeline' })
  await timeline.getByRole('radio', { name: 'Creative' }).click()
  await timeline.getByRole('radio', { name: '10 s' }).click()
  await describeShot(page, 'The keeper carries the lantern up the stairs')
  await keepOneSeed(page)
}

const makeTextShot = async (page: Page) => {
  await add(page, 'New shot')
  await cardOf(page, '40').waitFor()
  await makeFrom(page, 'Text')
  await describeShot(page, 'A lighthouse from above, the sea going grey')
  await keepOneSeed(page)
}

const reorderAcrossScenes = async (page: Page, person: Person) => {
  await add(page, 'New scene')
  await page.getByRole('textbox', { name: 'Title of the scene' }).fill('Inside')
  await page.keyboard.press('Enter')
  await person.drag(cardOf(page, '20'), page.getByText('Drop shots or images here'))
  await boardIs(page, [['10', '30', '40'], ['20']])
  await person.drag(cardOf(page, '40'), cardOf(page, '20'), { x: 0.1, y: 0.5 })
  await boardIs(page, [
    ['10', '30'],
    ['40', '20'],
  ])
}

const renderAll = async (page: Page) => {
  await page.getByRole('button', { name: 'More ways to render' }).click()
  await page.getByRole('menuitem', { name: /^Render all that is missing/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Render · (?:about )?\$/ })
    .click()
  await areRendered(page)
}

/** Presses a button as it is: it may be known only while the mouse goes down that there is nothing more to do. */
const pressNow = (page: Page, name: RegExp) => page.getByRole('button', { name }).click({ force: true })

describe.each(frontDoors)('by mouse, in %s', (door) => {
  test('from an empty project to four rendered shots, one of each kind, and all the way back and forth', async () => {
    const desk = await layOutDesk(door, 'no project')
    const window = await desk.open()
    const { page } = window
    const person = personAt(window)
    await page.getByRole('button', { name: 'New project' }).first().click()
    await page.getByRole('textbox', { name: 'Title' }).fill('The Crossing')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('No shots yet').waitFor()

    await arrangeKeyframes(page, person)
    await timeKeyframes(page, person)
    await makeImageShot(page, person)
    await makeElementsShot(page, person)
    await makeTextShot(page)
    await reorderAcrossScenes(page, person)
    const shots = await readShots(page, ['10', '20', '30', '40'])
    await renderAll(page)
    await expectSent(desk.standIn, shots)

    await goBackToNothing(page, () => pressNow(page, /^Undo/))
    await goForthAgain(page, () => pressNow(page, /^Redo/))
    await boardIs(page, [
      ['10', '30'],
      ['40', '20'],
    ])
    expect(await readShots(page, ['10', '20', '30', '40'])).toEqual(shots)
    await cardOf(page, '10').getByText('take 1', { exact: true }).waitFor()
    expect(desk.standIn.journal.accepted()).toHaveLength(4)
    expect(window.complaints).toEqual([])
  })
})
