import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { assert, constantFrom, pre, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasPreset, presetsSchema, withoutPreset, withPreset } from '../../../../shared/domain/presets.ts'

const readPresets = async () =>
  presetsSchema.parse(
    JSON.parse(
      await readFile(fileURLToPath(new URL('../../../../assets/presets.json', import.meta.url)), 'utf8'),
    ),
  )

describe('the presets that come with the program', () => {
  test('keep to their schema', async () => {
    const { cameras, styles } = await readPresets()
    expect(cameras.length).toBeGreaterThan(3)
    expect(styles.length).toBeGreaterThan(2)
  })

  test('have each name and each wording once', async () => {
    const { cameras, styles } = await readPresets()
    for (const groups of [cameras, styles]) {
      const all = groups.flatMap(({ presets }) => presets)
      expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
      expect(new Set(all.map(({ words }) => words)).size).toBe(all.length)
    }
  })
})

describe('a preset in a part of a prompt', () => {
  test('stands behind what is there already', () => {
    expect(withPreset('low angle ,', 'slow dolly in')).toBe('low angle, slow dolly in')
  })

  test('is found whatever its case, but never inside of other words', () => {
    expect(hasPreset('Slow Dolly In, low angle', 'slow dolly in')).toBe(true)
    expect(hasPreset('very slow dolly in', 'slow dolly in')).toBe(false)
  })

  test('is taken out whole, commas of its own included', () => {
    const words = 'static camera, locked-off shot'
    expect(withoutPreset(`wide, ${words}, dusk`, words)).toBe('wide, dusk')
  })

  test('leaves a text without it as it was typed', () => {
    expect(withoutPreset('wide ,  dusk', 'zoom in')).toBe('wide ,  dusk')
  })

  test('is there once it was put in, and gone once it was taken out again', async () => {
    const { cameras, styles } = await readPresets()
    const all = [...cameras, ...styles].flatMap(({ presets }) => presets).map(({ words }) => words)
    assert(
      property(string(), constantFrom(...all), (text, words) => {
        pre(!hasPreset(text, words))
        const put = withPreset(text, words)
        expect(hasPreset(put, words)).toBe(true)
        expect(hasPreset(withoutPreset(put, words), words)).toBe(false)
      }),
    )
  })
})
