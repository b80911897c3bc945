import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { replies, type Fault } from '../../stand-in/faults.ts'
import type { StandIn } from '../../stand-in/server.ts'
import { frontDoors, patienceMs } from './kit/front-doors.ts'
import {
  cardSaying,
  deedsOf,
  framesShot,
  jobOf,
  jobsOfAnHour,
  layOutShots,
  openJobs,
  renderShot,
  showShot,
  textShot,
} from './kit/jobs.ts'
import { picture } from './kit/pictures.ts'

/** The answer to a request that was accepted, and will be charged, never arrives. */
const lostAnswer: Fault = { kind: 'reset', afterAccepting: true }
/** What fal.ai says of a clip that it has cleared away. */
const gone: Fault = { kind: 'reply', status: 410 }

const dialogOf = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const answer = (page: Page, button: string) =>
  dialogOf(page).getByRole('button', { name: button, exact: true }).click()
const description = (page: Page) => page.getByRole('textbox', { name: 'Description' })
const isSaved = (page: Page) => page.getByText(/^Saved/).waitFor()

/** Waits for the first take of a shot. A clip is made, fetched and checked, each by a process of its own. */
const isRendered = (page: Page, label: string) =>
  cardSaying(page, label, 'take 1').waitFor({ timeout: 4 * patienceMs })

/** The take of a shot whose clip cannot be fetched again says so, wherever it is to be seen. */
const isExpired = async (shown: Page) => {
  await cardSaying(shown, '10', 'clip expired').waitFor()
  await showShot(shown, '10')
  await shown
    .getByRole('list', { name: 'Takes of shot 10' })
    .getByText(/^Expired: the clip is gone from the disk, and fal\.ai no longer keeps it\./)
    .waitFor()
  await shown.getByText(/render the shot again: fal\.ai no longer keeps this clip\./).waitFor()
  expect(await shown.getByRole('button', { name: 'Fetch again' }).count()).toBe(0)
}

const library = (page: Page) => page.getByRole('separator', { name: 'Width of the library' })

/** How often each intention to spend was accepted. */
const chargesOf = ({ journal }: StandIn) =>
  [...journal.acceptedPerIntent().values()].toSorted((a, b) => a - b)

