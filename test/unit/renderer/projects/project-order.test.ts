import { describe, expect, it } from 'vitest'
import type { ProjectCard } from '../../../../shared/views.ts'
import { found, ordered } from '../../../../renderer/projects/project-order.ts'

const card = (title: string, patch: Partial<ProjectCard> = {}): ProjectCard => ({
  folder: `/home/sam/Boardwright/${title}`,
  projectId: null,
  title,
  state: 'ready',
  pinned: false,
  openedAt: null,
  changedAt: null,
  shots: 0,
  rendered: 0,
  stale: 0,
  approved: 0,
  plannedSeconds: 0,
  jobsRunning: 0,
  spentMicroUsd: 0,
  bytes: null,
  picture: null,
  ...patch,
})
const titles = (cards: readonly ProjectCard[]) => cards.map(({ title }) => title)

describe('projects in order', () => {
  const all = [
    card('Reel 10', { openedAt: '2026-11-01T10:00:00Z', bytes: 5, spentMicroUsd: 900 }),
    card('reel 9', { openedAt: '2026-11-03T10:00:00Z', changedAt: '2026-01-01T10:00:00Z', bytes: 50 }),
    card('Away', { bytes: null, changedAt: '2026-11-02T10:00:00Z' }),
    card('Pinned', { pinned: true }),
  ]

  it('has pinned ones first, whatever the order', () => {
    for (const order of ['recent', 'name', 'changed', 'size', 'spent'] as const)
      expect(titles(ordered(all, order))[0]).toBe('Pinned')
  })

  it('counts numbers in names as numbers, and case does not matter', () => {
    expect(titles(ordered(all, 'name'))).toEqual(['Pinned', 'Away', 'reel 9', 'Reel 10'])
  })

  it('takes the last opening, else the last change, for recent', () => {
    expect(titles(ordered(all, 'recent'))).toEqual(['Pinned', 'reel 9', 'Away', 'Reel 10'])
  })

  it('has those of unknown size last', () => {
    expect(titles(ordered(all, 'size'))).toEqual(['Pinned', 'reel 9', 'Reel 10', 'Away'])
  })

  it('has the dearest first by what was spent', () => {
    expect(titles(ordered(all, 'spent'))[1]).toBe('Reel 10')
  })
})

describe('searching projects', () => {
  const all = [card('Café at dusk'), card('Up the coast', { folder: '/media/drive/Films/Up the coast' })]

  it('finds every word in title or folder, whatever accents and case', () => {
    expect(titles(found(all, 'CAFE dusk'))).toEqual(['Café at dusk'])
    expect(titles(found(all, 'drive coast'))).toEqual(['Up the coast'])
    expect(titles(found(all, '  '))).toHaveLength(2)
    expect(found(all, 'coast dusk')).toEqual([])
  })
})
