import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { standInKey, startStandIn } from '../stand-in/server.ts'
import { replies } from '../stand-in/faults.ts'
import { defaultPrices } from '../stand-in/platform.ts'
import { photograph } from './kit/photographs.ts'
import { endpointTitles, type EndpointId } from '../../shared/domain/endpoints.ts'
import { openWindow } from './editor/kit/front-doors.ts'
import { makePlace, type Place } from './kit/place.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** What the pages of fal.ai ask for a request, in dollars. */
const priceOf = (endpoint: string, input: unknown): number => {
  const { resolution, transitions } = isObject(input) ? input : {}
  if (endpoint.endsWith('pikaframes')) {
    const gaps = Array.isArray(transitions) ? (transitions as { duration: number | string }[]) : []
    const seconds = Math.max(
      5,
      gaps.reduce((sum, { duration }) => sum + Number(duration), 0),
    )
    return seconds * (resolution === '1080p' ? 0.06 : 0.04)
  }
  if (endpoint.endsWith('v2.1/text-to-video')) return 0.4
  return resolution === '1080p' ? 0.45 : 0.2
}

const cents = (dollars: number) => Math.round(dollars * 100)

interface ShownRow {
  readonly name: string
  readonly takes: number
  readonly agreed: number
}

const dollars = (text: string) => Number(text.replace(/[^0-9.]/g, ''))

/** What the spending view shows: its total, and the rows of each grouping; amounts in dollars. */
const sumsInWindow = async (place: Place) => {
  const { page, kill, complaints } = await openWindow('browser mode', place)
  await page.getByRole('button', { name: /today$/ }).click()
  await page.getByRole('button', { name: 'Show spending' }).click()
  const dialog = page.getByRole('dialog', { name: 'Spending' })
  const total = await dialog.locator('dl > div', { hasText: 'Agreed' }).locator('dd').first().textContent()
  const by: Record<string, ShownRow[]> = {}
  for (const name of ['Day', 'Project', 'Shot', 'Model', 'Quality', 'Key']) {
    const before = await dialog.locator('tbody').textContent()
    await dialog.getByRole('radio', { name, exact: true }).click()
    // The report before stays until the next has come.
    if (name !== 'Day') await expect.poll(() => dialog.locator('tbody').textContent()).not.toBe(before)
    const cells = await dialog
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))
    by[name] = cells.map(([label = '', takes = '', agreed = '']) => ({
      name: label,
      takes: Number(takes),
      agreed: dollars(agreed),
    }))
  }
  expect(complaints).toEqual([])
  await kill()
  return { total: dollars(total ?? ''), by }
}

