import { describe, expect, test } from 'vitest'
import {
  defaultFraming,
  documentVersion,
  type BoardDocument,
  type Shot,
} from '../../../../shared/domain/document.ts'
import type { SceneId, TakeId } from '../../../../shared/domain/ids.ts'
import {
  openDocument,
  openTrusted,
  repairDocument,
  serialiseDocument,
  type Migration,
} from '../../../../shared/domain/opening.ts'
import {
  after,
  assetId,
  boardWith,
  element,
  framesShot,
  gap,
  keyframe,
  sceneId,
  shotId,
  take,
  takeId,
} from './setting.ts'

const board = after(
  boardWith(framesShot(1, 3, 5), framesShot(2)),
  { type: 'take.add', take: take(1) },
  { type: 'take.circle', shotId: shotId(1), takeId: takeId(1) },
)
const text = serialiseDocument(board)

const opened = (source: string): { document: BoardDocument; repairs: readonly string[] } => {
  const opening = openDocument(source)
  if (opening.kind !== 'opened') throw new Error(JSON.stringify(opening))
  return opening
}

/** The board with some members replaced, as a file would bring it. */
const written = (change: object): string => JSON.stringify({ ...board, ...change })

const rename: Migration = ({ name, ...rest }) => ({ ...rest, title: name })
const upper: Migration = (document) => ({ ...document, title: String(document['title']).toUpperCase() })
const failing: Migration = () => {
  throw new Error('no title')
}
const unshaped: Migration = (document) => ({ ...document, title: 5 })

/** What opening makes of the board when shot 1 was changed like this. */
const shotAfter = (change: Partial<Shot>, among: Partial<BoardDocument> = {}) => {
  const shots = { ...board.shots, [shotId(1)]: { ...framesShot(1, 3, 5), ...change } }
  const { document, repairs } = opened(written({ shots, ...among }))
  return { shot: document.shots[shotId(1)], repairs }
}

const turned = <Records extends object>(records: Records) =>
  Object.fromEntries(Object.entries(records).toReversed()) as Records

describe('a sound document', () => {
  test('opens as it was saved, with nothing to repair', () => {
    expect(openDocument(text)).toEqual({ kind: 'opened', document: board, repairs: [], migratedFrom: null })
  })

  test('opens behind a byte order mark', () => {
    expect(opened(`\ufeff${text}`).document).toEqual(board)
  })
})

