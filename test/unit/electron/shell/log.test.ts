import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLineLog } from '../../../../electron/shell/log.ts'

test('what happens is said as one JSON object a line', () => {
  const lines: string[] = []
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  createLineLog(out).warn('window.gone', { reason: 'crashed' })
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 'warn', event: 'window.gone', reason: 'crashed' },
  ])
})

test('a terminal that was closed since is no error of the program', async () => {
  const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) })
  const failed: unknown[] = []
  process.once('uncaughtException', (error) => failed.push(error))
  createLineLog(out).info('window.shown')
  await setImmediate()
  expect(out.errored?.message).toBe('EPIPE')
  expect(failed).toEqual([])
  process.removeAllListeners('uncaughtException')
})
