import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { calls } from '../../../shared/contract.ts'
import { tellContractStory } from '../../kit/contract-story.ts'
import { startStandIn } from '../../stand-in/server.ts'
import { ask, startPlainApp } from './kit/plain-app.ts'

test('every call of the contract is answered through main and preload', async () => {
  const standIn = await startStandIn()
  onTestFinished(() => standIn.close())
  const { app, page, person } = await startPlainApp({
    env: { BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl, FAL_KEY: standIn.key },
  })
  const folder = join(person, 'work')
  await mkdir(folder)
  const asked = await tellContractStory({
    ask: (name, input) => ask(page, name, input),
    hand: async (path) => {
      await app.setFilePaths({ [basename(path)]: path })
      await page.locator('input[type=file]').setInputFiles(path)
      const handed = await page.evaluate(() =>
        window.boardwright.handOver([...(document.querySelector('input')?.files ?? [])]),
      )
      if (!handed.ok || handed.value[0] === undefined) throw new Error(JSON.stringify(handed))
      return handed.value[0]
    },
    key: standIn.key,
    folder,
  })
  expect([...asked].toSorted()).toEqual(Object.keys(calls).toSorted())
})
