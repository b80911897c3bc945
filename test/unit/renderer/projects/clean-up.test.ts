import { describe, expect, it } from 'vitest'
import type { ProjectUsage } from '../../../../shared/views.ts'
import { cautiousChoice, checkedOf, partsOf, sumOf, toggled } from '../../../../renderer/projects/clean-up.ts'

const take = (takeId: string, priceMicroUsd: number | null, binned: boolean) => ({
  takeId,
  priceMicroUsd,
  binned,
  shotLabel: '10',
  number: 1,
  file: `${takeId}.mp4`,
  bytes: 1000,
})
const usage: ProjectUsage = {
  mediaBytes: 300,
  clipsBytes: 3000,
  exportsBytes: 0,
  cacheBytes: 700,
  unusedMedia: [{ file: 'a.jpg', name: 'gull.jpg', bytes: 50 }],
  uncircledTakes: [take('one', 480_000, false), take('two', null, true), take('three', 0, false)],
}

describe('what may be cleared up', () => {
  it('begins with caches and takes that are binned already, never with what was only not used', () => {
    expect(cautiousChoice(usage)).toEqual({ caches: true, media: new Set(), takes: new Set(['two']) })
  })

  it('is summed with what the takes had cost', () => {
    const choice = { caches: true, media: new Set(['a.jpg', 'gone.jpg']), takes: new Set(['one', 'two']) }
    expect(sumOf(usage, choice)).toEqual({
      bytes: 2750,
      images: 1,
      takes: 2,
      paidMicroUsd: 480_000,
      paidUnknown: 1,
    })
  })

  it('is chosen one by one or all at once', () => {
    expect(checkedOf(['a', 'b'], new Set())).toBe(false)
    expect(checkedOf(['a', 'b'], toggled(new Set(), 'a', true))).toBe('mixed')
    expect(checkedOf(['a', 'b'], new Set(['a', 'b']))).toBe(true)
    expect(toggled(new Set(['a']), 'a', false)).toEqual(new Set())
  })
})

describe('what a project takes on disk', () => {
  it('is shown in parts of the whole', () => {
    const { total, parts } = partsOf(usage)
    expect(total).toBe(4000)
    expect(parts.map(({ kind, share }) => [kind, share])).toEqual([
      ['clips', 0.75],
      ['media', 0.075],
      ['exports', 0],
      ['cache', 0.175],
    ])
  })

  it('has no parts where it is empty', () => {
    const nothing = { ...usage, mediaBytes: 0, clipsBytes: 0, cacheBytes: 0 }
    expect(partsOf(nothing).parts.every(({ share }) => share === 0)).toBe(true)
  })
})