test('every sum that is shown is what the journal of the service says', async () => {
  const standIn = await startStandIn({ concurrency: 4, refusals: 'in-job' })
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  const { must, json, path } = place
  const headers = { 'x-fal-billable-units': '1' }
  const billing = standIn.script({
    step: 'result',
    nth: 'every',
    endpoint: 'fal-ai/pika/v2.1/text-to-video',
    fault: { kind: 'amend', headers },
  })
  const pictures = [await photograph('storm'), await photograph('garden')]
  await must('new', 'film')
  await must('add', 'film', 'frames', ...pictures, '--gap', '7:rain', '--resolution', '1080p')
  await must('add', 'film', 'text', '--prompt', 'a tram', '--resolution', '1080p')
  await must('add', 'film', 'text', '--prompt', 'a heron', '--model', '2.1')
  await must('render', 'film', '--yes')
  // A retake; one that is paid for and comes to nothing; one that certainly costs nothing; a rehearsal, which is free.
  await must('render', 'film', '--shot', '20', '--takes', '1', '--yes')
  const broken = standIn.script({
    step: 'result',
    nth: 'every',
    fault: replies.modelError('no_media_generated'),
  })
  billing.remove()
  expect((await json('render', 'film', '--shot', '30', '--takes', '1', '--yes')).code).toBe(1)
  broken.remove()
  standIn.script({ step: 'submit', fault: replies.requestError(400, 'Bad', 'bad_request') })
  expect((await json('render', 'film', '--shot', '30', '--takes', '1', '--yes')).code).toBe(1)
  await must('render', 'film', '--shot', '20', '--engine', 'rehearsal')

  const accepted = standIn.journal.accepted()
  expect(accepted).toHaveLength(5)
  const paid = (of: (endpoint: string) => boolean) =>
    cents(
      accepted
        .filter(({ endpoint }) => of(endpoint))
        .reduce((sum, { endpoint, input }) => sum + priceOf(endpoint, input), 0),
    )
  const total = paid(() => true)
  expect(total).toBe(cents(7 * 0.06 + 0.45 + 0.45 + 0.4 + 0.4))

  for (const by of ['day', 'project', 'shot', 'endpoint', 'quality', 'profile']) {
    const { events, summary } = await json('spend', '--by', by)
    const rows = events.filter(({ event }) => event === 'spending')
    expect(cents(Number(summary['usd'])), `by ${by}`).toBe(total)
    expect(cents(rows.reduce((sum, row) => sum + Number(row['usd']), 0)), `by ${by}`).toBe(total)
    expect(summary, `by ${by}`).toMatchObject({ takes: accepted.length, billedUsd: 0.4, billedTakes: 1 })
    expect(cents(Number(summary['withoutClipUsd'])), `by ${by}`).toBe(cents(0.4))
    expect(cents(Number(summary['retakesUsd'])), `by ${by}`).toBe(cents(0.45))
    if (by !== 'endpoint') continue
    for (const row of rows) {
      expect(cents(Number(row['usd']))).toBe(paid((endpoint) => endpoint === row['key']))
      expect(row['takes']).toBe(accepted.filter(({ endpoint }) => endpoint === row['key']).length)
    }
  }
  const today = (await json('spend', '--project', path('film'), '--from', '2000-01-01')).summary
  expect(cents(Number(today['usd']))).toBe(total)
  expect((await json('spend', '--to', '2000-01-01')).summary).toMatchObject({ usd: 0, takes: 0 })
  const csv = await must('spend', '--by', 'shot', '--csv')
  expect(csv.split('\n')).toHaveLength(4)
  expect(csv).toContain('"0.42"')

  const shown = await sumsInWindow(place)
  expect(cents(shown.total)).toBe(total)
  for (const [by, rows] of Object.entries(shown.by)) {
    expect(cents(rows.reduce((sum, { agreed }) => sum + agreed, 0)), `in the window by ${by}`).toBe(total)
    expect(
      rows.reduce((sum, { takes }) => sum + takes, 0),
      `in the window by ${by}`,
    ).toBe(accepted.length)
  }
  for (const { name, agreed } of shown.by['Model'] ?? [])
    expect(cents(agreed), `in the window, ${name}`).toBe(
      paid((endpoint) => endpointTitles[endpoint as EndpointId] === name),
    )

  // The failed one is made at the service all the same by now, and nothing else differs.
  const looked = await json('reconcile')
  expect(looked.code).toBe(0)
  expect(looked.events.filter(({ event }) => event === 'difference')).toMatchObject([
    { kind: 'not-fetched', keeps: 'clip', outcome: null },
  ])
  expect(looked.summary).toMatchObject({ agreed: 4, differences: 1 })
  expect((await json('reconcile', '--adopt')).summary).toMatchObject({ succeeded: 1 })
  expect((await json('reconcile')).summary).toMatchObject({ agreed: 5, differences: 0 })
  expect(cents(Number((await json('spend')).summary['withoutClipUsd']))).toBe(0)
  expect(cents(Number((await json('spend')).summary['usd']))).toBe(total)
  expect(standIn.journal.accepted()).toHaveLength(5)
})

test('the terminal lists prices, asks for them anew, and explains a job of earlier by the table it was agreed under', async () => {
  const standIn = await startStandIn({
    prices: {
      ...defaultPrices,
      'fal-ai/pika/v2.2/text-to-video': { unit_price: 0.3, unit: 'videos', currency: 'USD' },
      'fal-ai/pika/v2/turbo/text-to-video': { unit_price: 3, unit: 'units', currency: 'USD' },
    },
  })
  onTestFinished(standIn.close)
  const { must, json, run, start } = await makePlace({
    FAL_KEY: standInKey,
    BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl,
  })
  const before = await json('prices')
  expect(standIn.journal.count('pricing')).toBe(0)
  const textPrice = ({ events }: typeof before) =>
    events.find(
      ({ endpoint, resolution, seconds }) =>
        endpoint === 'fal-ai/pika/v2.2/text-to-video' && resolution === '720p' && seconds === 5,
    )?.['usd']
  expect(textPrice(before)).toBe(0.2)

  // A render brings prices older than a week up to date by itself, once, and is agreed at the new one.
  await must('new', 'film')
  await must('add', 'film', 'text', '--prompt', 'a tram')
  await must('render', 'film', '--yes')
  const asked = standIn.journal.count('pricing')
  expect(asked).toBe(8)
  expect((await json('spend')).summary).toMatchObject({ usd: 0.3 })
  await must('render', 'film', '--shot', '10', '--takes', '1', '--yes')
  expect(standIn.journal.count('pricing')).toBe(asked)

  const refreshed = await run('prices', '--refresh')
  expect(refreshed.code).toBe(0)
  expect(refreshed.stderr).toContain('Turbo')
  expect(refreshed.stderr).toContain('not understood')
  expect(await must('estimate', 'film')).toContain('$0.30')

  // Tables of earlier are there by name, the one that jobs name among them.
  const [job] = (await json('jobs', '--all')).events
  expect(textPrice(await json('prices', '--table', String(job?.['priceTable'])))).toBe(0.3)
  expect(textPrice(await json('prices', '--table', String(before.summary['table'])))).toBe(0.2)
  expect((await run('prices', '--table', '../settings')).code).not.toBe(0)
  expect(await readFile(join(start.home, 'prices', 'current.json'), 'utf8')).toContain('pricing call')
})

