import { expect, it } from 'vitest'
import { shareFixture } from './setting.ts'

const opened = shareFixture()

it('a call is answered by the main process, and knows the frame it comes from', async () => {
  const { page } = await opened()
  expect(await page.evaluate(() => window.api.invoke('sender'))).toEqual({
    url: 'app://board/',
    origin: 'app://board',
    isMain: true,
    hasParent: false,
  })
  // The frame moves with the page; the main frame stays itself.
  await page.evaluate(() => history.pushState(null, '', '/deeper?x=1'))
  expect(await page.evaluate(() => window.api.invoke('sender'))).toMatchObject({
    url: 'app://board/deeper?x=1',
    isMain: true,
  })
})

it('failures reach the page in the words that Electron puts them in', async () => {
  const { page } = await opened()
  const failing = (channel: string) =>
    page.evaluate(
      (name) =>
        window.api.invoke(name).then(
          () => 'no failure',
          (error: Error) => `${error.name}: ${error.message}`,
        ),
      channel,
    )
  expect(await failing('fail')).toBe("Error: Error invoking remote method 'fail': TypeError: disk full")
  expect(await failing('unknown')).toBe(
    "Error: Error invoking remote method 'unknown': Error: No handler registered for 'unknown'",
  )
  expect(await failing('no-data')).toBe(
    "Error: Error invoking remote method 'no-data': Error: An object could not be cloned.",
  )
})

it('what can be cloned crosses both ways as what it was, and comes back equal', async () => {
  const { page } = await opened()
  const result = await page.evaluate(async () => {
    const shared = { deep: [1, [2, { three: 3n }]] }
    const sent = {
      numbers: [0, -0, NaN, Infinity, -Infinity, 1e300],
      nothing: undefined,
      nought: null,
      date: new Date(1234),
      expression: /a.b/giu,
      map: new Map<unknown, unknown>([['k', new Set([1, 'two'])]]),
      bytes: new Uint8Array([1, 2, 255]).subarray(1),
      floats: new Float64Array([0.5]),
      buffer: new Uint8Array([9]).buffer,
      error: new RangeError('far'),
      text: 'ä\u0000\ud800"\u2028',
      // Not the prototype of what is made from it.
      odd: JSON.parse('{"__proto__": 1}') as unknown,
      first: shared,
      again: shared,
    }
    const [back] = (await window.api.invoke('echo', sent)) as [typeof sent]
    return {
      numbers: back.numbers.map((number) => (Object.is(number, -0) ? '-0' : String(number))),
      kinds: Object.values(back).map((value) => Object.prototype.toString.call(value).slice(8, -1)),
      hasNothing: 'nothing' in back,
      time: back.date.getTime(),
      expression: String(back.expression),
      set: [...(back.map.get('k') as Set<unknown>)],
      bytes: [...back.bytes],
      floats: [...back.floats],
      buffer: back.buffer.byteLength,
      error: back.error.message,
      text: back.text === sent.text,
      odd: Object.keys(back.odd as object),
      three: String((back.first.deep[1] as [number, { three: bigint }])[1].three),
    }
  })
  expect(result).toEqual({
    numbers: ['0', '-0', 'NaN', 'Infinity', '-Infinity', '1e+300'],
    kinds:
      'Array Undefined Null Date RegExp Map Uint8Array Float64Array ArrayBuffer Error String Object Object Object'.split(
        ' ',
      ),
    hasNothing: true,
    time: 1234,
    expression: '/a.b/giu',
    set: [1, 'two'],
    bytes: [2, 255],
    floats: [0.5],
    buffer: 1,
    error: 'far',
    text: true,
    odd: ['__proto__'],
    three: '3',
  })
})

it('what cannot be cloned is refused before it leaves the page', async () => {
  const { page } = await opened()
  const failures = await page.evaluate(async () => {
    const tries = [
      () => 1,
      new Blob(['x']),
      document.body,
      { deep: [() => 2] },
      Symbol('s'),
      new Proxy({}, {}),
    ]
    const failed: string[] = []
    for (const value of tries)
      try {
        await window.api.invoke('echo', value)
        failed.push('sent')
      } catch (error) {
        failed.push((error as Error).message)
      }
    return failed
  })
  const refused = 'An object could not be cloned.'
  // A proxy of a plain object is read through by the bridge, as an object.
  expect(failures).toEqual([refused, refused, refused, refused, refused, 'sent'])
})

it('some megabytes cross both ways, and a hundred megabytes reach the app', async () => {
  const { page } = await opened()
  const back = await page.evaluate(async () => {
    const bytes = new Uint8Array(4 << 20).map((_, index) => index)
    const [got] = (await window.api.invoke('echo', bytes)) as [Uint8Array]
    return got.length === bytes.length && got.every((byte, index) => byte === bytes[index])
  })
  expect(back).toBe(true)
  expect(await page.evaluate(() => window.api.invoke('length', 'x'.repeat(100_000_000)))).toBe(100_000_000)
})

it('the app pushes events, as data, until the page stops listening', async () => {
  const { app, page } = await opened()
  await page.evaluate(() => window.api.send('push-me', 'one', { at: new Date(7) }))
  await expect.poll(() => page.evaluate(() => window.pushed.length)).toBe(1)
  expect(
    await page.evaluate(() => {
      const [[word, held] = []] = window.pushed
      return [word, (held as { at: Date }).at.getTime()]
    }),
  ).toEqual(['one', 7])

  await page.evaluate(() => window.stopPushed())
  await page.evaluate(async () => {
    window.api.send('push-me', 'two')
    await window.api.invoke('echo')
  })
  expect(await page.evaluate(() => window.pushed.length)).toBe(1)
  await expect(
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('x', () => 1)),
  ).rejects.toThrow('Failed to serialize arguments')
})

it('a message that no honest preload sends can be forged: from a frame inside, a page gone elsewhere, a frame that is gone', async () => {
  const { app } = await opened()
  const { id } = await app.shownWindow()
  const from = (frame: 'gone' | { url: string; isMain: boolean }) =>
    app.forge(id, { kind: 'invoke', channel: 'sender', args: [], frame })
  expect(await from({ url: 'https://evil.example/x', isMain: false })).toEqual({
    value: { url: 'https://evil.example/x', origin: 'https://evil.example', isMain: false, hasParent: true },
  })
  expect(await from({ url: 'https://evil.example/x', isMain: true })).toEqual({
    value: { url: 'https://evil.example/x', origin: 'https://evil.example', isMain: true, hasParent: false },
  })
  expect(await from('gone')).toMatchObject({ value: { isMain: false } })
  expect(await app.forge(id, { kind: 'invoke', channel: 'fail', args: [], frame: 'main' })).toEqual({
    error: 'TypeError: disk full',
  })
})
