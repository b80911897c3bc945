import { describe, expect, test } from 'vitest'
import {
  commandSchema,
  undoPolicyOf,
  userCommandSchema,
  type Command,
} from '../../../../shared/domain/commands.ts'
import {
  asset,
  assetId,
  element,
  framesShot,
  gap,
  keyframe,
  sceneId,
  shotId,
  take,
  takeId,
} from './setting.ts'

/** One command of every type. */
const commands: readonly Command[] = [
  { type: 'project.edit', title: 'T' },
  { type: 'template.edit', style: 'muted blues' },
  { type: 'scene.add', scene: { id: sceneId(2), title: '', shotIds: [] }, index: 0 },
  { type: 'scene.edit', sceneId: sceneId(1), title: 'T' },
  { type: 'scene.move', sceneId: sceneId(1), index: 0 },
  { type: 'scene.remove', sceneId: sceneId(1) },
  { type: 'scene.split', sceneId: sceneId(1), at: 1, newSceneId: sceneId(2), title: '' },
  { type: 'scene.merge', sceneId: sceneId(2) },
  { type: 'shot.add', shot: framesShot(1), sceneId: sceneId(1), index: 0 },
  { type: 'shot.edit', shotId: shotId(1), fields: { title: 'T' } },
  { type: 'shot.move', shotId: shotId(1), sceneId: sceneId(1), index: 0 },
  { type: 'shot.remove', shotId: shotId(1) },
  { type: 'shots.add', shots: [framesShot(1), framesShot(2)], sceneId: sceneId(1), index: 0 },
  { type: 'shots.edit', shotIds: [shotId(1), shotId(2)], fields: { status: 'review' } },
  { type: 'shots.move', shotIds: [shotId(1), shotId(2)], sceneId: sceneId(1), index: 0 },
  { type: 'shots.remove', shotIds: [shotId(1), shotId(2)] },
  { type: 'shots.relabel', labels: { [shotId(1)]: '20', [shotId(2)]: '10' } },
  { type: 'keyframe.insert', shotId: shotId(1), index: 0, keyframe: keyframe(1), gap: gap(5) },
  { type: 'keyframe.edit', shotId: shotId(1), index: 0, assetId: assetId(1) },
  { type: 'keyframe.move', shotId: shotId(1), from: 0, to: 1 },
  { type: 'keyframe.remove', shotId: shotId(1), index: 0 },
  { type: 'gap.edit', shotId: shotId(1), index: 0, seconds: 3 },
  { type: 'gap.roll', shotId: shotId(1), index: 0, seconds: 3 },
  { type: 'frames.set', shotId: shotId(1), ...framesShot(1, 3).frames },
  { type: 'element.insert', shotId: shotId(1), index: 0, element: element(1) },
  { type: 'element.edit', shotId: shotId(1), index: 0, role: 'setting' },
  { type: 'element.move', shotId: shotId(1), from: 0, to: 1 },
  { type: 'element.remove', shotId: shotId(1), index: 0 },
  { type: 'elements.set', shotId: shotId(1), items: [element(1)] },
  { type: 'elements.edit', shotId: shotId(1), seconds: 10 },
  { type: 'image.setPicture', shotId: shotId(1), picture: null },
  { type: 'image.edit', shotId: shotId(1), model: '2.1' },
  { type: 'text.edit', shotId: shotId(1), model: 'turbo' },
  { type: 'asset.rename', assetId: assetId(1), name: 'N' },
  { type: 'asset.replace', assetId: assetId(1), byAssetId: assetId(2) },
  { type: 'asset.remove', assetId: assetId(1) },
  { type: 'take.circle', shotId: shotId(1), takeId: takeId(1) },
  { type: 'take.mark', takeId: takeId(1), name: 'N' },
  { type: 'asset.add', asset: asset(1) },
  { type: 'take.add', take: take(1) },
]

const typesWith = (kind: string) =>
  commands.filter((command) => undoPolicyOf(command).kind === kind).map((command) => command.type)

const keyOf = (command: Command) => {
  const policy = undoPolicyOf(command)
  return policy.kind === 'merge' ? policy.key : null
}

const editGap = (seconds: number, index = 0, shot = 1): Command => ({
  type: 'gap.edit',
  shotId: shotId(shot),
  index,
  seconds,
})

test('a command from outside is taken as it is, of every type there is', () => {
  expect(commands.map((command) => command.type)).toEqual(
    commandSchema.options.map((option) => option.shape.type.value),
  )
  for (const command of commands) expect(commandSchema.parse(command)).toEqual(command)
})

