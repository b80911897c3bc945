import { expect, test } from 'vitest'
import { ask, layOutApp, openSample, readyPage, sharedApp, startPlainApp } from './kit/plain-app.ts'

const shared = sharedApp()

test('a page goes nowhere, opens nothing, and stays what it is', async () => {
  const { app, page } = shared()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://fal.ai/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    location.href = 'https://fal.ai/'
  })
  await expect.poll(() => app.output()).toContain('navigation.refused')
  await page.evaluate(() => void window.open('https://fal.ai/'))
  await expect.poll(() => app.output()).toContain('window.refused')
  expect((await app.windows()).map(({ url }) => url)).toEqual(['app://boardwright/'])
  expect((await ask(page, 'app.state', {})).ok).toBe(true)
})

test('guests, redirects and frames are held too', async () => {
  const { app } = shared()
  const { id } = await app.shownWindow()
  const { defaultPrevented } = await app.emit({ contents: id }, 'will-attach-webview', {}, {})
  expect(defaultPrevented).toBe(true)
  expect((await app.emit({ contents: id }, 'will-prevent-unload')).defaultPrevented).toBe(true)
  const prevented = await app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    return ['will-navigate', 'will-redirect', 'will-frame-navigate'].map((name) => {
      let isPrevented = false
      const event = { url: 'https://fal.ai/', isMainFrame: false, preventDefault: () => (isPrevented = true) }
      contents?.emit(name, event)
      return isPrevented
    })
  })
  expect(prevented).toEqual([true, true, true])
})

/** What a script that got into the page might try; it tells what came of it. */
const hostileScript = `
  const run = async () => {
  const broken = new Set()
  document.addEventListener('securitypolicyviolation', (event) => broken.add(event.effectiveDirective))
  const outcome = async (work) => {
    try {
      await work()
      return 'done'
    } catch {
      return 'refused'
    }
  }
  const tries = {
    eval: () => (0, eval)('1'),
    function: () => new Function('return 1')(),
    fetch: () => fetch('https://fal.ai/'),
    loopback: () => fetch('http://127.0.0.1:1/'),
    media: () => fetch('clip://media/prj_000000000000/thumb/x/320'),
    markup: () => { document.body.innerHTML = '<b>x</b>' },
    worker: () => new Worker('data:text/javascript,1'),
    object: () => add('object', { data: 'https://fal.ai/' }),
  }
  const add = (tag, members) => document.body.append(Object.assign(document.createElement(tag), members))
  const outcomes = {}
  for (const [name, work] of Object.entries(tries)) outcomes[name] = await outcome(work)
  add('iframe', { src: 'https://fal.ai/' })
  add('img', { src: 'https://fal.ai/x.png' })
  add('style', { textContent: 'body { color: red }' })
  add('form', { action: 'https://fal.ai/' })
  document.querySelector('form').submit()
  window.tried = { outcomes, broken }
  }
  // Not while the test asks: what a debugger runs may do more.
  addEventListener('go', () => setTimeout(run, 10))
`

test('the policy of the page is enforced: no foreign script, no eval, no request elsewhere, no frame', async () => {
  const laidOut = await layOutApp(undefined, { 'hostile.js': hostileScript })
  const app = await laidOut.start()
  const page = await readyPage(app)
  await page.evaluate(() => dispatchEvent(new Event('go')))
  await page.waitForFunction(() => 'tried' in window)
  const outcomes = await page.evaluate(
    () => (window as unknown as { tried: { outcomes: object } }).tried.outcomes,
  )
  expect(outcomes).toEqual({
    eval: 'refused',
    function: 'refused',
    fetch: 'refused',
    loopback: 'refused',
    media: 'refused',
    markup: 'refused',
    worker: 'refused',
    object: 'refused',
  })
  const directives = () =>
    page.evaluate(() =>
      [...(window as unknown as { tried: { broken: Set<string> } }).tried.broken].toSorted(),
    )
  await expect
    .poll(directives)
    .toEqual(
      expect.arrayContaining([
        'connect-src',
        'form-action',
        'frame-src',
        'img-src',
        'require-trusted-types-for',
        'style-src-elem',
      ]),
    )
  expect((await app.windows()).map(({ url }) => url)).toEqual(['app://boardwright/'])
  expect((await ask(page, 'app.state', {})).ok).toBe(true)
})

