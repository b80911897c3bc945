import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { app } from 'electron'
import { createQuitting } from '../../../../electron/shell/quitting.ts'
import { silentLog } from '../../../kit/system.ts'

const { quit } = vi.hoisted(() => ({ quit: vi.fn<() => void>() }))
vi.mock('electron', () => ({
  app: Object.assign(new EventEmitter(), { quit }),
  dialog: { showMessageBox: async () => ({ response: 1 }) },
}))

const never = new Promise<never>(() => {})

/** Tells the program to quit, and gives whether it held that up. */
const askToQuit = (): boolean => {
  let isHeld = false
  app.emit('before-quit', { preventDefault: () => (isHeld = true) })
  return isHeld
}

beforeEach(() => {
  app.removeAllListeners()
  quit.mockClear()
})

const quittingWith = (close: () => Promise<void>, sleep: () => Promise<void> = () => never, jobs = 0) =>
  createQuitting({
    studio: { jobsRunning: () => jobs, close },
    clock: { sleep },
    front: () => null,
    hideWindows: () => {},
    log: silentLog,
  })

describe('the program ends', () => {
  test('when what is open has been saved and closed, and not before', async () => {
    const saving = Promise.withResolvers<void>()
    quittingWith(() => saving.promise)
    expect(askToQuit()).toBe(true)
    await Promise.resolve()
    expect(quit).not.toHaveBeenCalled()
    saving.resolve()
    await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1))
    expect(askToQuit()).toBe(false)
  })

  test('although something could not be closed', async () => {
    quittingWith(() => Promise.reject(new Error('EIO')))
    askToQuit()
    await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1))
    expect(askToQuit()).toBe(false)
  })

  test('although closing takes without end', async () => {
    quittingWith(
      () => never,
      async () => {},
    )
    askToQuit()
    await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1))
  })

  test('without a question where the system goes down', async () => {
    const close = vi.fn<() => Promise<void>>(async () => {})
    quittingWith(close, undefined, 3).atOnce()
    await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1))
    expect(close).toHaveBeenCalledTimes(1)
  })
})

test('the program runs on where the user lets the jobs run', async () => {
  const close = vi.fn<() => Promise<void>>(async () => {})
  const quitting = quittingWith(close, undefined, 2)
  expect(quitting.mayCloseLast()).toBe(false)
  await vi.waitFor(() => expect(askToQuit()).toBe(true))
  expect(close).not.toHaveBeenCalled()
})
