import { act, press, run, type Screen, type Steps } from './screen.ts'

const query = 'start=projects'
const menuOf = 'More for Sixty seconds of rain'

const deed =
  (entry: string): Steps =>
  async (page) => {
    await press(page, menuOf)
    await page.getByRole('menuitem', { name: entry }).click()
  }

/** The first screen, and what is done to projects there. */
export const projectScreens: readonly Screen[] = [
  {
    name: 'projects',
    title: 'Projects of every kind: long title, missing drive, damaged, newer',
    query,
    isMain: true,
  },
  {
    name: 'projects-empty',
    title: 'No projects yet',
    query,
    steps: async (page) => {
      await page.getByText('8 projects').waitFor()
      await run(
        page,
        `(() => {
          const none = () => {
            harness.core.answerNext('project.list', none)
            return { ok: true, value: { projects: [] } }
          }
          none()
        })()`,
      )
      await page.keyboard.press('F5')
      await page.getByText('No projects yet').waitFor()
    },
  },
  {
    name: 'projects-list',
    title: 'Projects as a list',
    query,
    steps: (page) => page.getByRole('radio', { name: 'List' }).click(),
  },
  {
    name: 'projects-not-found',
    title: 'A search that finds nothing',
    query,
    steps: (page) => page.getByLabel('Search projects').fill('desert'),
  },
  {
    name: 'project-menu',
    title: 'What can be done to a project',
    query,
    steps: (page) => press(page, menuOf),
  },
  {
    name: 'new-project',
    title: 'A new project',
    query,
    steps: (page) => act(page, 'project.new'),
  },
  {
    name: 'new-project-of-images',
    title: 'A new project, a shot for each image',
    query,
    steps: async (page) => {
      await act(page, 'project.new')
      await page.getByRole('radio', { name: 'Images' }).click()
    },
  },
  {
    name: 'new-project-refused',
    title: 'A project that could not be made',
    query,
    steps: async (page) => {
      await act(page, 'project.new')
      await run(
        page,
        `harness.core.failNext('project.create', { code: 'disk/full', message: 'The disk is full.', detail: 'ENOSPC: no space left on device', cost: 'nothing' })`,
      )
      await press(page, 'Create')
      await page.getByRole('alert').waitFor()
    },
  },
  { name: 'folder-picker', title: 'The folder picker', query, steps: (page) => act(page, 'project.open') },
  { name: 'project-rename', title: 'Renaming a project', query, steps: deed('Rename…') },
  { name: 'project-duplicate', title: 'Duplicating a project', query, steps: deed('Duplicate…') },
  { name: 'project-move', title: 'Moving a project', query, steps: deed('Move…') },
  { name: 'project-archive', title: 'Archiving a project', query, steps: deed('Archive to one file…') },
  {
    name: 'project-archived',
    title: 'A project that is archived',
    query,
    steps: async (page) => {
      await deed('Archive to one file…')(page)
      await press(page, 'Archive')
      await page.getByText('read back and found complete').waitFor()
    },
  },
  {
    name: 'project-restore',
    title: 'An archive being restored',
    query,
    steps: async (page) => {
      await run(page, `harness.core.answerNext('project.restore', () => new Promise(() => {}))`)
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'Up the coast.zip', mimeType: 'application/zip', buffer: Buffer.from('zip') })
      await page.getByText('Unpacking and checking').first().waitFor()
    },
  },
  {
    name: 'project-usage',
    title: 'What takes space, and clearing up',
    query,
    steps: deed('What takes space…'),
  },
  { name: 'project-bin', title: 'Deleting a project', query, steps: deed('Delete…') },
]
