import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countUses,
  createUseCount,
  labelsUsing,
  partitionByUse,
  shownAssets,
} from '../../../../renderer/library/asset-uses.ts'
import { filesOf } from '../../../../renderer/library/dropped-files.ts'
import { columnsFor } from '../../../../renderer/library/grid-metrics.ts'
import { gridStep } from '../../../../renderer/library/grid-step.ts'
import { summaryOf } from '../../../../renderer/library/import-summary.ts'
import type { AssetId } from '../../../../shared/domain/ids.ts'
import { largeBoard } from '../../../kit/large-board.ts'

const id = (letter: string) => letter.repeat(64) as AssetId

describe('images and their use', () => {
  const document = largeBoard(2)
  const uses = countUses(document)

  it('counts every use, in all modes of every shot', () => {
    const [first] = Object.keys(document.assets) as AssetId[]
    expect(uses.get(first as AssetId)).toBe(1)
    expect([...uses.values()].reduce((sum, count) => sum + count, 0)).toBe(6)
  })

  it('counts the same from memory as from scratch, after any change', () => {
    const count = createUseCount()
    const [one, other] = Object.values(document.shots)
    if (!one || !other) throw new Error('the board has two shots')
    const bare = { ...one, frames: { keyframes: [], gaps: [] } }
    for (const shots of [[one, other], [bare, other], [one], [], [other, bare]])
      expect(count(Object.fromEntries(shots.map((shot) => [shot.id, shot])))).toEqual(
        countUses({ shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])) }),
      )
  })

  it('gives the same count where an edit brought no image and took none', () => {
    const count = createUseCount()
    const before = count(document.shots)
    const [first] = Object.values(document.shots)
    if (!first) throw new Error('the board has shots')
    expect(count({ ...document.shots, [first.id]: { ...first, prompt: 'x' } })).toBe(before)
  })

  it('finds images by all words of their name, whatever the case', () => {
    const all = { search: '', filter: 'all' } as const
    expect(shownAssets(document.assets, uses, all)).toHaveLength(40)
    expect(shownAssets(document.assets, uses, { ...all, search: ' KEY 12' }).map(({ name }) => name)).toEqual(
      ['keyframe 12.png'],
    )
  })

  it('shows what came in last first, and what came in together as people count', () => {
    const [first, second] = shownAssets(document.assets, uses, { search: '', filter: 'all' })
    expect([first?.name, second?.name]).toEqual(['keyframe 0.png', 'keyframe 1.png'])
    const late = {
      ...document.assets[first?.id as AssetId],
      id: id('f'),
      addedAt: '2026-12-01T00:00:00.000Z',
      name: 'z.png',
    }
    const assets = { ...document.assets, [id('f')]: late } as typeof document.assets
    expect(shownAssets(assets, uses, { search: '', filter: 'all' })[0]?.name).toBe('z.png')
    const second10 = { ...late, name: '10.png', addedAt: '2026-12-01T00:00:04.000Z', id: id('d') }
    const first2 = { ...late, name: '2.png', addedAt: '2026-12-01T00:00:08.000Z', id: id('c') }
    const three = { ...assets, [id('d')]: second10, [id('c')]: first2 } as typeof document.assets
    const names = shownAssets(three, uses, { search: '', filter: 'all' }).map(({ name }) => name)
    expect(names.slice(0, 4)).toEqual(['2.png', '10.png', 'z.png', 'keyframe 0.png'])
  })

  it('parts the used from the unused', () => {
    const used = shownAssets(document.assets, uses, { search: '', filter: 'used' })
    const unused = shownAssets(document.assets, uses, { search: '', filter: 'unused' })
    expect(used.length + unused.length).toBe(40)
    const parted = partitionByUse(document, [used[0]?.id as AssetId, unused[0]?.id as AssetId, id('e')])
    expect([parted.used.length, parted.unused.length]).toEqual([1, 1])
    expect(labelsUsing(document, used[0]?.id as AssetId)).toEqual(['10'])
  })
})

describe('an import', () => {
  const refused = { kind: 'refused', failure: { code: 'media/unsupported', message: 'No.' } } as const

  it('says how many were added, known, refused and left out, and gives each image once', () => {
    const summary = summaryOf(
      [
        { name: 'a', outcome: { kind: 'added', assetId: id('a'), notes: [] } },
        { name: 'a again', outcome: { kind: 'known', assetId: id('a'), notes: [] } },
        { name: 'b', outcome: refused },
      ],
      5,
    )
    expect(summary.assetIds).toEqual([id('a')])
    expect(summary.refused.map(({ name }) => name)).toEqual(['b'])
    expect(summary.words).toBe(
      '1 image added. One is in the library already. 1 file could not be used. 2 files left out.',
    )
    expect(summary.said).toBe('1 image added. One is in the library already. 2 files left out.')
  })

  it('says nothing of images that simply came in', () => {
    const summary = summaryOf([{ name: 'a', outcome: { kind: 'added', assetId: id('a'), notes: [] } }], 1)
    expect(summary.said).toBeNull()
  })
})

const file = (name: string) => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (resolve: (file: unknown) => void) => resolve({ name }),
})
const folder = (name: string, ...entries: readonly unknown[]) => ({
  name,
  isFile: false,
  isDirectory: true,
  createReader: () => {
    // The browser gives entries in parts, and an empty one at the end.
    const parts = [entries.slice(0, 2), entries.slice(2), []]
    return { readEntries: (resolve: (some: readonly unknown[]) => void) => resolve(parts.shift() ?? []) }
  },
})
const dropOf = (...entries: readonly unknown[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as unknown as Parameters<
    typeof filesOf
  >[0]

describe('dropped files', () => {
  it('are found in folders and folders within, in the order in which people count, without hidden ones', async () => {
    const drop = dropOf(
      folder('shoot', file('10.jpg'), file('2.jpg'), folder('a', file('deep.png')), file('.DS_Store')),
      file('single.jpg'),
    )
    expect((await filesOf(drop)).map(({ name }) => name)).toEqual([
      '2.jpg',
      '10.jpg',
      'deep.png',
      'single.jpg',
    ])
  })

  it('are taken as they come where there is no folder among them', async () => {
    const files = [{ name: 'b.jpg' }, { name: 'a.jpg' }, { name: 'Thumbs.db' }] as unknown as File[]
    expect((await filesOf({ files })).map(({ name }) => name)).toEqual(['b.jpg', 'a.jpg'])
  })
})

describe('keys in a grid', () => {
  it('never lead out of it', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(29),
        (key, count, columns, from) => {
          const to = gridStep(key, from % count, count, columns)
          expect(to !== null && to >= 0 && to < count).toBe(true)
        },
      ),
    )
  })

  it('go to the end of a last row that is not full, and nowhere from there', () => {
    expect(gridStep('ArrowDown', 3, 7, 4)).toBe(6)
    expect(gridStep('ArrowDown', 5, 7, 4)).toBe(5)
    expect(gridStep('ArrowUp', 1, 7, 4)).toBe(1)
    expect(gridStep('x', 1, 7, 4)).toBeNull()
    expect(gridStep('End', 0, 0, 4)).toBeNull()
  })

  it('has two columns in the usual panel, and more in a wider one', () => {
    expect(columnsFor(212)).toMatchObject({ columns: 2, tile: { width: 102 } })
    expect(columnsFor(420).columns).toBe(4)
    expect(columnsFor(40).columns).toBe(1)
  })
})
