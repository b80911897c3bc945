import { expect, test } from 'vitest'
import { appStore } from '../../../../renderer/state/app.ts'
import { noteOpened, recentProjects } from '../../../../renderer/state/recent.ts'
import type { AppState } from '../../../../shared/views.ts'

const recent = (folder: string, title: string) => ({
  folder,
  title,
  openedAt: '2026-11-01T10:00:00.000Z',
  pinned: false,
})

test('projects that this window opened come before those of earlier starts, each once, eight at most', () => {
  const earlier = Array.from({ length: 9 }, (_, at) => recent(`/films/${at}`, `Film ${at}`))
  appStore.setState({ settings: { recentProjects: earlier } } as unknown as AppState, true)
  expect(recentProjects().map(({ title }) => title)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((at) => `Film ${at}`),
  )
  noteOpened({ folder: '/films/3', title: 'Film 3, renamed' })
  noteOpened({ folder: '/films/new', title: 'New' })
  noteOpened({ folder: '/films/3', title: 'Film 3, renamed' })
  const titles = recentProjects().map(({ title }) => title)
  expect(titles.slice(0, 3)).toEqual(['Film 3, renamed', 'New', 'Film 0'])
  expect(titles).toHaveLength(8)
  expect(new Set(recentProjects().map(({ folder }) => folder)).size).toBe(8)
})
