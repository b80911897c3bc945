import { expect, test } from 'vitest'
import { readOptions } from '../../../../electron/browser/options.ts'

test('without arguments, a window of the usual data folder is opened on any port', () => {
  expect(readOptions([])).toEqual({
    ok: true,
    value: { frontDoor: null, home: null, port: 0, window: true, stay: false },
  })
})

test('every argument is understood', () => {
  expect(readOptions(['--browser', '--home', '/films', '--port=8123', '--no-window', '--stay'])).toEqual({
    ok: true,
    value: { frontDoor: 'browser', home: '/films', port: 8123, window: false, stay: true },
  })
  expect(readOptions(['--electron'])).toMatchObject({ value: { frontDoor: 'electron' } })
})

test.each([
  [['--port', '80'], '“80” is not a port'],
  [['--port', '70000'], '“70000” is not a port'],
  [['--port', '8123.5'], '“8123.5” is not a port'],
  [['--port', 'eighty'], '“eighty” is not a port'],
  [['--port='], '“” is not a port'],
  [['--prot', '8123'], '--prot'],
  [['film'], 'film'],
  [['--browser', '--electron'], 'do not go together'],
])('%j is refused in words', (args, words) => {
  expect(readOptions(args)).toMatchObject({
    ok: false,
    error: { code: 'input/invalid', message: expect.stringContaining(words) },
  })
})
