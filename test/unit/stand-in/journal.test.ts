import { describe, expect, test } from 'vitest'
import { createJournal } from '../../stand-in/journal.ts'
import type { JournalEvent } from '../../stand-in/journal.ts'
import { ask, queueAddress, standInForTest, submitText, textEndpoint, textInput } from './setting.ts'

const event = (at: number, step: JournalEvent['step']): JournalEvent => ({
  at,
  step,
  method: 'GET',
  status: 200,
  authorization: false,
  headers: {},
})

describe('the journal', () => {
  test('knows the busiest second of polling, wherever it began', () => {
    const { journal, append } = createJournal()
    for (const at of [0, 900, 1000, 1500, 1899, 1900, 5000]) append(event(at, 'status'))
    append(event(1600, 'result'))
    expect(journal.statusRatePerSecond()).toBe(4)
  })

  test('knows no polling where there was none', () => {
    expect(createJournal().journal.statusRatePerSecond()).toBe(0)
  })

  test('takes the same input for one intention, in whatever order its fields come, and another seed for another', async () => {
    const standIn = await standInForTest()
    await submitText(standIn, 7)
    await ask(standIn, `${queueAddress}/${textEndpoint}`, {
      method: 'POST',
      body: JSON.stringify(Object.fromEntries(Object.entries(textInput).toReversed())),
    })
    await submitText(standIn, 8)
    expect([...standIn.journal.acceptedPerIntent().values()]).toEqual([2, 1])
  })

  test('tells intentions apart as it is told to', async () => {
    const standIn = await standInForTest({ intentKeyOf: ({ endpoint }) => endpoint })
    await submitText(standIn, 7)
    await submitText(standIn, 8)
    expect(standIn.journal.acceptedPerIntent()).toEqual(new Map([[textEndpoint, 2]]))
  })

  test('notes that there was a key, and never which', async () => {
    const standIn = await standInForTest()
    await submitText(standIn)
    expect(standIn.journal.events).toMatchObject([
      { authorization: true, headers: { host: expect.any(String) } },
    ])
    expect(JSON.stringify(standIn.journal)).not.toContain(standIn.key)
  })

  test('says what came last where a condition is never met', async () => {
    const standIn = await standInForTest()
    await submitText(standIn)
    await expect(standIn.waitFor(() => false, 30)).rejects.toThrow('submit 200')
  })
})
