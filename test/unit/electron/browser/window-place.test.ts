import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { windowPlaceFlags } from '../../../../electron/browser/window-place.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const usual = ['--window-size=1440,900']

const profileWith = async (preferences: string) => {
  const profile = await temporaryFolder()
  await mkdir(join(profile, 'Default'))
  await writeFile(join(profile, 'Default', 'Preferences'), preferences)
  return profile
}

// As Chromium writes it for a page of 127.0.0.1.
const placed = (place: object) =>
  profileWith(
    JSON.stringify({ browser: { app_window_placement: { 127: { 0: { 0: { '1_/enter': place } } } } } }),
  )

test('a window comes back where it was', async () => {
  const place = { left: 40, top: 30, right: 1320, bottom: 750, maximized: true, work_area_left: 0 }
  expect(windowPlaceFlags(await placed(place))).toEqual([
    '--window-position=40,30',
    '--window-size=1280,720',
    '--start-maximized',
  ])
})

test('a window that was nowhere yet, or not to be seen, has its usual size', async () => {
  expect(windowPlaceFlags(join(await temporaryFolder(), 'none'))).toEqual(usual)
  expect(windowPlaceFlags(await profileWith('{"browser":{'))).toEqual(usual)
  expect(windowPlaceFlags(await profileWith('{"browser":{}}'))).toEqual(usual)
  expect(windowPlaceFlags(await placed({ left: 0, top: 0, right: 10, bottom: 10 }))).toEqual(usual)
})
