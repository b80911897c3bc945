import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'

/** What runs before a utility process's own module: it sees `process.parentPort`, and no channel of Node's. */
const [, , modulePath = '', ...args] = process.argv
const send = process.send?.bind(process)
delete process.send
process.argv = [process.execPath, modulePath, ...args]

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void send?.(message),
  start: () => {},
  pause: () => {},
})
// What comes before the module listens waits for it, as with a port that has not been started.
const early: unknown[] = []
parentPort.on('newListener', (name) => {
  if (name !== 'message') return
  queueMicrotask(() => {
    for (const data of early.splice(0)) parentPort.emit('message', { data, ports: [] })
  })
})
process.on('message', ({ message: data }: { message: unknown }) => {
  if (parentPort.listenerCount('message') === 0) early.push(data)
  else parentPort.emit('message', { data, ports: [] })
})
process.on('disconnect', () => process.exit(0))
Object.assign(process, { parentPort, type: 'utility' })

await import(pathToFileURL(modulePath).href)