test('a page is permitted full screen and copying, and nothing else', async () => {
  const { app } = shared()
  const { id } = await app.shownWindow()
  const asked = (permission: string) =>
    app.requestPermission(id, permission, { requestingUrl: 'app://boardwright/', isMainFrame: true })
  expect(await asked('fullscreen')).toBe(true)
  expect(await asked('clipboard-sanitized-write')).toBe(true)
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'midiSysex',
    'pointerLock',
    'openExternal',
    'clipboard-read',
    'display-capture',
    'window-management',
    'fileSystem',
  ])
    expect({ [permission]: await asked(permission) }).toEqual({ [permission]: false })
  expect(await app.checkPermission(id, 'geolocation', 'app://boardwright/')).toBe(false)
  expect(await app.checkPermission(id, 'fullscreen', 'https://fal.ai/')).toBe(false)
  expect(await app.checkDevice({ deviceType: 'usb', origin: 'app://boardwright' })).toBe(false)
})

test('nothing is downloaded', async () => {
  const { app, page } = shared()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['x']))
    link.download = 'x.txt'
    document.body.append(link)
    link.click()
  })
  await expect.poll(() => app.output()).toContain('download.refused')
})

test('media of the open project are shown, and nobody else’s', async () => {
  const { page } = shared()
  const shows = (address: string) =>
    page.evaluate(
      (source) =>
        new Promise<number>((resolve) => {
          const image = new Image()
          image.addEventListener('load', () => resolve(image.naturalWidth))
          image.addEventListener('error', () => resolve(0))
          image.src = source
        }),
      address,
    )
  const before = 'clip://media/prj_000000000000/thumb/x/320'
  expect(await shows(before)).toBe(0)
  const { projectId, document } = await openSample(page)
  const [assetId] = Object.keys(document.assets)
  const base = `clip://media/${projectId}`
  expect(await shows(`${base}/thumb/${assetId}/320`)).toBeGreaterThan(100)
  for (const path of [
    `${base}/thumb/../../boardwright.json/320`,
    `${base}/image/..%2f..%2fboardwright.json`,
    `${base}/clip/tak_000000000000`,
    'clip://media/prj_000000000000/thumb/x/320',
    `clip://elsewhere/${projectId}/thumb/${assetId}/320`,
  ])
    expect({ path, width: await shows(path) }).toEqual({ path, width: 0 })
})

test('links go to the system’s browser, and only those of the list', async () => {
  const { app, page } = shared()
  expect(await ask(page, 'app.openLink', { link: 'fal-keys' })).toEqual({ ok: true, value: {} })
  await app.clickMenu('Help', 'Status of fal.ai')
  expect(await app.calls('shell.openExternal')).toEqual([
    { call: 'shell.openExternal', args: ['https://fal.ai/dashboard/keys'] },
    { call: 'shell.openExternal', args: ['https://status.fal.ai'] },
  ])
})

test('a key of the environment is used and gone, and no window sees it', async () => {
  const key = 'environment-key-id:0123456789abcdef'
  const { app, page } = await startPlainApp({ env: { FAL_KEY: key } })
  const state = await ask(page, 'app.state', {})
  expect(state).toMatchObject({
    ok: true,
    value: { key: { inUse: { source: 'environment', endsIn: 'cdef' } } },
  })
  expect(JSON.stringify(state)).not.toContain(key)
  expect(
    await app.evaluate(() => Object.keys(process.env).filter((name) => name.startsWith('FAL_'))),
  ).toEqual([])
  expect(app.output()).not.toContain(key)
  expect((await readyPage(app)).url()).not.toContain(key)
})
