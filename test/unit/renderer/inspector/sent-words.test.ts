import { describe, expect, test } from 'vitest'
import { longestWordsOf, sentWordsOf } from '../../../../renderer/inspector/sent-words.ts'
import { planRender } from '../../../../shared/domain/plan.ts'
import type { Shot } from '../../../../shared/domain/document.ts'
import { boardWith, framesShot, gap, shippedPrices } from '../../shared/domain/setting.ts'

const template = { style: 'ink and wash', camera: '', quality: 'sharp focus', safety: '' }
const onBoard = (...shots: readonly Shot[]) => ({ ...boardWith(...shots), template })
const textOf = (words: ReturnType<typeof sentWordsOf>) => words.pieces.map(({ text }) => text).join('')

describe('the prompt as sent', () => {
  test('is what the plan sends, to the letter', () => {
    const shot = { ...framesShot(1, 5), prompt: 'A heron   lands' }
    const document = onBoard(shot)
    const planned = planRender(document, shot, { quality: 'final', engine: 'fal', prices: shippedPrices() })
    expect(planned.ok && planned.plan.request.prompt).toBe(textOf(sentWordsOf(document, shot, null)))
  })

  test('tells the shot’s own words from the board’s', () => {
    const shot = { ...framesShot(1, 5), prompt: 'A heron lands' }
    const { pieces } = sentWordsOf(onBoard(shot), shot, null)
    expect(pieces.map(({ source }) => source)).toEqual(['shot', 'board', 'board'])
  })

  test('of a chosen gap is the gap’s', () => {
    const base = framesShot(1, 5, 5)
    const shot = { ...base, frames: { ...base.frames, gaps: [gap(5), gap(5, 'it takes off')] } }
    const words = sentWordsOf(onBoard(shot), shot, 1)
    expect(words.gap).toBe(2)
    expect(textOf(words)).toContain('it takes off')
  })

  test('counts what is too long, in the shot and in its gaps', () => {
    const base = framesShot(1, 5, 5)
    const long = 'x'.repeat(2600)
    const shot = { ...base, prompt: long, frames: { ...base.frames, gaps: [gap(5), gap(5, long)] } }
    const words = sentWordsOf(boardWith(shot), shot, null)
    expect(words).toMatchObject({ characters: 2600, over: 100, gapsOver: [2] })
  })

  test('counts the characters that cannot be sent', () => {
    const shot = { ...framesShot(1, 5), prompt: 'A\u0007 heron\u0000 lands' }
    expect(sentWordsOf(boardWith(shot), shot, null)).toMatchObject({ cleaned: 2, characters: 13 })
  })

  test('of several shots is the longest', () => {
    const shots = [
      { ...framesShot(1, 5), prompt: 'Short' },
      { ...framesShot(2, 5), prompt: 'Rather longer' },
    ]
    expect(longestWordsOf(onBoard(...shots), shots).shot.label).toBe('20')
  })
})
