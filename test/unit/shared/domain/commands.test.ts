import { describe, expect, test } from 'vitest'
import { commandSchema, undoPolicyOf, type Command } from '../../../../shared/domain/commands.ts'
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
  { type: 'scene.add', scene: { id: sceneId(2), title: '', shotIds: [] }, index: 0 },
  { type: 'scene.edit', sceneId: sceneId(1), title: 'T' },
  { type: 'scene.move', sceneId: sceneId(1), index: 0 },
  { type: 'scene.remove', sceneId: sceneId(1) },
  { type: 'shot.add', shot: framesShot(1), sceneId: sceneId(1), index: 0 },
  { type: 'shot.edit', shotId: shotId(1), fields: { title: 'T' } },
  { type: 'shot.move', shotId: shotId(1), sceneId: sceneId(1), index: 0 },
  { type: 'shot.remove', shotId: shotId(1) },
  { type: 'keyframe.insert', shotId: shotId(1), index: 0, keyframe: keyframe(1), gap: gap(5) },
  { type: 'keyframe.edit', shotId: shotId(1), index: 0, assetId: assetId(1) },
  { type: 'keyframe.move', shotId: shotId(1), from: 0, to: 1 },
  { type: 'keyframe.remove', shotId: shotId(1), index: 0 },
  { type: 'gap.edit', shotId: shotId(1), index: 0, seconds: 3 },
  { type: 'element.insert', shotId: shotId(1), index: 0, element: element(1) },
  { type: 'element.edit', shotId: shotId(1), index: 0, role: 'setting' },
  { type: 'element.move', shotId: shotId(1), from: 0, to: 1 },
  { type: 'element.remove', shotId: shotId(1), index: 0 },
  { type: 'elements.edit', shotId: shotId(1), seconds: 10 },
  { type: 'image.setPicture', shotId: shotId(1), picture: null },
  { type: 'image.edit', shotId: shotId(1), model: '2.1' },
  { type: 'text.edit', shotId: shotId(1), model: 'turbo' },
  { type: 'asset.add', asset: asset(1) },
  { type: 'asset.rename', assetId: assetId(1), name: 'N' },
  { type: 'asset.remove', assetId: assetId(1) },
  { type: 'take.add', take: take(1) },
  { type: 'take.circle', shotId: shotId(1), takeId: takeId(1) },
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

test.each([
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

  test('merges what is typed and dragged', () => {
    expect(typesWith('merge')).toEqual([
      'project.edit',
      'scene.edit',
      'shot.edit',
      'keyframe.edit',
      'gap.edit',
      'element.edit',
      'elements.edit',
      'image.edit',
      'text.edit',
      'asset.rename',
    ])
  })

  test('tells apart the shot, the field and the place that are edited, and not the value', () => {
    expect(keyOf(editGap(3))).toBe(keyOf(editGap(4)))
    const keys = [
      editGap(3),
      editGap(3, 1),
      editGap(3, 0, 2),
      { type: 'gap.edit', shotId: shotId(1), index: 0, prompt: 'x' } as const,
      { type: 'shot.edit', shotId: shotId(1), fields: { title: 'x' } } as const,
      { type: 'shot.edit', shotId: shotId(1), fields: { notes: 'x' } } as const,
      { type: 'shot.edit', shotId: shotId(2), fields: { notes: 'x' } } as const,
      { type: 'project.edit', title: 'x' } as const,
      { type: 'project.edit', aspect: '1:1' } as const,
    ].map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
