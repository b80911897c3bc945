import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { resolveMedia } from '../../../../../electron/core/media/media-path.ts'

let folder: string
let project: string

beforeEach(async () => {
  folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-path-')))
  project = join(folder, 'project')
  await fs.mkdir(join(project, 'media', 'deeper'), { recursive: true })
  await fs.writeFile(join(project, 'media', 'a.jpg'), 'a')
  await fs.writeFile(join(project, 'media', 'deeper', 'b.jpg'), 'b')
  await fs.writeFile(join(folder, 'secret.jpg'), 's')
})

afterEach(() => fs.rm(folder, { recursive: true }))

it('finds a file of the project', async () => {
  expect(await resolveMedia(project, 'media', 'a.jpg', fs)).toEqual({
    ok: true,
    value: join(project, 'media', 'a.jpg'),
  })
})

it('finds it where the project is reached through a link of the user’s own', async () => {
  await fs.symlink(project, join(folder, 'link'))
  expect(await resolveMedia(join(folder, 'link'), 'media', 'a.jpg', fs)).toEqual({
    ok: true,
    value: join(project, 'media', 'a.jpg'),
  })
})

it.each([
  '../../secret.jpg',
  '..',
  '.',
  '',
  '/etc/passwd',
  '..\\..\\secret.jpg',
  '\\\\server\\share\\a.jpg',
  'C:\\a.jpg',
  'C:a.jpg',
  'a.jpg:stream',
  'deeper/b.jpg',
  'a.jpg\0.png',
  'a\n.jpg',
])('refuses the name %j', async (name) => {
  expect(await resolveMedia(project, 'media', name, fs)).toMatchObject({
    ok: false,
    error: { code: 'media/outside-project' },
  })
})

it('refuses a link, even to a file inside', async () => {
  await fs.symlink(join(folder, 'secret.jpg'), join(project, 'media', 'out.jpg'))
  await fs.symlink('a.jpg', join(project, 'media', 'in.jpg'))
  for (const name of ['out.jpg', 'in.jpg']) {
    expect(await resolveMedia(project, 'media', name, fs)).toMatchObject({
      error: { code: 'media/outside-project' },
    })
  }
})

it('refuses a folder that is a link to elsewhere', async () => {
  await fs.symlink(folder, join(project, 'clips'))
  expect(await resolveMedia(project, 'clips', 'secret.jpg', fs)).toMatchObject({
    error: { code: 'media/outside-project' },
  })
})

it.each(['none.jpg', 'deeper', `${'x'.repeat(300)}.jpg`])('says that %s is missing', async (name) => {
  expect(await resolveMedia(project, 'media', name, fs)).toMatchObject({ error: { code: 'media/missing' } })
})

it('says that a file is missing where its folder is', async () => {
  expect(await resolveMedia(project, 'clips', 'a.mp4', fs)).toMatchObject({
    error: { code: 'media/missing' },
  })
})
