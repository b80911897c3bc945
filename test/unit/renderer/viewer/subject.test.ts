import { describe, expect, it } from 'vitest'
import { createDocument, createShot } from '../../../../shared/domain/board.ts'
import type { Asset, BoardDocument, Shot, Take } from '../../../../shared/domain/document.ts'
import { createIdSource, type AssetId } from '../../../../shared/domain/ids.ts'
import {
  hasIngredients,
  shotBeside,
  subjectOf,
  takesLikelyNext,
} from '../../../../renderer/viewer/subject.ts'

let count = 0
const ids = createIdSource((length) => Uint8Array.from({ length }, (_, at) => (at === 0 ? count++ : at)))
const framing = { fit: 'cover', crop: null } as const
const assetId = 'a'.repeat(64) as AssetId

const shotNamed = (label: string, patch: Partial<Shot> = {}): Shot => ({
  ...createShot(ids.shot(), label),
  ...patch,
})
const takeOf = (shot: Shot, number: number) =>
  ({ id: ids.take(), shotId: shot.id, number, file: `${shot.label}-take-${number}.mp4` }) as Take

const boardOf = (shots: readonly Shot[], takes: readonly Take[] = []): BoardDocument => {
  const sceneId = ids.scene()
  const empty = createDocument(ids.project(), sceneId, 'Board', '16:9')
  return {
    ...empty,
    scenes: { [sceneId]: { id: sceneId, title: '', shotIds: shots.map(({ id }) => id) } },
    shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])),
    assets: { [assetId]: { id: assetId, name: 'lamp.jpg' } as Asset },
    takes: Object.fromEntries(takes.map((take) => [take.id, take])),
  }
}

const ten = shotNamed('10')
const twenty = shotNamed('20', { mode: 'text', prompt: 'Waves.' })
const thirty = shotNamed('30', {
  frames: {
    keyframes: [1, 2, 3].map(() => ({ id: ids.slot(), assetId, framing })),
    gaps: [2, 4].map((seconds) => ({ seconds, prompt: '' })),
  },
})
const first = takeOf(ten, 1)
const second = takeOf(ten, 2)
const other = takeOf(twenty, 1)
const shots = [ten, twenty, thirty]
const document = boardOf(shots, [first, second, other])
const nothingAsked = { currentShotId: ten.id, viewer: { kind: 'auto' }, compareTakeIds: null } as const
const none = new Set<string>()

describe('what the viewer shows', () => {
  it('is the latest take of the shot, unless one is circled', () => {
    expect(subjectOf(document, nothingAsked, none)).toMatchObject({ kind: 'take', take: { number: 2 } })
    const circled = { ...ten, circledTakeId: first.id }
    const chosen = boardOf([circled, twenty], [first, second])
    expect(subjectOf(chosen, nothingAsked, none)).toMatchObject({ kind: 'take', take: { number: 1 } })
  })

  it('is the take that was asked for', () => {
    const asked = { ...nothingAsked, viewer: { kind: 'take', takeId: first.id } } as const
    expect(subjectOf(document, asked, none)).toMatchObject({ kind: 'take', take: { number: 1 } })
  })

  it('says so when the clip is not in its folder', () => {
    expect(subjectOf(document, nothingAsked, new Set([second.file]))).toMatchObject({ kind: 'missing' })
  })

  it('is what the shot is to be made of where there is no take, or where that is asked for', () => {
    expect(subjectOf(document, { ...nothingAsked, currentShotId: thirty.id }, none).kind).toBe('preview')
    const asked = { ...nothingAsked, currentShotId: twenty.id, viewer: { kind: 'preview' } } as const
    expect(subjectOf(document, asked, none).kind).toBe('preview')
  })

  it('is nothing where a shot has neither', () => {
    expect(subjectOf(boardOf([shotNamed('10')]), { ...nothingAsked, currentShotId: null }, none)).toEqual({
      kind: 'no-shot',
      emptyBoard: false,
    })
    const bare = shotNamed('10')
    expect(subjectOf(boardOf([bare]), { ...nothingAsked, currentShotId: bare.id }, none).kind).toBe('nothing')
    expect(subjectOf(boardOf([]), nothingAsked, none)).toEqual({ kind: 'no-shot', emptyBoard: true })
  })

  it('is two takes side by side as long as both are there', () => {
    const compared = { ...nothingAsked, compareTakeIds: [first.id, second.id] } as const
    expect(subjectOf(document, compared, none)).toMatchObject({ kind: 'compare', takes: [first, second] })
    expect(subjectOf(boardOf([ten], [second]), compared, none).kind).toBe('take')
  })

  it('gives way to the shot when the image that was shown is gone', () => {
    const asked = { ...nothingAsked, viewer: { kind: 'image', assetId: 'b'.repeat(64) as AssetId } } as const
    expect(subjectOf(document, asked, none).kind).toBe('take')
  })

  it('counts words as the ingredients of a text shot', () => {
    expect(hasIngredients(twenty)).toBe(true)
    expect(hasIngredients({ ...twenty, prompt: ' ' })).toBe(false)
  })
})

describe('the shot beside', () => {
  it('follows the order of the board and ends with it', () => {
    expect(shotBeside(document, ten.id, 1)?.label).toBe('20')
    expect(shotBeside(document, thirty.id, 1)).toBeNull()
    expect(shotBeside(document, null, 1)?.label).toBe('10')
    expect(shotBeside(document, null, -1)?.label).toBe('30')
  })
})

describe('clips that are made ready', () => {
  it('are those of the shots beside and the takes beside, without missing ones', () => {
    expect(takesLikelyNext(document, second, none).map(({ id }) => id)).toEqual([other.id, first.id])
    expect(takesLikelyNext(document, second, new Set([other.file])).map(({ id }) => id)).toEqual([first.id])
  })
})
