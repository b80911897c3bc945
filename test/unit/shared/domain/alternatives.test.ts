import { describe, expect, test } from 'vitest'
import { alternativesTo, type Alternative } from '../../../../shared/domain/alternatives.ts'
import { estimateOf } from '../../../../shared/domain/estimate.ts'
import type { EngineId, Quality, Shot } from '../../../../shared/domain/document.ts'
import { after, boardWith, framesShot, shippedPrices } from './setting.ts'

const prices = shippedPrices()

const text = (number: number, changes: Partial<Shot> = {}): Shot => ({
  ...framesShot(number),
  mode: 'text',
  prompt: 'A heron lands',
  ...changes,
})

const alternatives = (
  shots: readonly Shot[],
  {
    quality = 'final',
    engine = 'fal',
    left = null,
  }: { quality?: Quality; engine?: EngineId; left?: number | null } = {},
) => {
  const document = boardWith(...shots)
  const { plans, total } = estimateOf(
    document,
    shots.map(({ id }) => id),
    { quality, engine, prices },
  )
  const offered = alternativesTo({ document, plans, quality, engine, prices, leftMicroUsd: left })
  return { document, total, offered }
}

const sums = (offered: readonly Alternative[]) =>
  offered.map(({ kind, total }) => `${kind} ${total.microUsd}`)

describe('cheaper ways', () => {
  test('are quoted exactly: carried out, they cost what they were said to', () => {
    const shots = [text(1, { resolution: '1080p' }), text(2, { text: { model: '2.1', seconds: 5 } })]
    const { document, offered } = alternatives(shots)
    for (const alternative of offered) {
      if (!('commands' in alternative)) continue
      const changed = after(document, ...alternative.commands)
      const again = estimateOf(
        changed,
        shots.map(({ id }) => id),
        { quality: 'final', engine: 'fal', prices },
      )
      expect(again.total).toEqual(alternative.total)
    }
    expect(offered.map(({ kind }) => kind)).toContain('720p')
    expect(offered.map(({ kind }) => kind)).toContain('turbo')
  })

  test('always cost less than what was asked for', () => {
    const { total, offered } = alternatives([text(1, { resolution: '1080p' }), framesShot(2, 5, 5)])
    expect(offered.length).toBeGreaterThan(1)
    for (const alternative of offered) expect(alternative.total.microUsd).toBeLessThan(total.microUsd)
  })

  test('are none for what is free already', () => {
    expect(alternatives([text(1)], { engine: 'rehearsal' }).offered).toEqual([])
  })

  test('shorten clips of ten seconds', () => {
    const { offered } = alternatives([text(1, { text: { model: '2.2', seconds: 10 } })])
    expect(sums(offered)).toContain('shorter 200000')
  })

  test('name the rehearsal once, where a draft would be one', () => {
    const { offered } = alternatives([framesShot(1, 5)])
    expect(sums(offered)).toEqual(['rehearsal 0'])
  })

  test('offer as many from the top as the budget holds', () => {
    const shots = [framesShot(1, 5), framesShot(2, 5), framesShot(3, 5)]
    const { offered } = alternatives(shots, { left: 400_000 })
    expect(offered[0]).toMatchObject({ kind: 'fewer', shotIds: [shots[0]?.id, shots[1]?.id] })
    expect(sums(alternatives(shots, { left: 100_000 }).offered)).toEqual(['rehearsal 0'])
  })
})
