import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test, vi } from 'vitest'
import { createNotices } from '../../../../electron/shell/notices.ts'
import type { JobView } from '../../../../shared/views.ts'

// As Electron does, the system's side holds a notice only weakly.
const shown: WeakRef<EventEmitter>[] = []
vi.mock('electron', () => ({
  Notification: class extends EventEmitter {
    static isSupported = () => true
    show = () => void shown.push(new WeakRef(this))
  },
}))

const collectGarbage = async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What is reached through a weak reference is kept until the turn has ended.
  await setImmediate()
  collect()
}

test('a notice that stands there for long still brings the window to the front when it is clicked', async () => {
  const present = vi.fn<() => void>()
  const tellOf = createNotices({
    clock: { sleep: async () => {} },
    isFocused: () => false,
    present,
  })
  const job = {
    id: 'job_1',
    shotLabel: '10',
    takeNumber: 1,
    state: 'succeeded',
    failure: null,
    waitsFor: null,
  }
  tellOf(job as unknown as JobView)
  await setImmediate()
  expect(shown.length).toBe(1)
  await collectGarbage()
  shown[0]?.deref()?.emit('click')
  expect(present).toHaveBeenCalledTimes(1)
  await collectGarbage()
  expect(shown[0]?.deref(), 'and is let go of then').toBeUndefined()
})
