import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyPromptParts, emptyTemplate } from '../../../../shared/domain/board.ts'
import { motions, type BoardDocument, type Shot } from '../../../../shared/domain/document.ts'
import { requestFor } from '../../../../shared/domain/plan.ts'
import {
  composeGapPrompt,
  composePrompt,
  composedGapPieces,
  composedPieces,
  isDescribed,
  motionPhrases,
} from '../../../../shared/domain/prompt.ts'
import { cleanPrompt } from '../../../../shared/domain/text.ts'
import { arbitraryShot, arbitraryTemplate, arbitraryText } from './arbitrary.ts'
import { boardWith, framesShot, gap } from './setting.ts'

const template = { style: 'ink wash', camera: '35 mm', quality: 'fine grain', safety: 'no text' }
const full: Shot = {
  ...framesShot(1, 5),
  prompt: 'A heron lands',
  promptParts: {
    subject: 'grey heron',
    scene: 'harbour',
    action: 'folds its wings',
    camera: 'slow push-in',
    style: 'oil paint',
    constraints: 'the lamp stays lit',
  },
  motion: 'subtle',
}

const wrapped = (shot: Shot): BoardDocument => ({ ...boardWith(shot), template })
const bare = (shot: Shot): BoardDocument => boardWith(shot)
const saying = (parts: Partial<Shot['promptParts']>, prompt = ''): Shot => ({
  ...framesShot(1, 5),
  prompt,
  promptParts: { ...emptyPromptParts, ...parts },
})

describe('a prompt', () => {
  test('is the description, the parts in order, the motion, what must stay, and the board’s last words', () => {
    expect(composePrompt(wrapped(full), full)).toBe(
      'A heron lands. grey heron, harbour, folds its wings, slow push-in, oil paint, subtle motion. ' +
        'the lamp stays lit. fine grain. no text',
    )
  })

  test('has the board’s camera and style where the shot has none of its own', () => {
    const plain = { ...framesShot(1, 5), prompt: 'A heron lands' }
    expect(composePrompt(wrapped(plain), plain)).toBe('A heron lands. 35 mm, ink wash. fine grain. no text')
    expect(composePrompt(wrapped(plain), saying({ style: ' \n' }))).toContain('ink wash')
  })

  test('says which of its words are the board’s', () => {
    const shot = saying({ style: 'oil paint' }, 'A heron lands')
    expect(composedPieces(wrapped(shot), shot)).toEqual([
      { text: 'A heron lands', source: 'shot', part: 'description' },
      { text: '. 35 mm', source: 'board', part: 'camera' },
      { text: ', oil paint', source: 'shot', part: 'style' },
      { text: '. fine grain', source: 'board', part: 'quality' },
      { text: '. no text', source: 'board', part: 'safety' },
    ])
  })

  test.each([
    ['A heron lands.', 'fog', 'A heron lands. fog'],
    ['A heron lands!', 'fog', 'A heron lands! fog'],
    ['A heron lands,', ', fog', 'A heron lands, fog'],
    ['“Hold on!”', 'fog', '“Hold on!” fog'],
    ['A heron', '; fog.', 'A heron. fog.'],
    ['A heron', '.5 stops under', 'A heron. .5 stops under'],
    ['A heron', ' ,; ', 'A heron'],
    ['鷺が降りる。', '霧', '鷺が降りる。 霧'],
    ['', ', fog', ', fog'],
  ])('of %j and then %j is %j, with no punctuation twice', (prompt, subject, composed) => {
    const shot = saying({ subject }, prompt)
    expect(composePrompt(bare(shot), shot)).toBe(composed)
  })

  test('says the motion in words', () => {
    const prompts = motions.map((motion) => composePrompt(bare(full), { ...framesShot(1), motion }))
    expect(prompts).toEqual(motions.map((motion) => motionPhrases[motion]))
  })

  test('of whatever parts is clean as it is, and its pieces are the whole of it', () => {
    fc.assert(
      fc.property(arbitraryShot, arbitraryTemplate, (shot, words) => {
        const document = { ...boardWith(shot), template: words }
        const prompt = composePrompt(document, shot)
        expect(cleanPrompt(prompt)).toBe(prompt)
        const pieces = composedPieces(document, shot)
        expect(pieces.map((piece) => piece.text).join('')).toBe(prompt)
        for (const piece of pieces) expect(piece.text.trim()).not.toBe('')
        const isSilent = (part: 'camera' | 'style') => cleanPrompt(shot.promptParts[part]) === ''
        const fromBoard = new Set(
          pieces.filter((piece) => piece.source === 'board').map((piece) => piece.part),
        )
        for (const part of ['camera', 'style'] as const)
          expect(fromBoard.has(part) && !isSilent(part)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a shot without parts, motion or template', () => {
  test('asks for what it asked for before there were any, to the last character', () => {
    fc.assert(
      fc.property(arbitraryShot, arbitraryText, (some, words) => {
        const shot = { ...some, promptParts: emptyPromptParts, motion: null }
        if (shot.mode === 'image' && !shot.image.picture) return
        const document = { ...boardWith(shot), template: emptyTemplate }
        const request = requestFor(document, shot, 'final')
        expect(request.prompt).toBe(cleanPrompt(shot.prompt))
        expect(request.kind === 'frames' ? request.gaps.map((one) => one.prompt) : null).toEqual(
          shot.mode === 'frames'
            ? shot.frames.gaps.map((one) => cleanPrompt(one.prompt) || cleanPrompt(shot.prompt))
            : null,
        )
        expect(composeGapPrompt(document, shot, gap(3, words))).toBe(
          cleanPrompt(words) || cleanPrompt(shot.prompt),
        )
      }),
      { numRuns: 400 },
    )
  })
})

describe('the prompt of a gap', () => {
  test('is the shot’s where it has no words of its own', () => {
    expect(composeGapPrompt(wrapped(full), full, gap(3, ' \n'))).toBe(composePrompt(wrapped(full), full))
  })

  test('is its own words in place of all that happens in the shot, in the same look', () => {
    expect(composeGapPrompt(wrapped(full), full, gap(3, 'fog rolls in'))).toBe(
      'fog rolls in, oil paint. fine grain. no text',
    )
    const plain = framesShot(1, 5)
    expect(composedGapPieces(wrapped(plain), plain, gap(3, 'fog rolls in.'))).toEqual([
      { text: 'fog rolls in.', source: 'shot', part: 'gap' },
      { text: ' ink wash', source: 'board', part: 'style' },
      { text: '. fine grain', source: 'board', part: 'quality' },
      { text: '. no text', source: 'board', part: 'safety' },
    ])
  })
})

test('a shot is described by its own words, not by the board’s nor by an amount of motion', () => {
  expect(isDescribed(framesShot(1))).toBe(false)
  expect(isDescribed({ ...framesShot(1), motion: 'strong' })).toBe(false)
  expect(isDescribed(saying({}, ' \u0000'))).toBe(false)
  expect(isDescribed(saying({ camera: 'pan left' }))).toBe(true)
  expect(isDescribed(saying({}, 'a heron'))).toBe(true)
})
