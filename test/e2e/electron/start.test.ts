import { expect, test } from 'vitest'
import { ask, openSample, startPlainApp } from './kit/plain-app.ts'

test('a first start shows a window that can open the sample board', async () => {
  const { app, page } = await startPlainApp()
  const state = await ask(page, 'app.state', {})
  expect(state).toMatchObject({ ok: true, value: { frontDoor: 'electron', version: '0.1.0' } })
  const { document } = await openSample(page)
  expect(document.title).toBe('The Last Keeper')
  expect((await app.windows()).length).toBe(1)
})
