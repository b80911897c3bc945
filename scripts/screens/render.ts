import { act, press, run, select, type Screen, type Steps } from './screen.ts'

const settings = (given: object) => `settings=${JSON.stringify(given)}`

const fieldsOf = (label: string, fields: object) => `(() => {
  const shot = Object.values(harness.board().document.shots).find(({ label }) => label === '${label}')
  harness.edit({ type: 'shot.edit', shotId: shot.id, fields: ${JSON.stringify(fields)} }, 'Change')
})()`

/** A change of the job of a shot. */
const jobOf = (label: string, change: string) =>
  `harness.core.jobs.change(harness.core.jobs.all().find(({ shotLabel }) => shotLabel === '${label}').id, ${change})`

const question =
  (name: string): Steps =>
  async (page) => {
    await act(page, 'jobs.show')
    await press(page, name)
  }

/** Rendering and money: what is asked, what goes on, what failed. */
export const renderScreens: readonly Screen[] = [
  {
    name: 'render-dear',
    title: 'Asked once, because 1080p costs more than twice as much',
    steps: async (page) => {
      await select(page, '20')
      await run(page, fieldsOf('20', { resolution: '1080p' }))
      await act(page, 'render.shot')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'render-selection',
    title: 'Several shots, with their total',
    query: `unused&${settings({ budget: { dayMicroUsd: 20_000_000 } })}`,
    steps: async (page) => {
      await select(page, '10', '20', '30', '40', '50', '60')
      await act(page, 'render.shot')
      await page.getByRole('dialog').waitFor()
    },
    isMain: true,
  },
  {
    name: 'render-unknown-price',
    title: 'A price that is not known needs a word',
    query: 'unused',
    steps: async (page) => {
      await select(page, '40')
      await run(
        page,
        `fetch('/sample.json')
          .then((answer) => answer.json())
          .then(({ prices }) => harness.core.events.emit('prices.changed', { prices: { ...prices, prices: [] } }))`,
      )
      await act(page, 'render.shot')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'render-over-budget',
    title: 'Over the budget of the day, and what would fit',
    query: `unused&${settings({ budget: { dayMicroUsd: 6_000_000 } })}`,
    steps: async (page) => {
      await select(page, '10', '20', '30', '40', '50', '60')
      await act(page, 'render.shot')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'render-gate',
    title: 'A final that waits for a circled draft',
    query: `unused&${settings({ gate: true })}`,
    steps: async (page) => {
      await select(page, '30')
      await act(page, 'render.shot')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'render-ways',
    title: 'More ways to render',
    steps: (page) => press(page, 'More ways to render'),
  },
  {
    name: 'render-no-key',
    title: 'Rendering without a key',
    query: 'unused',
    steps: async (page) => {
      await select(page, '30')
      await run(
        page,
        `harness.core.failNext('take.render', { code: 'fal/no-key', message: 'There is no key for fal.ai. Add one in the settings.', cost: 'nothing' })`,
      )
      await act(page, 'render.shot')
      await page.getByRole('button', { name: 'Add a key' }).waitFor()
    },
  },
  {
    name: 'jobs',
    title: 'Jobs: needs you, under way, ended',
    steps: (page) => act(page, 'jobs.show'),
    isMain: true,
  },
  { name: 'jobs-none', title: 'No jobs yet', query: 'unused', steps: (page) => act(page, 'jobs.show') },
  {
    name: 'jobs-overdue',
    title: 'Jobs that are overdue, uploading, fetched, or stopped by the account',
    steps: async (page) => {
      await run(page, jobOf('30', '{ overdue: true }'))
      await run(
        page,
        jobOf(
          '40',
          `{ state: 'downloading', fraction: 0.4, queuePosition: null, trouble: { code: 'network/interrupted', message: 'The connection was interrupted.', cost: 'nothing' } }`,
        ),
      )
      await run(
        page,
        jobOf(
          '60',
          `{ state: 'submitting', failure: null, waitsFor: { code: 'fal/locked', message: 'fal.ai has locked the account: the balance is used up. Top it up and go on.', detail: '403: User is locked. Reason: Exhausted balance.', cost: 'nothing' } }`,
        ),
      )
      await run(page, jobOf('20', `{ state: 'expired', clipFile: null }`))
      await act(page, 'jobs.show')
    },
  },
  { name: 'jobs-adopt', title: 'Adopting a request whose answer was lost', steps: question('Adopt…') },
  {
    name: 'jobs-send-again',
    title: 'Sending again, with the possible second charge',
    steps: question('Send again…'),
  },
  { name: 'jobs-give-up', title: 'Giving a take up', steps: question('Give up…') },
  {
    name: 'jobs-cancel-all',
    title: 'Cancelling every job',
    steps: question('Cancel all'),
  },
  {
    name: 'jobs-of-shot',
    title: 'A shot whose take is being rendered',
    steps: (page) => select(page, '30'),
  },
  {
    name: 'jobs-uncertain-shot',
    title: 'A shot whose take is uncertain',
    steps: (page) => select(page, '50'),
  },
  { name: 'jobs-failed-shot', title: 'A shot whose render has failed', steps: (page) => select(page, '60') },
  { name: 'spending', title: 'Spending by day', steps: (page) => act(page, 'spending.show'), isMain: true },
  {
    name: 'spending-by-shot',
    title: 'Spending by shot',
    steps: async (page) => {
      await act(page, 'spending.show')
      await page.getByRole('radio', { name: 'Shot', exact: true }).click()
    },
  },
  {
    name: 'spending-compared',
    title: 'The ledger held against fal.ai’s own list',
    steps: async (page) => {
      await act(page, 'spending.show')
      await page.getByRole('radio', { name: 'Project', exact: true }).click()
      await press(page, 'Compare with fal.ai')
      await press(page, 'Fetch what is missing')
      await page.getByText('Taken up; the clip is being fetched').scrollIntoViewIfNeeded()
    },
  },
]