describe('a text that is no document', () => {
  test.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['null', 'it is not a JSON object'],
    ['[1]', 'it is not a JSON object'],
    ['{}', 'it is not a Boardwright document'],
    ['{"format":"boardwright"}', 'its version is missing'],
    ['{"format":"boardwright","version":"1"}', 'its version is missing'],
    ['{"format":"boardwright","version":0}', 'its version is missing'],
    ['{"format":"boardwright","version":1.5}', 'its version is missing'],
  ])('%j is damaged: %s', (source, why) => {
    expect(openDocument(source)).toEqual({ kind: 'damaged', why })
  })

  test('is damaged at whatever byte it was cut off', () => {
    for (let length = 0; length < text.trimEnd().length; length += 7)
      expect(openDocument(text.slice(0, length)).kind).toBe('damaged')
  })

  test.each([
    ['a wrong type', { title: 5 }, /^title: /],
    ['an unknown shape', { aspect: '7:3' }, /^aspect: /],
    ['a record under a name that is no id', { shots: { shot1: framesShot(1) } }, /^shots\.shot1: /],
    [
      'a take whose file leads outside',
      { takes: { [takeId(1)]: { ...take(1), file: '../clip.mp4' } } },
      /^takes\..*\.file: /,
    ],
    [
      'a take from an endpoint that is not ours',
      { takes: { [takeId(1)]: { ...take(1), endpoint: 'https://evilfal.run/x' } } },
      /^takes\..*\.endpoint: /,
    ],
    [
      'six keyframes',
      { shots: { [shotId(1)]: framesShot(1, 1, 1, 1, 1, 1) } },
      /^shots\..*\.frames\.keyframes: /,
    ],
  ])('is damaged by %s, and the place is named', (_, change, why) => {
    expect(openDocument(written(change))).toEqual({
      kind: 'damaged',
      why: expect.stringMatching(why) as string,
    })
  })

  test('is damaged by nesting without end, which it survives', () => {
    expect(openDocument('['.repeat(100_000)).kind).toBe('damaged')
    expect(
      openDocument(
        `{"format":"boardwright","version":1,"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      ).kind,
    ).toBe('damaged')
  })

  test('does without a member named __proto__ among its records, and is not tainted by it', () => {
    const source = written({}).replace('"shots":{', '"shots":{"__proto__":{"title":"stray"},')
    const { document } = opened(source)
    expect(document).toEqual(board)
    expect(Object.getPrototypeOf(document.shots)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('title')
  })

  test('is damaged by a record that stands in it twice, which JSON would drop without a word', () => {
    const twice = text.replace('"shots": {', `"shots": {"${shotId(2)}": ${JSON.stringify(framesShot(2))},`)
    expect(openDocument(twice)).toEqual({ kind: 'damaged', why: `${shotId(2)} stands in it twice` })
  })

  test('is damaged by a mark that stands in it twice, and not by a take and its mark', () => {
    const marked = after(board, { type: 'take.mark', takeId: takeId(1), name: 'hero' })
    const sound = serialiseDocument(marked)
    expect(opened(sound).document).toEqual(marked)
    const mark = `"${takeId(1)}": {"name":"","note":"","binned":false},`
    expect(openDocument(sound.replace('"takeMarks": {', `"takeMarks": {${mark}`))).toEqual({
      kind: 'damaged',
      why: `${takeId(1)} stands in it twice`,
    })
  })

  test('is not damaged by a prompt that speaks of ids', () => {
    const spoken = after(board, {
      type: 'shot.edit',
      shotId: shotId(1),
      fields: { prompt: `{"${shotId(2)}": "${shotId(2)}": }` },
    })
    expect(opened(serialiseDocument(spoken)).document).toEqual(spoken)
  })
})

describe('a document of another version', () => {
  const { title: _title, ...untitled } = board
  const old = JSON.stringify({ ...untitled, version: 1, name: 'Storm' })

  test('is brought up step by step', () => {
    expect(openDocument(old, { 1: rename, 2: upper }, 3)).toEqual({
      kind: 'opened',
      document: { ...board, title: 'STORM' },
      repairs: [],
      migratedFrom: 1,
    })
  })

  test('begins at the step for its own version', () => {
    const opening = openDocument(JSON.stringify({ ...board, version: 2 }), { 1: rename, 2: upper }, 3)
    expect(opening).toMatchObject({ kind: 'opened', document: { title: 'THE LIGHTHOUSE' }, migratedFrom: 2 })
  })

  test('is damaged where a step fails, is missing, or leads to a wrong shape', () => {
    expect(openDocument(old, { 1: failing }, 2)).toEqual({
      kind: 'damaged',
      why: 'bringing it from version 1 to 2 failed: Error: no title',
    })
    expect(openDocument(old, { 2: upper }, 3)).toEqual({
      kind: 'damaged',
      why: 'no way leads from version 1 to 2',
    })
    expect(openDocument(old, { 1: unshaped }, 2)).toMatchObject({
      kind: 'damaged',
      why: expect.stringMatching(/^title: /) as string,
    })
  })

  test('that is newer shows what is understood of it, and is never taken for one of ours', () => {
    const version = documentVersion + 1
    expect(openDocument(written({ version, mood: 'stormy' }))).toEqual({
      kind: 'too-new',
      version,
      readable: board,
    })
    expect(openDocument(written({ version, aspect: '21:9' }))).toEqual({
      kind: 'too-new',
      version,
      readable: null,
    })
    expect(openTrusted(written({ version }))).toBeNull()
  })
})

describe('repair', () => {
  test('puts a record back under the place where it stands', () => {
    const { document, repairs } = opened(written({ takes: { [takeId(1)]: take(2) } }))
    expect(document.takes).toEqual({ [takeId(1)]: { ...take(2), id: takeId(1) } })
    expect(repairs).toEqual([expect.stringContaining('1 of the takes')])
  })

  test('lists every scene once, and none that is gone', () => {
    const scenes = { ...board.scenes, [sceneId(2)]: { id: sceneId(2), title: 'Forgotten', shotIds: [] } }
    const { document, repairs } = opened(
      written({ scenes, sceneIds: [sceneId(9), sceneId(1), sceneId(1), 'constructor'] }),
    )
    expect(document.sceneIds).toEqual([sceneId(1), sceneId(2)])
    expect(repairs).toEqual(['The order of the scenes was put right.'])
  })

  test('lists every shot once, and none that is gone', () => {
    const scenes = {
      [sceneId(1)]: {
        id: sceneId(1),
        title: '',
        shotIds: [shotId(2), shotId(1), shotId(2), shotId(9), '__proto__'],
      },
    }
    const { document, repairs } = opened(written({ scenes }))
    expect(document.scenes[sceneId(1)]?.shotIds).toEqual([shotId(2), shotId(1)])
    expect(repairs).toEqual(['The order of the shots was put right.'])
  })

  test('leaves a shot that two scenes list in the first of them', () => {
    const scenes = {
      [sceneId(1)]: { id: sceneId(1), title: '', shotIds: [shotId(1)] },
      [sceneId(2)]: { id: sceneId(2), title: '', shotIds: [shotId(1), shotId(2)] },
    }
    const { document } = opened(written({ scenes, sceneIds: [sceneId(1), sceneId(2)] }))
    expect([sceneId(1), sceneId(2)].map((id) => document.scenes[id]?.shotIds)).toEqual([
      [shotId(1)],
      [shotId(2)],
    ])
  })

  test('puts shots that no scene lists at the end of the last one', () => {
    const { document, repairs } = opened(
      written({ scenes: { [sceneId(1)]: { id: sceneId(1), title: '', shotIds: [shotId(2)] } } }),
    )
    expect(document.scenes[sceneId(1)]?.shotIds).toEqual([shotId(2), shotId(1)])
    expect(repairs).toHaveLength(2)
  })

  test('makes a scene for shots that have none left', () => {
    const { document } = opened(written({ scenes: {}, sceneIds: [] }))
    expect(document.sceneIds).toHaveLength(1)
    const [only] = document.sceneIds
    expect(document.scenes[only as SceneId]).toMatchObject({
      title: 'Recovered',
      shotIds: [shotId(1), shotId(2)],
    })
  })

  test.each([
    ['too few', [gap(3)], [3, 1]],
    ['none', [], [1, 1]],
    ['too many', [gap(3), gap(5), gap(7)], [3, 5]],
  ])('fits gaps that are %s to the keyframes', (_, gaps, seconds) => {
    const { keyframes } = framesShot(1, 3, 5).frames
    const { shot, repairs } = shotAfter({ frames: { keyframes, gaps } })
    expect(shot?.frames.gaps.map((one) => one.seconds)).toEqual(seconds)
    expect(repairs).toEqual(['Shot 10: its gaps were fitted to its keyframes.'])
  })

  test('shortens gaps that add up to more than 25 s', () => {
    const { shot, repairs } = shotAfter({
      frames: { ...framesShot(1, 3, 5).frames, gaps: [gap(20, 'a'), gap(6, 'b')] },
    })
    expect(shot?.frames.gaps).toEqual([gap(12, 'a'), gap(6, 'b')])
    expect(repairs).toEqual(['Shot 10: its gaps were shortened to 25 s in all.'])
  })

  test('takes out what shows an image that is not in the library, with the gap that led there', () => {
    const frames = { keyframes: [keyframe(1), keyframe(2, 9), keyframe(3)], gaps: [gap(3), gap(5)] }
    const elements = { ...framesShot(1).elements, items: [element(1, 9), element(2)] }
    const image = { ...framesShot(1).image, picture: { assetId: assetId(9), framing: defaultFraming } }
    const { shot, repairs } = shotAfter({ frames, elements, image })
    expect(shot?.frames).toEqual({ keyframes: [keyframe(1), keyframe(3)], gaps: [gap(5)] })
    expect(shot?.elements.items).toEqual([element(2)])
    expect(shot?.image.picture).toBeNull()
    expect(repairs).toHaveLength(3)
  })

  test.each([
    ['is gone', takeId(9), {}],
    ['was made for another shot', takeId(2), { [takeId(2)]: take(2, 2) }],
    ['is a word that every object knows', 'constructor' as TakeId, {}],
  ])('lets go of a circled take that %s', (_, circledTakeId, takes) => {
    const { shot, repairs } = shotAfter({ circledTakeId }, { takes })
    expect(shot?.circledTakeId).toBeNull()
    expect(repairs).toEqual(['Shot 10: its circled take does not exist any more.'])
  })

  test('lets go of a circled take that is in the bin', () => {
    const takeMarks = { [takeId(1)]: { name: '', note: '', binned: true } }
    const { shot, repairs } = shotAfter({ circledTakeId: takeId(1) }, { takeMarks })
    expect(shot?.circledTakeId).toBeNull()
    expect(repairs).toEqual(['Shot 10: its circled take is in the bin.'])
  })

  test('keeps what the user said of takes that are gone', () => {
    const takeMarks = { [takeId(9)]: { name: 'hero', note: '', binned: false } }
    expect(opened(written({ takeMarks })).document.takeMarks).toEqual(takeMarks)
  })

  test('gives the later of two shots with one label a label of its own, whatever the case', () => {
    const shots = [
      { ...framesShot(1), label: '20A' },
      { ...framesShot(2), label: '20a' },
      { ...framesShot(3), label: '30' },
      { ...framesShot(4), label: '20A' },
    ]
    const { document, repairs } = opened(
      written({
        shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])),
        scenes: boardWith(...shots).scenes,
      }),
    )
    const labels = shots.map((shot) => document.shots[shot.id]?.label)
    expect(labels).toEqual(['20A', '40', '30', '50'])
    expect(repairs).toHaveLength(2)
  })

  test('never touches the takes of shots that are gone', () => {
    const takes = { [takeId(1)]: take(1, 99) }
    expect(opened(written({ takes, shots: {}, scenes: boardWith().scenes })).document.takes).toEqual(takes)
  })

  test('has nothing to do the second time', () => {
    const wild = written({
      sceneIds: [],
      shots: { ...board.shots, [shotId(3)]: { ...framesShot(3, 20, 20), label: '10' } },
    })
    const first = opened(wild)
    expect(first.repairs.length).toBeGreaterThan(2)
    expect(repairDocument(first.document)).toEqual({ document: first.document, repairs: [] })
  })

  test('relabels five thousand shots of one label without looking through the board for each', () => {
    const shots = Array.from({ length: 5000 }, (_, at) => ({ ...framesShot(at + 1), label: '10' }))
    const many = boardWith(...shots)
    const begun = performance.now()
    const { document } = repairDocument(many)
    expect(performance.now() - begun).toBeLessThan(2000)
    expect(new Set(Object.values(document.shots).map((shot) => shot.label)).size).toBe(5000)
  })
})

describe('the text of a document', () => {
  test('is the same whatever order the records came in', () => {
    expect(serialiseDocument({ ...board, shots: turned(board.shots), assets: turned(board.assets) })).toBe(
      text,
    )
  })

  test('is JSON with two spaces, members in the order of the schema, and a newline at the end', () => {
    expect(text).toBe(`${JSON.stringify(board, null, 2)}\n`)
    expect(serialiseDocument(boardWith())).toBe(`${JSON.stringify(boardWith(), null, 2)}\n`)
  })

  test('changes in the lines of the shot that changed, and nowhere else', () => {
    const lines = new Set(text.split('\n'))
    const changed = serialiseDocument(
      after(board, { type: 'shot.edit', shotId: shotId(1), fields: { title: 'Dawn' } }),
    )
    expect(changed.split('\n').filter((line) => !lines.has(line))).toEqual(['      "title": "Dawn",'])
  })
})

test('a text that was written by this program opens without being checked again', () => {
  expect(openTrusted(text)).toEqual(board)
  expect(openTrusted(text.slice(1))).toBeNull()
})
