import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyPromptParts } from '../../../../shared/domain/board.ts'
import { userCommandSchema } from '../../../../shared/domain/commands.ts'
import type { BoardDocument, Quality, Shot, Take } from '../../../../shared/domain/document.ts'
import { createIdSource } from '../../../../shared/domain/ids.ts'
import { reasonsAgainst, requestFor } from '../../../../shared/domain/plan.ts'
import { staleAgainst } from '../../../../shared/domain/stale.ts'
import { settingsOfTake } from '../../../../shared/domain/take-settings.ts'
import { repeatableBytes } from '../../../kit/large-board.ts'
import { arbitraryShot } from './arbitrary.ts'
import { after, assetId, boardWith, framesShot, gap, keyframe, shotId, take } from './setting.ts'

const template = { style: 'ink wash', camera: '35 mm', quality: '', safety: 'no text' }
const takeOf = (document: BoardDocument, shot: Shot, quality: Quality = 'final'): Take => ({
  ...take(1),
  quality,
  request: requestFor(document, shot, quality),
})

const settingsFor = (document: BoardDocument, made: Take) => {
  const shot = document.shots[shotId(1)]
  const settings = shot && settingsOfTake(document, shot, made, createIdSource(repeatableBytes()).slot)
  if (!settings) throw new Error('the take remembers its request')
  return settings
}

/** The shot with the settings of a take. */
const restored = (document: BoardDocument, made: Take): { board: BoardDocument; shot: Shot } => {
  const { commands } = settingsFor(document, made)
  for (const command of commands) expect(userCommandSchema.parse(command)).toEqual(command)
  const board = after(document, ...commands)
  return { board, shot: board.shots[shotId(1)] ?? framesShot(1) }
}

describe('the settings of a take', () => {
  test('give whatever shot the very request of the take again, in every mode', () => {
    fc.assert(
      fc.property(arbitraryShot, arbitraryShot, (now, then) => {
        const board = boardWith({ ...now, label: '10' })
        fc.pre(reasonsAgainst(board, then).length === 0 && reasonsAgainst(board, now).length === 0)
        const made = takeOf(board, then)
        const { board: next, shot } = restored(board, made)
        expect(staleAgainst(made, requestFor(next, shot, 'final'), null)).toEqual([])
        expect(shot.seed).toBe(made.seed)
      }),
      { numRuns: 400 },
    )
  })

  test('leave the board’s words to the board, in gaps too', () => {
    const shot: Shot = {
      ...framesShot(1),
      prompt: 'a heron lands',
      frames: { keyframes: [keyframe(1), keyframe(2), keyframe(3)], gaps: [gap(3, 'fog'), gap(5)] },
    }
    const document = { ...boardWith(shot), template }
    const made = takeOf(document, shot)
    const edited = after(document, {
      type: 'shot.edit',
      shotId: shotId(1),
      fields: { prompt: 'a crane', promptParts: { style: 'oil' } },
    })
    const { board, shot: again } = restored(edited, made)
    expect(again).toMatchObject({ prompt: 'a heron lands', promptParts: emptyPromptParts })
    expect(again.frames.gaps).toEqual([gap(3, 'fog'), gap(5)])
    expect(requestFor(board, again, 'final')).toEqual(made.request)
  })

  test('leave the parts of the prompt as they are where they say the same', () => {
    const shot: Shot = { ...framesShot(1, 5), promptParts: { ...emptyPromptParts, subject: 'a heron' } }
    const document = boardWith(shot)
    const edited = after(document, { type: 'shot.edit', shotId: shotId(1), fields: { resolution: '1080p' } })
    expect(restored(edited, takeOf(document, shot)).shot).toMatchObject({
      promptParts: shot.promptParts,
      resolution: '720p',
    })
  })

  test('of a draft do not touch the model and the resolution of the final', () => {
    const shot: Shot = { ...framesShot(1), mode: 'text', prompt: 'fog', resolution: '1080p' }
    const document = boardWith(shot)
    expect(restored(document, takeOf(document, shot, 'draft')).shot).toMatchObject({
      resolution: '1080p',
      text: { model: '2.2' },
      seed: 7,
    })
  })

  test('name images that are gone, and leave the shot those that it has', () => {
    const shot = framesShot(1, 5)
    const document = boardWith(shot)
    const other = { ...shot, frames: { ...shot.frames, keyframes: [keyframe(1), keyframe(2, 9)] } }
    const made = takeOf(document, other)
    expect(settingsFor(document, made).missing).toEqual([assetId(9)])
    expect(restored(document, made).shot.frames).toEqual(shot.frames)
  })

  test('are not known of a take from before requests were kept', () => {
    expect(
      settingsOfTake(boardWith(), framesShot(1), take(1), createIdSource(repeatableBytes()).slot),
    ).toBeNull()
  })
})
