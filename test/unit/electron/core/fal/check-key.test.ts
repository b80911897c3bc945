import { describe, expect, test } from 'vitest'
import { replies, type Fault } from '../../../../stand-in/faults.ts'
import { standInForTest } from '../../../stand-in/setting.ts'
import { serviceFor } from './setting.ts'

describe('the check of a key', () => {
  test('costs nothing, uploads nothing, and says that the key is accepted', async () => {
    const standIn = await standInForTest()
    expect(await serviceFor(standIn).service.checkKey()).toEqual({ ok: true, value: 'accepted' })
    expect(standIn.journal.events.map(({ step }) => step)).toEqual(['pricing', 'initiate'])
    expect(standIn.journal.leaks()).toEqual([])
  })

  test('knows a key that fal.ai does not', async () => {
    const standIn = await standInForTest()
    const stranger = { proxyUrl: standIn.proxyUrl, key: 'a-key-that:is-wrong' }
    const result = await serviceFor(stranger).service.checkKey()
    expect(result).toMatchObject({ ok: false, error: { code: 'fal/bad-key', cost: 'nothing' } })
    expect(JSON.stringify(result)).not.toContain(stranger.key)
  })

  const notChecked = expect.stringContaining('so the key was not checked') as string
  test.each<['pricing' | 'initiate', string, Fault, object]>([
    ['pricing', 'a locked account', replies.locked(), { code: 'fal/locked' }],
    ['initiate', 'an account locked for uploads', replies.locked(), { code: 'fal/locked' }],
    ['pricing', 'a key that may not', replies.requestError(403, 'Forbidden'), { code: 'fal/bad-key' }],
    ['pricing', 'too many questions', replies.busy(1), { code: 'fal/busy', message: notChecked }],
    ['pricing', 'a page of a portal', replies.portal(), { code: 'fal/unexpected', message: notChecked }],
    [
      'pricing',
      'a broken connection',
      { kind: 'reset' },
      { code: 'network/interrupted', message: notChecked },
    ],
    ['initiate', 'silence', { kind: 'silence' }, { code: 'network/timeout', message: notChecked }],
  ])('at %s meets %s, and says so', async (step, _, fault, error) => {
    const standIn = await standInForTest()
    const rule = standIn.script({ step, fault })
    expect(await serviceFor(standIn, { readMs: 500 }).service.checkKey()).toMatchObject({ ok: false, error })
    expect(rule.struck()).toBe(1)
  })

  test('without a network says that it was not made', async () => {
    const standIn = await standInForTest()
    await standIn.pause()
    expect(await serviceFor(standIn).service.checkKey()).toMatchObject({
      ok: false,
      error: { code: 'network/unreachable', message: notChecked, cost: 'nothing' },
    })
  })
})
