import { act, dragOver, press, run, select, type Screen } from './screen.ts'

const longNames = `(() => {
  const shots = Object.values(harness.board().document.shots).slice(0, 60)
  harness.edit(shots.map((shot, at) => ({ type: 'shot.edit', shotId: shot.id, fields: {
    title: at % 5 === 2 ? 'Far out at sea a trawler fights its way home against the tide' : shot.title } })), 'Rename shots')
})()`

/** The editor as a whole: the board, the library and the viewer. */
export const editorScreens: readonly Screen[] = [
  { name: 'editor', title: 'The editor on a board in the making', isMain: true },
  { name: 'editor-empty', title: 'A new project', query: 'empty', isMain: true },
  {
    name: 'editor-first-hint',
    title: 'The sample at the first start, with a hint in place',
    query: `unused&app={"engine":"rehearsal"}`,
    steps: (page) => select(page, '10'),
  },
  {
    name: 'editor-sixty-shots',
    title: 'Sixty shots with long names',
    query: 'shots=60',
    steps: async (page) => {
      await run(page, longNames)
      await select(page, '150')
    },
    isMain: true,
  },
  {
    name: 'board-sheet',
    title: 'The board as a contact sheet',
    query: 'shots=60',
    steps: (page) => act(page, 'view.sheet'),
    isMain: true,
  },
  {
    name: 'board-filter',
    title: 'The board showing what is not rendered',
    query: 'shots=60',
    steps: async (page) => {
      await act(page, 'view.sheet')
      await page.getByLabel('Show shots').selectOption({ label: 'Not rendered' })
    },
  },
  {
    name: 'board-selection',
    title: 'Four shots selected, and what they have in common',
    steps: (page) => select(page, '10', '20', '30', '40'),
  },
  {
    name: 'board-menu',
    title: 'The menu of a shot',
    steps: async (page) => {
      await select(page, '30')
      await page.locator('[data-shot]').nth(2).click({ button: 'right' })
    },
  },
  {
    name: 'board-drag',
    title: 'A shot being dragged to another scene',
    steps: (page) => dragOver(page, '[data-shot] >> nth=0', '[data-shot] >> nth=2', { x: 60, y: -20 }),
  },
  {
    name: 'board-carry',
    title: 'A shot being carried by keys',
    steps: async (page) => {
      await page.locator('[data-shot]').first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
    },
  },
  {
    name: 'board-title',
    title: 'A shot being named in place',
    steps: async (page) => {
      await select(page, '20')
      await act(page, 'board.rename')
    },
  },
  {
    name: 'library-import',
    title: 'Images being taken in, and some that cannot be used',
    steps: async (page) => {
      await run(
        page,
        `harness.core.answerNext('image.import', ({ files }) => {
          const known = Object.keys(harness.board().document.assets)
          const bad = (name, message) => ({ name, outcome: { kind: 'refused', failure: { code: 'media/unreadable', message, cost: 'nothing' } } })
          return { ok: true, value: { cancelled: false, images: [
            bad('interview.heic', 'HEIC images cannot be read. Save it as JPEG.'),
            bad('notes.psd', 'Photoshop files cannot be read. Save it as PNG.'),
            ...files.slice(2).map((_, at) => ({ name: 'pier.jpg', outcome: { kind: 'known', assetId: known[at], notes: [] } })),
          ] } }
        })`,
      )
      const jpeg = { mimeType: 'image/jpeg', buffer: Buffer.from('jpeg') }
      const some = (count: number) =>
        Array.from({ length: count }, (_, at) => ({ name: `pier-${at + 1}.jpg`, ...jpeg }))
      const choose = async (count: number) => {
        const chooser = page.waitForEvent('filechooser')
        await press(page, 'Add images…')
        await (await chooser).setFiles(some(count))
      }
      await choose(4)
      await page.getByText('could not be used').first().waitFor()
      await run(
        page,
        `harness.core.answerNext('image.import', ({ importId }) => {
          harness.core.events.emit('image.progressed', { projectId: harness.board().projectId, importId, done: 4, of: 6, latest: { name: 'pier-4.jpg', outcome: { kind: 'known', assetId: Object.keys(harness.board().document.assets)[3], notes: [] } } })
          return new Promise(() => {})
        })`,
      )
      await choose(40)
      await page.getByText('4 of 40 images').waitFor()
    },
  },
  {
    name: 'library-unused',
    title: 'The library where every image is used',
    steps: (page) => page.getByRole('radio', { name: 'Unused' }).click(),
  },
  {
    name: 'library-menu',
    title: 'The menu of an image',
    steps: (page) => page.getByRole('option').nth(3).click({ button: 'right' }),
  },
  {
    name: 'library-in-use',
    title: 'An image that cannot be deleted because it is used',
    steps: async (page) => {
      await page.getByRole('option').nth(3).click()
      await act(page, 'library.remove')
    },
  },
  {
    name: 'library-replace',
    title: 'Replacing an image everywhere',
    steps: async (page) => {
      await page.getByRole('option').nth(3).click()
      await act(page, 'library.replace')
    },
  },
  {
    name: 'library-drag',
    title: 'An image being dragged onto the timeline',
    steps: async (page) => {
      await select(page, '60')
      await dragOver(page, '[role=option] >> nth=2', '[data-stop=gap-0]')
    },
  },
  {
    name: 'files-over',
    title: 'Files from the desktop over the window',
    steps: (page) =>
      run(
        page,
        `(() => {
          const data = new DataTransfer()
          data.items.add(new File(['x'], 'pier.jpg', { type: 'image/jpeg' }))
          for (const type of ['dragenter', 'dragover'])
            document.querySelector('[data-timeline]').dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data, clientX: 600, clientY: 430 }))
        })()`,
      ),
  },
  {
    name: 'viewer-image',
    title: 'An image of the library in the viewer',
    steps: async (page) => {
      await page.getByRole('option').nth(3).click()
      await act(page, 'library.show')
    },
  },
  {
    name: 'viewer-safe-areas',
    title: 'Safe areas, in and out points',
    steps: async (page) => {
      await page.locator('video').first().waitFor()
      await act(page, 'play.safeAreas')
      for (let at = 0; at < 20; at++) await page.keyboard.press('Period')
      await act(page, 'play.in')
      for (let at = 0; at < 60; at++) await page.keyboard.press('Period')
      await act(page, 'play.out')
    },
  },
  {
    name: 'viewer-preview',
    title: 'The timing rehearsed without rendering',
    steps: async (page) => {
      await select(page, '60')
      await act(page, 'play.preview')
    },
  },
  {
    name: 'viewer-use-frame',
    title: 'What a frame can be used for',
    steps: async (page) => {
      await page.locator('video').first().waitFor()
      await press(page, 'Use this frame')
    },
  },
  {
    name: 'viewer-nothing',
    title: 'A shot that has nothing yet',
    query: 'empty',
    steps: (page) => act(page, 'board.newShot'),
  },
  {
    name: 'top-engine',
    title: 'What renders',
    steps: (page) => press(page, /^What renders/),
  },
  { name: 'top-spending', title: 'What was spent', steps: (page) => press(page, /today/) },
  { name: 'top-menu', title: 'The menu of the window', steps: (page) => press(page, 'Boardwright menu') },
  {
    name: 'palette',
    title: 'Every action, by its name',
    steps: (page) => act(page, 'app.palette'),
  },
  {
    name: 'palette-search',
    title: 'An action being searched',
    steps: async (page) => {
      await act(page, 'app.palette')
      await page.keyboard.type('rend')
    },
  },
  { name: 'shortcuts', title: 'The sheet of shortcuts', steps: (page) => act(page, 'help.shortcuts') },
  {
    name: 'diagnostics',
    title: 'Diagnostics, to be read before they are copied',
    steps: (page) => act(page, 'help.diagnostics'),
  },
]
