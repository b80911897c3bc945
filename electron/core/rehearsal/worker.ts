import * as files from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { renderRecipe } from './renderer.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** Entry of a rehearsal worker thread: renders what it is told to, one recipe at a time. */

const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')

const answer = (message: FromWorker): void => port.postMessage(message)
let current = new AbortController()

port.on('message', (message: ToWorker) => {
  if (message.kind === 'cancel') {
    current.abort()
    return
  }
  current = new AbortController()
  // A rejection is left to crash the worker: the main thread turns that into a failure and starts a fresh one.
  void renderRecipe(message.recipe, {
    files,
    clock: { now: Date.now, monotonicMs: () => performance.now() },
    signal: current.signal,
    onProgress: (done) => answer({ kind: 'progress', done }),
  }).then((result) => answer({ kind: 'finished', result }))
})
