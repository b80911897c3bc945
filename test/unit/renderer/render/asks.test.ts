import { describe, expect, test } from 'vitest'
import { askWords } from '../../../../renderer/render/ask-words.ts'
import { asksOf, budgetLeft, type AskFacts } from '../../../../renderer/render/asks.ts'
import { estimateOf } from '../../../../shared/domain/estimate.ts'
import type { BoardDocument, Shot } from '../../../../shared/domain/document.ts'
import { boardWith, element, framesShot, shippedPrices } from '../../shared/domain/setting.ts'

const prices = shippedPrices()
const none = { dayMicroUsd: null, projectMicroUsd: null }

const elements = (number: number, changes: Partial<Shot> = {}): Shot => {
  const shot = framesShot(number)
  return {
    ...shot,
    mode: 'elements',
    prompt: 'A heron lands',
    elements: { ...shot.elements, items: [element(1)] },
    ...changes,
  }
}

const kinds = (document: BoardDocument, changes: Partial<AskFacts> = {}, table = prices) => {
  const shotIds = Object.values(document.shots).map(({ id }) => id)
  const { plans } = estimateOf(document, shotIds, { quality: 'final', engine: 'fal', prices: table })
  const facts = { document, prices: table, gate: false, askAboveMicroUsd: 1_000_000, left: none, ...changes }
  return asksOf(plans, facts).map(({ kind }) => kind)
}

describe('a render', () => {
  test('is not asked about where nothing speaks against it', () => {
    expect(kinds(boardWith(elements(1)))).toEqual([])
  })

  test('is asked about where 1080p costs more than twice as much', () => {
    expect(kinds(boardWith(elements(1, { resolution: '1080p' })))).toEqual(['dear'])
    expect(kinds(boardWith({ ...framesShot(1, 5), resolution: '1080p' }))).toEqual([])
  })

  test('is asked about where its price is an estimate, or not known', () => {
    const shot = elements(1)
    expect(kinds(boardWith({ ...shot, elements: { ...shot.elements, seconds: 10 } }))).toEqual(['estimate'])
    expect(kinds(boardWith(shot), {}, { ...prices, prices: [] })).toEqual(['unknown'])
  })

  test('is asked about above the limit of the settings, and not at it', () => {
    expect(kinds(boardWith(elements(1)), { askAboveMicroUsd: 199_999 })).toEqual(['above-limit'])
    expect(kinds(boardWith(elements(1)), { askAboveMicroUsd: 200_000 })).toEqual([])
  })

  test('is asked about where it is more than what is left of a budget', () => {
    const left = { dayMicroUsd: 199_999, projectMicroUsd: 200_000 }
    expect(kinds(boardWith(elements(1)), { left })).toEqual(['over-day'])
  })

  test('waits for a circled take where the gate is set', () => {
    expect(kinds(boardWith(elements(1)), { gate: true })).toEqual(['gate'])
  })

  test('has a sentence for every reason to ask', () => {
    const document = boardWith(elements(1, { resolution: '1080p' }), elements(2, { resolution: '1080p' }))
    const { plans } = estimateOf(
      document,
      Object.values(document.shots).map(({ id }) => id),
      {
        quality: 'final',
        engine: 'fal',
        prices,
      },
    )
    const left = { dayMicroUsd: -5, projectMicroUsd: 10_000 }
    const asks = asksOf(plans, { document, prices, gate: true, askAboveMicroUsd: 0, left })
    expect(asks.map(askWords)).toEqual([
      'That is more than the $0.00 left of today’s budget.',
      'That is more than the $0.01 left of the project’s budget.',
      expect.stringContaining('2 shots have no circled take yet'),
      '2 shots at 1080p cost $0.90, more than twice the $0.40 at 720p.',
      'That is above $0.00, from which you want to be asked.',
    ])
  })
})

test('what is left of a budget counts what was spent; without a budget nothing limits', () => {
  const spending = { todayMicroUsd: 5_000_000, projectMicroUsd: 1_000_000 }
  expect(budgetLeft({ dayMicroUsd: 4_000_000, projectMicroUsd: null }, spending)).toEqual({
    dayMicroUsd: -1_000_000,
    projectMicroUsd: null,
  })
})
