import { describe, expect, it } from 'vitest'
import { createSaveQueue, type SaveQueue } from '../../../../../electron/core/project/save-queue.ts'
import { fail, succeed, type Result } from '../../../../../shared/errors.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'

const full = fail('disk/full', 'The disk is full.')

const queueWith = (
  save: () => Promise<Result<void>>,
  onState: (state: SaveQueue['state']) => void = () => undefined,
) => {
  const clock = createManualClock()
  const saves: number[] = []
  const queue = createSaveQueue({
    clock,
    save: () => {
      saves.push(clock.monotonicMs())
      return save()
    },
    retries: (failure) => failure.code === 'disk/full',
    onState: () => onState(queue.state),
  })
  return { clock, queue, saves }
}

describe('the save queue', () => {
  it('saves 300 ms after the last change', async () => {
    const { clock, queue, saves } = queueWith(async () => succeed(undefined))
    queue.touch()
    await clock.advance(200)
    queue.touch()
    await clock.advance(299)
    expect(saves).toEqual([])
    expect(queue.state).toBe('waiting')
    await clock.advance(1)
    expect(saves).toEqual([500])
    expect(queue.state).toBe('idle')
  })

  it('saves at least every two seconds while changes keep coming', async () => {
    const { clock, queue, saves } = queueWith(async () => succeed(undefined))
    for (let at = 0; at < 50; at++) {
      queue.touch()
      await clock.advance(100)
    }
    expect(saves).toEqual([2000, 4000])
  })

  it('never saves twice at once, and saves again what changed meanwhile', async () => {
    const finish: (() => void)[] = []
    let running = 0
    let most = 0
    const { clock, queue } = queueWith(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => finish.push(resolve))
      running--
      return succeed(undefined)
    })
    queue.touch()
    await clock.advance(300)
    queue.touch()
    const flushes = [queue.flush(), queue.flush()]
    await clock.advance(5000)
    expect(finish).toHaveLength(1)
    finish[0]?.()
    await clock.advance(0)
    expect(finish).toHaveLength(2)
    finish[1]?.()
    expect(await Promise.all(flushes)).toEqual([succeed(undefined), succeed(undefined)])
    expect(most).toBe(1)
  })

  it('tries again after longer and longer waits until there is room', async () => {
    let isFull = true
    const { clock, queue, saves } = queueWith(async () => (isFull ? full : succeed(undefined)))
    queue.touch()
    await clock.advance(300 + 1000 + 2000 + 4000)
    expect(saves).toEqual([300, 1300, 3300, 7300])
    expect(queue.state).toEqual({ failed: full.error })
    isFull = false
    await clock.advance(8000)
    expect(queue.state).toBe('idle')
    await clock.advance(60_000)
    expect(saves).toHaveLength(5)
  })

  it('says that it failed until a save succeeds, while it tries again and while more is changed', async () => {
    let answer: Result<void> = full
    const states: string[] = []
    const { clock, queue } = queueWith(
      async () => {
        await clock.sleep(50)
        return answer
      },
      (state) => states.push(typeof state === 'object' ? state.failed.code : state),
    )
    queue.touch()
    await clock.advance(350)
    expect(states.splice(0)).toEqual(['waiting', 'running', 'disk/full'])
    await clock.advance(1000)
    queue.touch()
    await clock.advance(300)
    queue.touch()
    answer = succeed(undefined)
    await clock.advance(40)
    // A retry begins, fails, more is changed, and the next one begins.
    expect(states.splice(0)).toEqual(Array.from({ length: 4 }, () => 'disk/full'))
    await clock.advance(1000)
    expect(states.at(-1)).toBe('idle')
  })

  it('does not try again by itself what cannot go away', async () => {
    const { clock, queue, saves } = queueWith(async () => fail('project/changed-outside', 'Changed.'))
    queue.touch()
    await clock.advance(600_000)
    expect(saves).toEqual([300])
  })

  it('answers a flush with the failure of the attempt', async () => {
    const { queue } = queueWith(async () => full)
    expect(await queue.flush()).toEqual(succeed(undefined))
    queue.touch()
    expect(await queue.flush()).toEqual(full)
    await queue.stop()
  })
})
