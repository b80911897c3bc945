import { expect, test } from 'vitest'
import { homeFolder } from '../../../../electron/core/home.ts'

test.each([
  ['linux', {}, '/u/.config/Boardwright'],
  ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/Boardwright'],
  ['linux', { XDG_CONFIG_HOME: '' }, '/u/.config/Boardwright'],
  ['freebsd', {}, '/u/.config/Boardwright'],
  ['darwin', { XDG_CONFIG_HOME: '/x' }, '/u/Library/Application Support/Boardwright'],
  ['win32', {}, '/u/AppData/Roaming/Boardwright'],
  ['win32', { APPDATA: '/r' }, '/r/Boardwright'],
  ['win32', { APPDATA: '' }, '/u/AppData/Roaming/Boardwright'],
] as const)('on %s with %j the data folder is %s', (platform, environment, folder) => {
  expect(homeFolder(environment, platform, '/u').replaceAll('\\', '/')).toBe(folder)
})

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s BOARDWRIGHT_HOME moves it, unless it is empty',
  (platform) => {
    const environment = { XDG_CONFIG_HOME: '/x', APPDATA: '/r' }
    expect(homeFolder({ ...environment, BOARDWRIGHT_HOME: '/elsewhere' }, platform, '/u')).toBe('/elsewhere')
    expect(homeFolder({ ...environment, BOARDWRIGHT_HOME: '' }, platform, '/u')).toBe(
      homeFolder(environment, platform, '/u'),
    )
  },
)
