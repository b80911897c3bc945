import { EventEmitter } from 'node:events'
import { record } from './recorder.ts'

/** Sleep and waking, shutdown: emitted by the test. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleState: () => 'active',
  getSystemIdleTime: () => 0,
  isOnBatteryPower: () => false,
})

const blockers = new Set<number>()
let started = 0

export const powerSaveBlocker = {
  start: (type: string) => {
    record('powerSaveBlocker.start', type)
    blockers.add(++started)
    return started
  },
  stop: (id: number) => {
    record('powerSaveBlocker.stop', id)
    return blockers.delete(id)
  },
  isStarted: (id: number) => blockers.has(id),
}
