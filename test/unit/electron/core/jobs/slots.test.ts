import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createSlots, type Slots } from '../../../../../electron/core/jobs/slots.ts'

const never = new AbortController().signal

/** Takes a place that must be free. */
const taken = async (slots: Slots): Promise<() => void> => {
  const release = await slots.take(never)
  if (!release) throw new Error('no place')
  return release
}

/** Has these names wait in line; gives the list of those who have been let in. */
const lineUp = (slots: Slots, ...names: string[]) => {
  const served: { name: string; release: () => void }[] = []
  const waitFor = async (name: string) => {
    const release = await slots.take(never)
    if (release) served.push({ name, release })
  }
  for (const name of names) void waitFor(name)
  return served
}

describe('places', () => {
  test('are given out up to the limit', async () => {
    const slots = createSlots(2)
    await taken(slots)
    await taken(slots)
    const served = lineUp(slots, 'third')
    await turnOfTheLoop()
    expect([slots.taken, served]).toEqual([2, []])
  })

  test('go to those who wait in the order in which they came', async () => {
    const slots = createSlots(1)
    const release = await taken(slots)
    const served = lineUp(slots, 'a', 'b', 'c')
    release()
    for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      await turnOfTheLoop()
      expect(served.map(({ name }) => name)).toEqual(expected)
      expect(slots.taken).toBe(1)
      served.at(-1)?.release()
    }
    await turnOfTheLoop()
    expect(slots.taken).toBe(0)
  })

  test('are freed once, however often it is said', async () => {
    const slots = createSlots(2)
    const release = await taken(slots)
    await taken(slots)
    release()
    release()
    expect(slots.taken).toBe(1)
  })

  test('are not given to who has gone away, before or while waiting', async () => {
    const slots = createSlots(1)
    const release = await taken(slots)
    const leaving = new AbortController()
    const left = slots.take(leaving.signal)
    const served = lineUp(slots, 'patient')
    leaving.abort()
    expect(await left).toBeNull()
    expect(await slots.take(leaving.signal)).toBeNull()
    release()
    await turnOfTheLoop()
    expect(served.map(({ name }) => name)).toEqual(['patient'])
    served[0]?.release()
    expect(slots.taken).toBe(0)
  })

  test('stay with who got one and went away afterwards, until it is freed', async () => {
    const slots = createSlots(1)
    const first = await taken(slots)
    const leaving = new AbortController()
    const waiting = slots.take(leaving.signal)
    first()
    const release = await waiting
    leaving.abort()
    expect(slots.taken).toBe(1)
    release?.()
    expect(slots.taken).toBe(0)
  })

  test('are there beyond the limit for what is under way, and that comes off the others', async () => {
    const slots = createSlots(1)
    const forced = [slots.force(), slots.force(), slots.force()]
    const served = lineUp(slots, 'new')
    expect(slots.taken).toBe(3)
    for (const release of forced.slice(0, 2)) release()
    await turnOfTheLoop()
    expect(served).toEqual([])
    forced[2]?.()
    await turnOfTheLoop()
    expect([served.length, slots.taken]).toEqual([1, 1])
  })
})
