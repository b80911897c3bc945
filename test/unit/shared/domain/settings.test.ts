import { expect, test } from 'vitest'
import { projectsToReopen } from '../../../../shared/domain/settings.ts'

const opened = (title: string, day: number, pinned = false) => ({
  folder: `/films/${title}`,
  title,
  openedAt: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  pinned,
})

test('the projects opened last are offered again, eight at most, pinned or not, and not the one that is open', () => {
  const known = [opened('pinned', 3, true), ...Array.from({ length: 12 }, (_, at) => opened(`${at}`, at + 2))]
  expect(projectsToReopen(known, '/films/10').map(({ title }) => title)).toEqual([
    '11',
    '9',
    '8',
    '7',
    '6',
    '5',
    '4',
    '3',
  ])
  expect(projectsToReopen([opened('a', 1), opened('b', 2, true)]).map(({ title }) => title)).toEqual([
    'b',
    'a',
  ])
})
