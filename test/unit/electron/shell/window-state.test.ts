import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWindowStateFile } from '../../../../electron/shell/window-state.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const state = { bounds: { x: 1, y: 2, width: 1300, height: 800 }, isMaximized: false, isFullScreen: false }
const heard = () => {
  const events: string[] = []
  const note = (event: string) => void events.push(event)
  return { events, log: { info: note, warn: note } }
}

test('where a window was left is there at the next start, the latest of many words', async () => {
  const home = await temporaryFolder()
  const { log } = heard()
  const file = createWindowStateFile(home, fs, log)
  expect(await file.read()).toBe(null)
  await Promise.all([1, 2, 3].map((x) => file.write({ ...state, bounds: { ...state.bounds, x } })))
  expect(await createWindowStateFile(home, fs, log).read()).toEqual({
    ...state,
    bounds: { ...state.bounds, x: 3 },
  })
  expect(await fs.readdir(home)).toEqual(['window-state.json'])
})

test.each([
  ['no JSON', '{'],
  ['nothing', ''],
  [
    'another shape',
    '{"bounds":{"x":0,"y":0,"width":"wide","height":1},"isMaximized":false,"isFullScreen":false}',
  ],
  ['a window as large as a city', JSON.stringify({ ...state, bounds: { ...state.bounds, width: 1e9 } })],
])('a file with %s in it is ignored', async (_, text) => {
  const home = await temporaryFolder()
  const { events, log } = heard()
  await fs.writeFile(join(home, 'window-state.json'), text)
  const file = createWindowStateFile(home, fs, log)
  expect(await file.read()).toBe(null)
  expect(events).toEqual(['windowState.notRead'])
  await file.write(state)
  expect(await file.read()).toEqual(state)
})

test('a folder that cannot be written costs the place, and nothing else', async () => {
  const { events, log } = heard()
  await createWindowStateFile('/nowhere/at/all', fs, log).write(state)
  expect(events).toEqual(['windowState.notWritten'])
})
