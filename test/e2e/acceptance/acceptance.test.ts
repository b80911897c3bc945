import { describe, expect, onTestFinished, test } from 'vitest'
import { layOutApp } from '../electron/kit/plain-app.ts'
import { makePlace } from '../kit/place.ts'
import { startBrowserWindow } from './browser-window.ts'
import type { Driver } from './driver.ts'
import { startElectronWindow } from './electron-window.ts'
import { createTerminalDriver } from './terminal-driver.ts'
import { createWindowDriver } from './window-driver.ts'

/** The front doors, each on a new machine. */
const frontDoors: readonly (readonly [
  name: string,
  start: () => Promise<{ driver: Driver; folder: string }>,
])[] = [
  [
    'the terminal',
    async () => {
      const place = await makePlace()
      return { driver: createTerminalDriver(place), folder: place.path('film') }
    },
  ],
  [
    'browser mode',
    async () => {
      const place = await makePlace()
      const driver = await createWindowDriver('browser mode', () => startBrowserWindow(place.start))
      return { driver, folder: `${place.start.home}/film` }
    },
  ],
  [
    'Electron',
    async () => {
      const app = await layOutApp()
      const driver = await createWindowDriver('Electron', () => startElectronWindow(app))
      return { driver, folder: `${app.person}/film` }
    },
  ],
]

describe.each(frontDoors)('%s', (_, start) => {
  test('opens a board, adds a shot, estimates and rehearses it, cancels, and goes on after a crash', async () => {
    const { driver, folder } = await start()
    onTestFinished(driver.close)
    // The board itself is made from the terminal, so that all begin with the same.
    const maker = await makePlace()
    await maker.must('new', folder, '--title', 'Acceptance')

    expect(await driver.open(folder)).toEqual([])
    const short = await driver.addShot('Waves at night', 5)
    const long = await driver.addShot('The lamp turns over the sea', 10)
    expect(await driver.open(folder)).toEqual([short, long])
    expect(await driver.estimate(short)).toBe(200_000)

    expect(await driver.endOf(await driver.beginRehearsal(short))).toBe('succeeded')

    const cancelled = await driver.beginRehearsal(long)
    await driver.cancel(cancelled)
    expect(await driver.endOf(cancelled)).toBe('cancelled')

    const interrupted = await driver.beginRehearsal(long)
    await driver.crash()
    await driver.resume(folder)
    expect(await driver.endOf(interrupted)).toBe('succeeded')
  })
})