test('a window may send every command but those that add what only the system has: images and takes', () => {
  const refused = commands.filter((command) => !userCommandSchema.safeParse(command).success)
  expect(refused.map((command) => command.type)).toEqual(['asset.add', 'take.add'])
})

test('what edits many shots has no label to set, since no two may have one', () => {
  const parsed = commandSchema.parse({
    type: 'shots.edit',
    shotIds: [shotId(1)],
    fields: { label: '10', mode: 'text' },
  })
  expect(parsed).toEqual({ type: 'shots.edit', shotIds: [shotId(1)], fields: { mode: 'text' } })
})

test.each([
  ['no shots', { type: 'shots.remove', shotIds: [] }],
  [
    'a new scene under no id',
    { type: 'scene.split', sceneId: sceneId(1), at: 0, newSceneId: 'x', title: '' },
  ],
  ['a label that is a path among others', { type: 'shots.relabel', labels: { [shotId(1)]: '../1' } }],
  ['six keyframes', { type: 'frames.set', shotId: shotId(1), ...framesShot(1, 1, 1, 1, 1, 1).frames }],
  ['a status that is none', { type: 'shot.edit', shotId: shotId(1), fields: { status: 'done' } }],
  ['an unknown type', { type: 'project.burn' }],
  ['a negative place', { type: 'scene.move', sceneId: sceneId(1), index: -1 }],
  ['a place between two', { type: 'scene.move', sceneId: sceneId(1), index: 0.5 }],
  ['a gap of no length', { type: 'gap.edit', shotId: shotId(1), index: 0, seconds: 0 }],
  ['a gap of half seconds', { type: 'gap.edit', shotId: shotId(1), index: 0, seconds: 2.5 }],
  ['a clip of 7 s', { type: 'text.edit', shotId: shotId(1), seconds: 7 }],
  ['a label that is a path', { type: 'shot.edit', shotId: shotId(1), fields: { label: '../10' } }],
  ['text without end', { type: 'scene.edit', sceneId: sceneId(1), title: 'x'.repeat(20_001) }],
  ['a seed out of range', { type: 'shot.edit', shotId: shotId(1), fields: { seed: 4_294_967_296 } }],
])('a command with %s is refused at the door', (_, command) => {
  expect(commandSchema.safeParse(command).success).toBe(false)
})

describe('undo', () => {
  test('ignores the arrival of a take, and nothing else', () => {
    expect(typesWith('ignore')).toEqual(['take.add'])
  })

  test('merges what is typed and dragged, and images that come in together', () => {
    expect(typesWith('merge')).toEqual([
      'project.edit',
      'template.edit',
      'scene.edit',
      'shot.edit',
      'shots.edit',
      'keyframe.edit',
      'gap.edit',
      'gap.roll',
      'element.edit',
      'elements.edit',
      'image.edit',
      'text.edit',
      'asset.rename',
      'take.mark',
      'asset.add',
    ])
  })

  test('makes a step of its own of putting a take into the bin', () => {
    expect(keyOf({ type: 'take.mark', takeId: takeId(1), binned: true })).toBeNull()
  })

  test('tells apart the shot, the field and the place that are edited, and not the value', () => {
    expect(keyOf(editGap(3))).toBe(keyOf(editGap(4)))
    const edits: Command[] = [
      editGap(3),
      editGap(3, 1),
      editGap(3, 0, 2),
      { type: 'gap.edit', shotId: shotId(1), index: 0, prompt: 'x' },
      { type: 'shot.edit', shotId: shotId(1), fields: { title: 'x' } },
      { type: 'shot.edit', shotId: shotId(1), fields: { notes: 'x' } },
      { type: 'shot.edit', shotId: shotId(2), fields: { notes: 'x' } },
      { type: 'shot.edit', shotId: shotId(2), fields: { promptParts: { style: 'x' } } },
      { type: 'shot.edit', shotId: shotId(2), fields: { promptParts: { camera: 'x' } } },
      { type: 'shots.edit', shotIds: [shotId(2)], fields: { notes: 'x' } },
      { type: 'shots.edit', shotIds: [shotId(2), shotId(3)], fields: { notes: 'x' } },
      { type: 'template.edit', style: 'x' },
      { type: 'template.edit', camera: 'x' },
      { type: 'take.mark', takeId: takeId(1), name: 'x' },
      { type: 'take.mark', takeId: takeId(1), note: 'x' },
      { type: 'gap.roll', shotId: shotId(1), index: 0, seconds: 2 },
      { type: 'project.edit', title: 'x' },
      { type: 'project.edit', aspect: '1:1' },
    ]
    const keys = edits.map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