test('what a budget refuses in the terminal is offered for less, each way at its exact price', async () => {
  const standIn = await startStandIn()
  onTestFinished(standIn.close)
  const { must, json, run, start } = await makePlace({
    FAL_KEY: standInKey,
    BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl,
  })
  await must('new', 'film')
  await must('add', 'film', 'text', '--prompt', 'a tram', '--resolution', '1080p')
  await must('add', 'film', 'text', '--prompt', 'a heron', '--duration', '10')
  // $0.45 and $0.40.
  const own = await json('render', 'film', '--yes', '--budget', '0.5')
  expect(own.code).toBe(5)
  const offered = own.events.filter(({ event }) => event === 'alternative')
  expect(offered).toMatchObject([
    { kind: 'fewer', takes: 1, usd: 0.45, withinBudget: true },
    { kind: '720p', takes: 2, usd: 0.6, withinBudget: false },
    { kind: 'shorter', takes: 2, usd: 0.65, withinBudget: false },
    { kind: 'turbo', takes: 2, usd: 0.4, withinBudget: true },
    { kind: 'draft', takes: 2, usd: 0.4, withinBudget: true },
    { kind: 'rehearsal', takes: 2, usd: 0, withinBudget: true },
  ])
  const settings = JSON.parse(await readFile(join(start.home, 'settings.json'), 'utf8')) as object
  const budget = { dayMicroUsd: 500_000 }
  await writeFile(join(start.home, 'settings.json'), JSON.stringify({ ...settings, budget }))
  const day = await run('render', 'film', '--yes')
  expect(day.code).toBe(5)
  expect(day.stderr).toContain('as drafts (--quality draft): 2 takes for $0.40')
  expect(standIn.journal.count('submit')).toBe(0)
  // What was offered holds.
  expect((await json('render', 'film', '--yes', '--quality', 'draft')).summary).toMatchObject({
    succeeded: 2,
  })
  expect((await json('spend')).summary).toMatchObject({ usd: 0.4 })
})

test('the terminal takes in a request of another program, and the gate keeps finals back until the user’s word', async () => {
  const standIn = await startStandIn()
  onTestFinished(standIn.close)
  const place = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  const { must, json, run } = place
  await must('new', 'film')
  await must('add', 'film', 'text', '--prompt', 'a tram')
  await must('render', 'film', '--yes')
  const [{ requestId } = { requestId: '' }] = standIn.journal.accepted()

  // As another computer with the same key: it knows nothing of the request.
  const other = await makePlace({ FAL_KEY: standInKey, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl })
  await other.must('new', 'film')
  await other.must('add', 'film', 'text', '--prompt', 'another tram')
  expect(await other.must('reconcile')).toContain(requestId)
  expect(await other.must('reconcile', '--request', requestId, '--project', 'film')).toMatch(
    /exports.request-.*\.mp4$/,
  )
  expect(await other.must('reconcile', '--request', requestId, '--project', 'film', '--shot', '10')).toMatch(
    /clips.010_take01\.mp4$/,
  )
  const again = await other.run('reconcile', '--request', requestId, '--project', 'film', '--shot', '10')
  expect(again.code).toBe(2)
  expect(standIn.journal.count('submit')).toBe(1)

  expect((await run('render', 'film', '--shot', '10', '--takes', '1', '--yes')).code).toBe(0)
  const settings = JSON.parse(await readFile(join(place.start.home, 'settings.json'), 'utf8')) as object
  await writeFile(join(place.start.home, 'settings.json'), JSON.stringify({ ...settings, gate: true }))
  const refused = await run('render', 'film', '--shot', '10', '--takes', '1', '--yes')
  expect(refused.code).toBe(5)
  expect(refused.stderr).toContain('The gate is on')
  const word = await json('render', 'film', '--shot', '10', '--takes', '1', '--yes', '--override-gate')
  expect(word.summary).toMatchObject({ succeeded: 1 })
})
