import { describe, expect, test } from 'vitest'
import { mayFetch, mayHave, mayNavigate } from '../../../../electron/shell/origin.ts'

describe('a window may fetch', () => {
  test.each([
    'app://boardwright/',
    'app://boardwright/assets/main.js',
    'clip://media/project_1/clip/take_1',
    'data:image/png;base64,AAAA',
    'blob:app://boardwright/0a1b',
  ])('%s', (address) => expect(mayFetch(address, false)).toBe(true))
})

describe('a window may not fetch', () => {
  test.each([
    'https://fal.ai/',
    'http://127.0.0.1:1234/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'app://elsewhere/',
    'app://boardwright.evil/',
    'app://boardwright:81/',
    'app://user@elsewhere/',
    'clip://elsewhere/x',
    'chrome://settings',
    'chrome-extension://abc/x.js',
    'devtools://devtools/bundled/x.js',
    'filesystem:app://boardwright/x',
    'about:blank',
    '',
    'nonsense',
  ])('%s', (address) => expect(mayFetch(address, false)).toBe(false))
})

test('the developer tools may load themselves where they are open to anybody', () => {
  expect(mayFetch('devtools://devtools/bundled/x.js', true)).toBe(true)
})

test('a window goes to its own page again, and nowhere else', () => {
  expect(mayNavigate('app://boardwright/')).toBe(true)
  expect(mayNavigate('app://boardwright/#shot')).toBe(true)
  const elsewhere = [
    'app://boardwright/assets/main.js',
    'app://boardwright/?x=1',
    'app://elsewhere/',
    'https://boardwright/',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:app://boardwright/0a1b',
    'about:blank',
    'nonsense',
  ]
  expect(elsewhere.filter(mayNavigate)).toEqual([])
})

test('the page has two permissions, and only its own main frame has them', () => {
  expect(mayHave('fullscreen', 'app://boardwright/', true)).toBe(true)
  expect(mayHave('clipboard-sanitized-write', 'app://boardwright', true)).toBe(true)
  expect(mayHave('fullscreen', 'app://boardwright/', false)).toBe(false)
  expect(mayHave('fullscreen', 'https://boardwright/', true)).toBe(false)
  const others = ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'openExternal']
  expect(others.filter((permission) => mayHave(permission, 'app://boardwright/', true))).toEqual([])
})
