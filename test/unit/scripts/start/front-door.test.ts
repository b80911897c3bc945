import { expect, test } from 'vitest'
import { chooseFrontDoor, type Known } from '../../../../scripts/start/front-door.ts'

const usual: Known = {
  options: { frontDoor: null, home: null, port: 0, window: true, stay: false },
  noDisplay: null,
  electron: '/electron',
}

test('Electron is taken where it is', () => {
  expect(chooseFrontDoor(usual)).toEqual({ kind: 'electron', binary: '/electron' })
})

test('Electron is fetched where it is not', () => {
  expect(chooseFrontDoor({ ...usual, electron: null })).toEqual({ kind: 'fetch' })
})

test.each<[string, Partial<Known['options']>]>([
  ['as you asked', { frontDoor: 'browser' }],
  ['since --port, --stay and --no-window are its own', { port: 8123 }],
  ['since --port, --stay and --no-window are its own', { stay: true }],
  ['since --port, --stay and --no-window are its own', { window: false }],
])('browser mode is taken, %s, with %j', (why, options) => {
  for (const electron of ['/electron', null])
    expect(chooseFrontDoor({ ...usual, electron, options: { ...usual.options, ...options } })).toEqual({
      kind: 'browser',
      why,
    })
})

test('browser mode is taken where there is no display, and nothing is fetched for it', () => {
  expect(chooseFrontDoor({ ...usual, electron: null, noDisplay: 'there is no display' })).toEqual({
    kind: 'browser',
    why: 'since there is no display',
  })
})