describe.each(frontDoors)('in %s', (door) => {
  test('a lost answer is told in words, and ends as the user says: looked up, adopted, sent again, given up', async () => {
    const hour = jobsOfAnHour()
    const desk = await layOutShots(
      door,
      ['The lamp', 'The sea', 'The gulls', 'The tide'].map(textShot),
      hour.options,
    )
    const { standIn } = desk
    const { page, complaints } = await desk.open()
    let lost = standIn.script({ step: 'submit', nth: 'every', fault: lostAnswer })
    const renderInVain = async (label: string) => {
      await renderShot(page, label)
      await cardSaying(page, label, 'uncertain').waitFor()
      const job = await jobOf(page, label)
      await job.getByText(/so fal\.ai may have accepted it\. .*fal\.ai may have charged for it\./).waitFor()
      await job.getByText(/fal\.ai’s list of requests does not show it so far/).waitFor()
      expect(await deedsOf(job)).toEqual(['Look up again', 'Adopt…', 'Send again…', 'Give up…', 'Copy error'])
      return job
    }

    const first = await renderInVain('10')
    await page.getByRole('button', { name: 'Jobs: 1 needs you' }).waitFor()
    hour.pass()
    await first.getByRole('button', { name: 'Look up again' }).click()
    await isRendered(page, '10')
    expect(standIn.journal.count('submit')).toBe(1)

    const second = await renderInVain('20')
    await second.getByRole('button', { name: 'Adopt…' }).click()
    const id = dialogOf(page).getByRole('textbox', { name: 'Request id' })
    await id.fill('no-such-request')
    await answer(page, 'Adopt')
    const refused = page.getByRole('alert').filter({
      hasText: /^fal\.ai knows no request no-such-request, so the job stays uncertain\./,
    })
    // Over everything until it is read.
    await refused.getByRole('button', { name: 'Dismiss' }).click()
    await id.fill(standIn.journal.accepted()[1]?.requestId ?? '')
    await answer(page, 'Adopt')
    await second.getByText('rendering', { exact: true }).waitFor()
    hour.pass()
    await isRendered(page, '20')
    expect(standIn.journal.count('submit')).toBe(2)

    const third = await renderInVain('30')
    await third.getByRole('button', { name: 'Send again…' }).click()
    await dialogOf(page).getByText('Send again for $0.20?').waitFor()
    await dialogOf(page)
      .getByText(/^If fal\.ai got the first request all the same, it charges for both\./)
      .waitFor()
    await answer(page, 'Cancel')
    expect(standIn.journal.count('submit')).toBe(3)
    lost.remove()
    await third.getByRole('button', { name: 'Send again…' }).click()
    await answer(page, 'Send again · $0.20')
    await third.getByText('rendering', { exact: true }).waitFor()
    hour.pass()
    await isRendered(page, '30')
    expect(standIn.journal.count('submit')).toBe(4)

    lost = standIn.script({ step: 'submit', nth: 'every', fault: lostAnswer })
    const fourth = await renderInVain('40')
    await fourth.getByRole('button', { name: 'Give up…' }).click()
    await dialogOf(page).getByText('Give this take up?').waitFor()
    await dialogOf(page)
      .getByText(/If fal\.ai got the request, it may charge for it/)
      .waitFor()
    await answer(page, 'Give up')
    await fourth.getByText('cancelled', { exact: true }).waitFor()
    await fourth.getByText(/^It was given up: the request had been sent/).waitFor()
    expect(await deedsOf(fourth)).toEqual(['Try again · $0.20', 'Copy error'])

    // Twice only what the user had sent again, having been told.
    expect(chargesOf(standIn)).toEqual([1, 1, 1, 2])
    expect(standIn.journal.count('submit')).toBe(5)
    expect(complaints).toEqual([])
  })

  test('a locked account is told in fal’s own words, what is unsent waits, and all goes on once it is mended', async () => {
    const hour = jobsOfAnHour()
    const desk = await layOutShots(door, ['The lamp', 'The sea', 'The gulls'].map(textShot), hour.options)
    const { standIn } = desk
    const { page, complaints } = await desk.open()
    await renderShot(page, '10')
    await cardSaying(page, '10', 'rendering').waitFor()
    const lock = standIn.script({ step: 'submit', nth: 'every', fault: replies.locked() })
    for (const label of ['20', '30']) {
      await renderShot(page, label)
      await cardSaying(page, label, 'waits for you').waitFor()
      const job = await jobOf(page, label)
      await job
        .getByText(
          'fal.ai has locked the account: “User is locked. Reason: Exhausted balance”. Top it up at fal.ai, then go on. It cost nothing.',
        )
        .waitFor()
      expect(await deedsOf(job)).toEqual(['Go on', 'fal.ai billing', 'Cancel', 'Copy error'])
    }
    await page.getByRole('button', { name: 'Jobs: 1 rendering · 2 need you' }).waitFor()
    // The second of them was not even tried.
    expect([lock.struck(), standIn.journal.count('submit')]).toEqual([1, 2])
    hour.pass()
    await isRendered(page, '10')

    lock.remove()
    const drawer = await openJobs(page)
    await drawer.getByRole('button', { name: 'Go on with all' }).click()
    for (const label of ['20', '30']) await cardSaying(page, label, 'rendering').waitFor()
    hour.pass()
    for (const label of ['20', '30']) await isRendered(page, label)
    expect(chargesOf(standIn)).toEqual([1, 1, 1])
    expect(complaints).toEqual([])
  })

  test('a 422 is told at the field with what it may have cost, and is not sent again before the user says so', async () => {
    const desk = await layOutShots(door, [
      textShot('The lamp goes out'),
      framesShot([picture('dusk'), picture('night'), picture('storm')], ['The lamp is lit', 'Blood moon']),
    ])
    const { standIn } = desk
    const { page, complaints } = await desk.open()
    const flagged = 'The prompt was flagged by a content checker'
    const reject = (...field: readonly (string | number)[]) =>
      standIn.script({
        step: 'submit',
        fault: replies.modelError('content_policy_violation', flagged, ['body', ...field]),
      })
    const isRejected = async (label: string, field: string) => {
      await cardSaying(page, label, 'failed').waitFor()
      const job = await jobOf(page, label)
      await job
        .getByText(
          `fal.ai rejected the shot (${field}): ${flagged}. Change the shot before trying again. fal.ai may have charged for it.`,
        )
        .waitFor()
      return job
    }
    const because = `fal.ai rejected take 1 because of this: ${flagged}`

    reject('prompt')
    await renderShot(page, '10')
    const job = await isRejected('10', 'prompt')
    await job.getByText(/Field: prompt\s+Code: fal\/rejected/).waitFor()
    expect(await deedsOf(job)).toEqual(['Try again · $0.20', 'Copy error'])
    await page.getByRole('alert').filter({ hasText: because }).waitFor()
    expect(await description(page).getAttribute('aria-invalid')).toBe('true')
    expect(standIn.journal.count('submit')).toBe(1)
    await description(page).fill('The lamp is lit')
    await job.getByRole('button', { name: 'Try again · $0.20' }).click()
    await isRendered(page, '10')
    expect(await description(page).getAttribute('aria-invalid')).toBeNull()

    reject('transitions', 1, 'prompt')
    await renderShot(page, '20', '$0.40')
    await isRejected('20', 'prompt of gap 2')
    const gap = page.getByRole('button', { name: /^Gap 2, / })
    expect(await gap.getAttribute('aria-description')).toBe(because)
    expect(await page.getByRole('button', { name: /^Gap 1, / }).getAttribute('aria-description')).toBeNull()
    await page.getByText(`Prompt of gap 2: ${because}`).waitFor()
    expect(standIn.journal.count('submit')).toBe(3)
    expect(standIn.journal.accepted().map(({ input }) => input)).toMatchObject([
      { prompt: 'The lamp is lit' },
    ])
    expect(complaints).toEqual([])
  })

  test('an expired clip is told as that: of a job, and of a take whose clip cannot be fetched again', async () => {
    const desk = await layOutShots(door, [textShot('The lamp')])
    const { standIn } = desk
    const { page, kill } = await desk.open()
    const clips = join(desk.folder, 'clips')
    const clipsThere = async () => (await fs.readdir(clips)).filter((name) => name.endsWith('.mp4'))
    const cleared = standIn.script({ step: 'download', nth: 'every', fault: gone })
    await renderShot(page, '10')
    await cardSaying(page, '10', 'expired').waitFor()
    const job = await jobOf(page, '10')
    const requestId = standIn.journal.accepted()[0]?.requestId
    await job
      .getByText(
        `fal.ai no longer has this clip; it keeps clips for about a week. Quote request ${requestId} to its support. fal.ai may have charged for it.`,
      )
      .waitFor()
    expect(await deedsOf(job)).toEqual(['Try again · $0.20', 'Copy error'])
    cleared.remove()
    expect(standIn.journal.count('submit')).toBe(1)
    await job.getByRole('button', { name: 'Try again · $0.20' }).click()
    await page.getByRole('option', { name: /^Shot 10, .*, take \d,/ }).waitFor({ timeout: 4 * patienceMs })
    await page.getByRole('button', { name: 'Close jobs' }).click()

    const takes = page.getByRole('list', { name: 'Takes of shot 10' })
    const fetchAgain = takes.getByRole('button', { name: 'Fetch again' })
    /** Another program deletes the clip, and the user comes back to the window. */
    const deleteClip = async () => {
      for (const name of await clipsThere()) await fs.rm(join(clips, name))
      await page.evaluate(() => window.dispatchEvent(new Event('focus')))
      await takes.getByText('The clip is gone from the disk.').waitFor()
    }
    await deleteClip()
    await cardSaying(page, '10', 'clip missing').waitFor()
    await fetchAgain.click()
    await page.getByText(/^The clip of take \d is here again\.$/).waitFor()
    await fetchAgain.waitFor({ state: 'detached' })
    expect(await clipsThere()).toHaveLength(1)

    await deleteClip()
    standIn.script({ step: 'download', nth: 'every', fault: gone })
    await fetchAgain.click()
    await page
      .getByRole('alert')
      .getByText(/^fal\.ai no longer keeps this clip, so it cannot be fetched again;/)
      .waitFor()
    await isExpired(page)
    await kill()
    await isExpired((await desk.open()).page)
    // One for the job, one for the user's word; fetching is free.
    expect(standIn.journal.count('submit')).toBe(2)
    expect(chargesOf(standIn)).toEqual([1, 1])
  })

  test('a window and then the whole program killed in the middle of a job come back with nothing lost', async () => {
    const hour = jobsOfAnHour()
    const desk = await layOutShots(door, ['The lamp', 'The sea'].map(textShot), hour.options)
    const { standIn } = desk
    const { page, losePage, kill } = await desk.open()
    await library(page).press('Shift+ArrowRight')
    const width = await library(page).getAttribute('aria-valuenow')
    await showShot(page, '20')
    await description(page).fill('The sea goes grey')
    await renderShot(page, '10')
    await cardSaying(page, '10', 'rendering').waitFor()
    await isSaved(page)

    const isThere = async (shown: Page) => {
      await cardSaying(shown, '10', 'rendering').waitFor()
      await shown.getByRole('button', { name: 'Jobs: 1 rendering' }).waitFor()
      await showShot(shown, '20')
      await expect.poll(() => description(shown).inputValue()).toBe('The sea goes grey')
    }
    const again = await losePage()
    await isThere(again)
    expect(await library(again).getAttribute('aria-valuenow')).toBe(width)
    await kill()
    const last = await desk.open()
    await isThere(last.page)
    hour.pass()
    await isRendered(last.page, '10')
    await showShot(last.page, '10')
    await last.page
      .getByRole('list', { name: 'Takes of shot 10' })
      .getByRole('button', { name: /^Take 1\b/ })
      .first()
      .waitFor()
    expect(standIn.journal.count('submit')).toBe(1)
    expect(chargesOf(standIn)).toEqual([1])
    expect(last.complaints).toEqual([])
  })
})
