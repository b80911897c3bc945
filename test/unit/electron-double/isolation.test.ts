import { expect, it } from 'vitest'
import { shareFixture } from './setting.ts'

const opened = shareFixture()

it("the page sees nothing of the preload's world but the api", async () => {
  const { page } = await opened()
  expect(await page.evaluate(() => window.seen)).toEqual({ names: [], symbols: [] })
  expect(await page.evaluate(() => Object.keys(window).filter((name) => name.includes('lectron')))).toEqual(
    [],
  )
})

it('the api cannot be changed, at no depth', async () => {
  const { page } = await opened()
  const changed = await page.evaluate(() => {
    const api = window.api as unknown as { invoke: unknown; setting: { nested: { list: number[] } } }
    const held = [
      () => (api.invoke = 1),
      () => api.setting.nested.list.push(3),
      () => ((window as { api: unknown }).api = 1),
    ]
    for (const attempt of held)
      try {
        attempt()
      } catch {
        continue
      }
    return [typeof window.api.invoke, window.api.setting.nested.list]
  })
  expect(changed).toEqual(['function', [1, 2]])
})

it('values are copied between the worlds, functions are called across, errors keep their words', async () => {
  const { page } = await opened()
  const result = await page.evaluate(() => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- runs in the page
    const thrown = (run: () => unknown) => {
      try {
        return run()
      } catch (error) {
        return error instanceof Error && error.message
      }
    }
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    return {
      bytes: window.api.kindOf(new Uint8Array(2)),
      twice: window.api.twice((value) => value + 10),
      thrownInside: thrown(() => window.api.failAtOnce()),
      thrownInCallback: thrown(() =>
        window.api.twice(() => {
          throw new Error('from the page')
        }),
      ),
      symbol: thrown(() => window.api.kindOf(Symbol('s'))),
      cyclic: thrown(() => window.api.kindOf(cyclic)),
    }
  })
  expect(result).toMatchObject({
    bytes: '[object Uint8Array]',
    twice: 21,
    thrownInside: 'out of range',
    thrownInCallback: 'from the page',
    symbol: 'An object could not be cloned.',
  })
  expect(result.cyclic).toContain('recursion depth exceeded')
})

it('the preload has the require and the process of a sandbox, and no more', async () => {
  const { page } = await opened()
  expect(await page.evaluate(() => window.api.setting)).toMatchObject({
    platform: process.platform,
    argv: ['--front=double'],
  })
  expect(
    await page.evaluate(() => {
      try {
        return window.api.foreign('node:fs')
      } catch (error) {
        return (error as Error).message
      }
    }),
  ).toBe('module not found: node:fs')
})

it('frames inside the page have no api', async () => {
  const { page } = await opened()
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = '/other.html'
    document.body.append(frame)
  })
  await expect.poll(() => page.frames().find((frame) => frame.url().includes('other.html'))).toBeDefined()
  const inside = page.frames().find((frame) => frame.url().includes('other.html'))
  expect(await inside?.evaluate(() => 'api' in globalThis)).toBe(false)
})
