import { act, dragOver, press, run, select, type Screen } from './screen.ts'

/** A picture of another shape than the board as the first keyframe of shot 60. */
const otherShape = `(() => {
  const { shots, assets } = harness.board().document
  const shot = Object.values(shots).find(({ label }) => label === '60')
  const upright = Object.values(assets).find(({ width, height }) => height > width)
  harness.edit({ type: 'keyframe.edit', shotId: shot.id, index: 0, assetId: upright.id }, 'Replace keyframe')
})()`

const addToShot = (page: Parameters<typeof act>[0], image: number) =>
  page
    .getByRole('option')
    .nth(image)
    .click()
    .then(() => act(page, 'library.addToShot'))

/** One shot: its timeline in each mode, its inspector, its takes. */
export const shotScreens: readonly Screen[] = [
  {
    name: 'timeline-gap',
    title: 'A gap selected, and its prompt',
    steps: async (page) => {
      await page.getByRole('button', { name: /prompt of gap 2$/ }).click()
    },
  },
  {
    name: 'timeline-edge',
    title: 'The edge of a gap being dragged, with seconds and price',
    steps: async (page) => {
      await select(page, '10')
      await dragOver(page, '[data-grip="1"]', '[data-grip="1"]', { x: 70, y: 0 })
    },
  },
  {
    name: 'timeline-post-drag',
    title: 'A keyframe being dragged to another place',
    steps: (page) => dragOver(page, '[data-stop=keyframe-0]', '[data-stop=keyframe-2]', { x: 60, y: 0 }),
  },
  {
    name: 'timeline-carry',
    title: 'A keyframe being carried by keys',
    steps: async (page) => {
      await page.locator('[data-stop=keyframe-0]').focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowRight')
    },
  },
  {
    name: 'timeline-sixth',
    title: 'A sixth image refused, with an offer',
    steps: (page) => addToShot(page, 9),
  },
  {
    name: 'timeline-two',
    title: 'Two keyframes, and the place for a third',
    steps: (page) => select(page, '60'),
  },
  {
    name: 'timeline-menu',
    title: 'The menu of a keyframe',
    steps: (page) => page.locator('[data-stop=keyframe-1]').click({ button: 'right' }),
  },
  {
    name: 'timeline-elements',
    title: 'Elements with their roles',
    steps: (page) => select(page, '20'),
    isMain: true,
  },
  {
    name: 'timeline-role',
    title: 'The role of an element',
    steps: async (page) => {
      await select(page, '20')
      await press(page, /^Role of element 2/)
    },
  },
  { name: 'timeline-image', title: 'A shot of one image', steps: (page) => select(page, '30') },
  {
    name: 'timeline-text',
    title: 'A shot of words alone',
    steps: (page) => select(page, '40'),
  },
  {
    name: 'timeline-empty',
    title: 'A shot without keyframes, and why it cannot be rendered',
    steps: async (page) => {
      await select(page, '60')
      await act(page, 'board.newShot')
    },
  },
  {
    name: 'crop-cover',
    title: 'Framing an image of another shape: cover',
    steps: async (page) => {
      await select(page, '60')
      await run(page, otherShape)
      await page.locator('[data-stop=keyframe-0]').focus()
      await page.keyboard.press('f')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'crop-contain',
    title: 'Framing an image of another shape: contain',
    steps: async (page) => {
      await select(page, '60')
      await run(page, otherShape)
      await page.locator('[data-stop=keyframe-0]').focus()
      await page.keyboard.press('f')
      await page.getByRole('radio', { name: 'Contain' }).click()
      await page.getByRole('radio', { name: 'Blur' }).click()
    },
  },
  {
    name: 'timeline-shape',
    title: 'An image of another shape shows it',
    steps: async (page) => {
      await select(page, '60')
      await run(page, otherShape)
    },
  },
  {
    name: 'inspector-settings',
    title: 'Model, resolution, shape, length, seed',
    steps: async (page) => {
      await select(page, '30')
      await press(page, /^Prompt/)
    },
  },
  {
    name: 'inspector-script',
    title: 'Action, dialogue and notes',
    steps: async (page) => {
      await select(page, '20')
      await press(page, /^Prompt/)
      await press(page, /^Settings(?!…)/)
    },
  },
  {
    name: 'inspector-cameras',
    title: 'Camera moves to choose from',
    steps: (page) => act(page, 'shot.cameras'),
  },
  { name: 'inspector-styles', title: 'Styles to choose from', steps: (page) => act(page, 'shot.styles') },
  {
    name: 'inspector-too-long',
    title: 'A prompt that is too long to be sent',
    steps: async (page) => {
      await select(page, '40')
      await run(
        page,
        `(() => {
          const shot = Object.values(harness.board().document.shots).find(({ label }) => label === '40')
          harness.edit({ type: 'shot.edit', shotId: shot.id, fields: { prompt: 'Waves at night, long exposure. '.repeat(90) } }, 'Describe')
        })()`,
      )
    },
  },
  {
    name: 'takes-compare',
    title: 'Two takes side by side',
    steps: async (page) => {
      await act(page, 'takes.compare')
      await page.locator('video').nth(1).waitFor()
    },
    isMain: true,
  },
  {
    name: 'takes-stale',
    title: 'A stale take, and what has changed since',
    steps: async (page) => {
      await page.locator('[data-take]').nth(2).click()
      await page.locator('[data-take]').nth(2).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'takes-missing',
    title: 'A take whose clip is gone from the disk',
    steps: async (page) => {
      await run(
        page,
        `(() => {
          const { document } = harness.board()
          const take = Object.values(document.takes).find(({ number }) => number === 3)
          harness.core.board.replace(document, { missingClips: [take.file] })
        })()`,
      )
      await page.getByText('is missing').first().waitFor()
    },
  },
  {
    name: 'takes-menu',
    title: 'What can be done with a take',
    steps: (page) => page.locator('[data-take]').nth(1).click({ button: 'right' }),
  },
  {
    name: 'takes-details',
    title: 'Name, note and details of a take',
    steps: (page) => act(page, 'takes.marks'),
  },
  {
    name: 'takes-binned',
    title: 'A take in the bin, with what it cost',
    steps: async (page) => {
      await page.locator('[data-take]').nth(1).click()
      await act(page, 'takes.bin')
      await page.getByText('is in the bin').first().waitFor()
    },
  },
]
