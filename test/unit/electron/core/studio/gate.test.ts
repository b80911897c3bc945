import { describe, expect, test } from 'vitest'
import { must } from '../../../../kit/text-board.ts'
import { startPaidStudio } from '../../../../kit/paid-studio.ts'

describe('the gate', () => {
  test('keeps a final back until a rehearsal of its shot is circled, and sends nothing', async () => {
    const studio = await startPaidStudio({ settings: { gate: true } })
    const { ask, board, standIn } = studio
    const shot = studio.shot('text')
    expect(await studio.order(shot)).toMatchObject({
      ok: false,
      error: { code: 'money/gate', cost: 'nothing', message: expect.stringContaining(shot.label) as string },
    })
    expect(standIn.journal.count('submit')).toBe(0)

    must(await studio.order(shot, { engine: 'rehearsal' }))
    await studio.settled()
    expect(await studio.order(shot)).toMatchObject({ error: { code: 'money/gate' } })
    const [take] = Object.values((await studio.document()).takes)
    const circle = { type: 'take.circle', shotId: shot.id, takeId: take?.id ?? null } as const
    const { projectId } = board
    must(await ask('board.edit', { projectId, commands: [circle], name: null, editId: 'e' }))
    must(await studio.order(shot))
    const [latest] = await studio.settled()
    expect(latest).toMatchObject({ state: 'succeeded', engine: 'fal' })
    expect(must(studio.program.core.ledger()).find(latest?.id ?? never)?.gateOverridden).toBe(false)
  })

  test('opens by the user’s word, which the job records', async () => {
    const studio = await startPaidStudio({ settings: { gate: true } })
    must(await studio.order(studio.shot('text'), { overrideGate: true }))
    const [job] = await studio.settled()
    expect(must(studio.program.core.ledger()).find(job?.id ?? never)).toMatchObject({
      state: 'succeeded',
      gateOverridden: true,
    })
  })

  test('stands open where nobody has set it, and can be set by a window', async () => {
    const studio = await startPaidStudio()
    must(await studio.order(studio.shot('text')))
    const [job] = await studio.settled()
    expect(must(studio.program.core.ledger()).find(job?.id ?? never)?.gateOverridden).toBe(false)
    expect(must(await studio.ask('settings.change', { edit: { gate: true } })).gate).toBe(true)
    expect(await studio.order(studio.shot('text'))).toMatchObject({ error: { code: 'money/gate' } })
  })
})

const never = 'job_000000000000' as never
