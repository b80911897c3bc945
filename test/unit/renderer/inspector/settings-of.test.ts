import { describe, expect, test } from 'vitest'
import { foundPresets, shippedPresets } from '../../../../renderer/inspector/presets.ts'
import {
  endpointOf,
  modelOf,
  negativeDefaultOf,
  priceAfter,
  secondsOf,
} from '../../../../renderer/inspector/settings-of.ts'
import { modelCommands, secondsCommands } from '../../../../renderer/inspector/shot-edits.ts'
import type { ShotMode } from '../../../../shared/domain/endpoints.ts'
import { framesShot, shippedPrices } from '../../shared/domain/setting.ts'

const prices = shippedPrices()
const made = (number: number, mode: ShotMode) => ({ ...framesShot(number, 3, 4), mode })

describe('the settings of a shot', () => {
  test('are those that its endpoint takes', () => {
    expect(modelOf(made(1, 'frames'))).toBeNull()
    expect(secondsOf(made(1, 'frames'))).toBeNull()
    expect(modelOf(made(1, 'text'))).toBe('2.2')
    expect(secondsOf(made(1, 'elements'))).toBe(5)
    expect(endpointOf(made(1, 'elements'))).toBe('fal-ai/pika/v2.2/pikascenes')
  })

  test('have their consequence in money', () => {
    const shot = made(1, 'frames')
    expect(priceAfter(shot, {}, prices)).toMatchObject({ microUsd: 280_000 })
    expect(priceAfter(shot, { resolution: '1080p' }, prices)).toMatchObject({ microUsd: 420_000 })
    expect(priceAfter(made(1, 'text'), { model: '2.1' }, prices)).toMatchObject({ microUsd: 400_000 })
    expect(priceAfter(made(1, 'image'), { seconds: 10 }, prices)).toMatchObject({ source: 'estimate' })
  })

  test('cost nothing more where the mode does not take them', () => {
    const shot = made(1, 'frames')
    expect(priceAfter(shot, { model: '2.1', seconds: 10 }, prices)).toEqual(priceAfter(shot, {}, prices))
  })

  test('leave what is avoided to the endpoint, which is told where it is known', () => {
    expect(negativeDefaultOf(made(1, 'elements'))).toBe('ugly, bad, terrible')
    expect(negativeDefaultOf(made(1, 'frames'))).toBe('')
    expect(negativeDefaultOf({ ...made(1, 'text'), text: { model: 'turbo', seconds: 5 } })).toBeNull()
  })
})

describe('a setting of several shots', () => {
  test('is set where the mode takes it, and nowhere else', () => {
    const shots = [made(1, 'frames'), made(2, 'image'), made(3, 'text'), made(4, 'elements')]
    expect(modelCommands(shots, 'turbo').map(({ type }) => type)).toEqual(['image.edit', 'text.edit'])
    expect(secondsCommands(shots, 10).map(({ type }) => type)).toEqual([
      'image.edit',
      'text.edit',
      'elements.edit',
    ])
  })
})

describe('presets', () => {
  test('are found by name and by words, in their groups', () => {
    const found = foundPresets(shippedPresets.cameras, ' DOLLY ')
    expect(found.flatMap(({ presets }) => presets.map(({ name }) => name))).toContain('Slow dolly in')
    expect(found.every(({ presets }) => presets.length > 0)).toBe(true)
    expect(foundPresets(shippedPresets.cameras, 'no such move')).toEqual([])
  })
})
