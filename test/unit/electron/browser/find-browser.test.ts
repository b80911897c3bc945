import { describe, expect, test } from 'vitest'
import { findBrowser, noDisplay, type Surroundings } from '../../../../electron/browser/find-browser.ts'

const on = (
  platform: NodeJS.Platform,
  env: Surroundings['env'],
  ...paths: readonly string[]
): ReturnType<typeof findBrowser> =>
  findBrowser({ platform, env, userFolder: '/home/ada', exists: (path) => paths.includes(path) })

describe('a browser is found', () => {
  test('on the PATH, Chromium before Chrome before Edge', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin' }
    const [chromium, chrome, edge] = [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      '/usr/local/bin/microsoft-edge',
    ]
    expect(on('linux', env, edge, chrome, chromium)).toEqual({ name: 'Chromium', path: chromium })
    expect(on('linux', env, edge, chrome)).toEqual({ name: 'Chrome', path: chrome })
    expect(on('linux', env, edge)).toEqual({ name: 'Edge', path: edge })
  })

  test('never in a folder that depends on where the program is started', () => {
    expect(on('linux', { PATH: '.:bin:' }, 'chromium', './chromium', 'bin/chromium')).toBeNull()
    expect(on('linux', {}, '/usr/bin/chromium')).toBeNull()
  })

  test('among the applications of a Mac, the user’s own too', () => {
    const path = '/home/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(on('darwin', {}, path)).toEqual({ name: 'Chrome', path })
  })

  test('in the usual places of Windows', () => {
    const env = {
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
    }
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const chrome = 'C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'
    expect(on('win32', env, edge)).toEqual({ name: 'Edge', path: edge })
    expect(on('win32', env, edge, chrome)).toEqual({ name: 'Chrome', path: chrome })
  })
})

test.each<[NodeJS.Platform, Surroundings['env'], string | null]>([
  ['linux', {}, 'there is no display'],
  ['linux', { DISPLAY: '' }, 'there is no display'],
  ['linux', { DISPLAY: ':0' }, null],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, null],
  ['darwin', {}, null],
  [
    'darwin',
    { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' },
    'this is a remote session, without the machine’s display',
  ],
  ['win32', {}, null],
])('on %s with %j, what stands in the way of a window is %j', (platform, env, words) => {
  expect(noDisplay({ platform, env })).toBe(words)
})
