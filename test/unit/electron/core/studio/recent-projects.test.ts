import { expect, test } from 'vitest'
import type { RecentProject, SettingsEdit } from '../../../../../shared/domain/settings.ts'
import { succeed } from '../../../../../shared/errors.ts'
import { defaultSettings } from '../../../../../electron/core/settings.ts'
import { createRecentProjects } from '../../../../../electron/core/studio/recent-projects.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { silentLog } from '../../../../kit/system.ts'

/** Recent projects on settings that are kept in memory, with what was written of them. */
const begin = () => {
  let settings = defaultSettings()
  const written: SettingsEdit[] = []
  const clock = createManualClock()
  const change = (edit: SettingsEdit) => {
    written.push(edit)
    settings = { ...settings, ...(edit as Partial<typeof settings>) }
    return Promise.resolve(succeed(settings))
  }
  const recent = createRecentProjects({ current: () => settings, change }, clock, silentLog, () => {})
  const folders = (projects: readonly RecentProject[] = recent.list()) =>
    projects.map(({ folder, pinned }) => (pinned ? `${folder}*` : folder))
  return { recent, clock, written, folders, kept: () => settings }
}

test('a project that was opened is known at once, and written down a second later', async () => {
  const { recent, clock, written, folders, kept } = begin()
  const opened = recent.opened('/film', 'Film')
  expect(folders()).toEqual(['/film'])
  expect(recent.last()).toBe('/film')
  await clock.advance(999)
  expect(written).toEqual([])
  await clock.advance(1)
  await opened
  expect(folders(kept().recentProjects)).toEqual(['/film'])
  expect(kept().lastProject).toBe('/film')
})

test('it is written down before anything else is, and where the program ends', async () => {
  const { recent, folders, kept } = begin()
  void recent.opened('/one', 'One')
  void recent.opened('/two', 'Two')
  await recent.pin('/one', true)
  expect(folders(kept().recentProjects)).toEqual(['/one*', '/two'])
  expect(kept().lastProject).toBe('/two')
  void recent.opened('/three', 'Three')
  await recent.written()
  expect(folders(kept().recentProjects)).toEqual(['/one*', '/three', '/two'])
  expect(recent.last()).toBe('/three')
})

test('one that is left right away is not begun with the next time', async () => {
  const { recent, folders } = begin()
  void recent.opened('/film', 'Film')
  await recent.closed('/film')
  expect(recent.last()).toBeNull()
  expect(folders()).toEqual(['/film'])
})

test('one that is pinned stays pinned when it is opened, moved or named anew', async () => {
  const { recent, folders, kept } = begin()
  await recent.pin('/film', true)
  void recent.opened('/film', 'Film')
  expect(folders()).toEqual(['/film*'])
  await recent.moved('/film', { folder: '/films/film', title: 'The film' })
  expect(folders()).toEqual(['/films/film*'])
  expect(kept().lastProject).toBe('/films/film')
  await recent.forget('/films/film')
  expect(folders()).toEqual([])
})
