import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endOf,
  restingTransport,
  startOf,
  transported,
  type Transport,
  type TransportCommand,
} from '../../../../renderer/viewer/transport.ts'

const loaded = transported(restingTransport, { type: 'load', frames: 120, keepPlace: false })
const after = (transport: Transport, ...commands: readonly TransportCommand[]) =>
  commands.reduce(transported, transport)

describe('the transport', () => {
  it('plays and stands still by turns', () => {
    const playing = after(loaded, { type: 'toggle' })
    expect(playing.speed).toBe(1)
    expect(after(playing, { type: 'toggle' }).speed).toBe(0)
  })

  it('plays twice as fast when L is pressed again, up to four times', () => {
    const speeds = [1, 2, 3, 4].map(
      (times) => after(loaded, ...Array.from({ length: times }, () => ({ type: 'forward' }) as const)).speed,
    )
    expect(speeds).toEqual([1, 2, 4, 4])
  })

  it('turns round at once when J is pressed while it plays forward', () => {
    const turned = after(loaded, { type: 'goTo', frame: 60 }, { type: 'forward' }, { type: 'back' })
    expect(turned).toMatchObject({ frame: 60, speed: -1 })
  })

  it('starts from the beginning again when the end had been reached', () => {
    const again = after(loaded, { type: 'goTo', frame: 119 }, { type: 'toggle' })
    expect(again).toMatchObject({ frame: 0, speed: 1 })
  })

  it('begins at the end when it is to play backwards from the first frame', () => {
    expect(after(loaded, { type: 'back' })).toMatchObject({ frame: 119, speed: -1 })
  })

  it('stops on the last frame', () => {
    const over = after(loaded, { type: 'toggle' }, { type: 'reached', frame: 119 })
    expect(over).toMatchObject({ frame: 119, speed: 0 })
  })

  it('shows the last frame before it begins again in a loop', () => {
    const looped = after(loaded, { type: 'setLoop', loop: true }, { type: 'toggle' })
    const last = after(looped, { type: 'reached', frame: 119 })
    expect(last).toMatchObject({ frame: 119, speed: 1 })
    expect(after(last, { type: 'reached', frame: 119 })).toMatchObject({ frame: 0, speed: 1 })
  })

  it('plays within in and out points alone', () => {
    const ranged = after(
      loaded,
      { type: 'goTo', frame: 24 },
      { type: 'setIn' },
      { type: 'goTo', frame: 48 },
      { type: 'setOut' },
    )
    expect([startOf(ranged), endOf(ranged)]).toEqual([24, 48])
    expect(after(ranged, { type: 'toggle' })).toMatchObject({ frame: 24, speed: 1 })
    expect(after(ranged, { type: 'toggle' }, { type: 'reached', frame: 50 })).toMatchObject({
      frame: 48,
      speed: 0,
    })
  })

  it('lets go of an out point that would lie before the in point', () => {
    const turned = after(
      loaded,
      { type: 'goTo', frame: 10 },
      { type: 'setOut' },
      { type: 'goTo', frame: 20 },
      { type: 'setIn' },
    )
    expect(turned).toMatchObject({ inFrame: 20, outFrame: null })
  })

  it('stands still when it is stepped, and asks videos to be sought', () => {
    const stepped = after(loaded, { type: 'toggle' }, { type: 'step', by: 1 })
    expect(stepped).toMatchObject({ frame: 1, speed: 0 })
    expect(stepped.seeks).toBe(loaded.seeks + 1)
  })

  it('keeps its place and goes on playing with another take of the same shot', () => {
    const other = after(
      loaded,
      { type: 'goTo', frame: 100 },
      { type: 'toggle' },
      { type: 'load', frames: 72, keepPlace: true },
    )
    expect(other).toMatchObject({ frame: 71, speed: 1, inFrame: null })
  })

  it('has nothing to play where there is one frame', () => {
    const still = after(loaded, { type: 'toggle' }, { type: 'load', frames: 1, keepPlace: false })
    expect(still.speed).toBe(0)
    expect(after(still, { type: 'forward' }).speed).toBe(0)
  })

  it('never leaves the clip, and its range is never empty, whatever is pressed', () => {
    const command = fc.oneof(
      fc.constantFrom<TransportCommand>(
        { type: 'toggle' },
        { type: 'forward' },
        { type: 'back' },
        { type: 'stop' },
        { type: 'setIn' },
        { type: 'setOut' },
        { type: 'clearRange' },
        { type: 'setLoop', loop: true },
      ),
      fc.record({ type: fc.constant('step' as const), by: fc.integer({ min: -300, max: 300 }) }),
      fc.record({ type: fc.constant('goTo' as const), frame: fc.integer({ min: -50, max: 500 }) }),
      fc.record({ type: fc.constant('reached' as const), frame: fc.integer({ min: -5, max: 500 }) }),
      fc.record({
        type: fc.constant('load' as const),
        frames: fc.integer({ min: 1, max: 300 }),
        keepPlace: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        const { frame, frames, speed, inFrame, outFrame } = after(loaded, ...commands)
        expect(frame).toBeGreaterThanOrEqual(0)
        expect(frame).toBeLessThan(frames)
        expect([-4, -2, -1, 0, 1, 2, 4]).toContain(speed)
        expect(inFrame === null || outFrame === null || inFrame < outFrame).toBe(true)
      }),
    )
  })
})
