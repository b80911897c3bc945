import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  assetIdSchema,
  createIdSource,
  intentIdSchema,
  jobIdSchema,
  projectIdSchema,
  sceneIdSchema,
  shotIdSchema,
  slotIdSchema,
  takeIdSchema,
} from '../../../../shared/domain/ids.ts'

describe('an id source', () => {
  const schemas = {
    project: projectIdSchema,
    scene: sceneIdSchema,
    shot: shotIdSchema,
    slot: slotIdSchema,
    take: takeIdSchema,
    job: jobIdSchema,
    intent: intentIdSchema,
  } as const

  test.each(Object.entries(schemas))('makes %s ids that their own schema accepts', (kind, schema) => {
    const ids = createIdSource((count) => randomBytes(count))
    const made = Array.from({ length: 200 }, () => ids[kind as keyof typeof schemas]())
    expect(made.filter((id) => !schema.safeParse(id).success)).toEqual([])
    expect(new Set(made).size).toBe(200)
  })

  test('takes its randomness from the port alone', () => {
    const ids = createIdSource((count) => Uint8Array.from({ length: count }, (_, at) => at))
    expect([ids.shot(), ids.job()]).toEqual(['sht_0123456789ab', 'job_0123456789ab'])
  })

  test('uses every one of the 32 letters', () => {
    const tails = Array.from({ length: 32 }, (_, byte) =>
      createIdSource((count) => new Uint8Array(count).fill(byte))
        .shot()
        .at(-1),
    )
    expect(tails.join('')).toBe('0123456789abcdefghjkmnpqrstvwxyz')
  })
})

test.each([
  '',
  'sht_',
  'sht_0123456789a',
  'sht_0123456789abc',
  'sht_0123456789ai',
  'SHT_0123456789ab',
  'scn_0123456789ab',
  '../0123456789ab',
  'sht_0123456789ab\n',
])('%j is not the id of a shot', (text) => {
  expect(shotIdSchema.safeParse(text).success).toBe(false)
})

test('an asset is named by a SHA-256 in lower-case hex and nothing else', () => {
  const names = ['a'.repeat(64), 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}/..`]
  expect(names.map((name) => assetIdSchema.safeParse(name).success)).toEqual([true, false, false, false])
})
