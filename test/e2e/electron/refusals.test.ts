import { expect, test } from 'vitest'
import { channels } from '../../../electron/shell/channels.ts'
import { ask, sharedApp, startPlainApp } from './kit/plain-app.ts'

const shared = sharedApp()

/** What must still hold after every attempt: the program answers its own page. */
const isAlive = async (page: Parameters<typeof ask>[0]) => (await ask(page, 'app.state', {})).ok

test('only the page of a window of ours is answered', async () => {
  const { app, page } = shared()
  const { id } = await app.shownWindow()
  for (const frame of [
    { url: 'https://fal.ai/', isMain: false },
    { url: 'app://boardwright/', isMain: false },
    { url: 'about:blank', isMain: false },
    { url: 'https://fal.ai/', isMain: true },
    { url: 'app://elsewhere/', isMain: true },
    { url: 'data:text/html,x', isMain: true },
    'gone',
  ] as const)
    for (const channel of [channels.call, channels.files]) {
      const answer = await app.forge(id, { kind: 'invoke', channel, args: ['app.state', {}], frame })
      expect(answer).toMatchObject({ value: { ok: false, error: { code: 'app/unreachable' } } })
    }
  await expect.poll(() => app.output().match(/"ipc\.refused"/g)?.length).toBeGreaterThanOrEqual(14)
  expect(await isAlive(page)).toBe(true)
})

test('a stranger drags nothing out', async () => {
  const { app } = shared()
  const { id } = await app.shownWindow()
  const args = ['prj_000000000000', 'tak_000000000000']
  await app.forge(id, { kind: 'send', channel: channels.drag, args, frame: 'gone' })
  await app.forge(id, { kind: 'send', channel: channels.drag, args: ['/etc/passwd', '../x'], frame: 'main' })
  await app.forge(id, { kind: 'send', channel: channels.drag, args, frame: 'main' })
  await expect.poll(() => app.output()).toContain('drag.noClip')
  await expect.poll(() => app.output()).toContain('drag.refused')
  expect(await app.calls('webContents.startDrag')).toEqual([])
})

test('there are no channels but the four', async () => {
  const { app, page } = shared()
  const { id } = await app.shownWindow()
  for (const channel of [
    'fs:read',
    'boardwright:shell',
    'electron-store-get-data',
    'ELECTRON_BROWSER_REQUIRE',
  ]) {
    const answer = await app.forge(id, { kind: 'invoke', channel, args: [], frame: 'main' })
    expect(answer.error).toContain('No handler registered')
  }
  const listened = await app.evaluate(({ ipcMain }) => ipcMain.eventNames())
  expect(listened.filter((name) => String(name).includes(':') || String(name).includes('store'))).toEqual([
    channels.drag,
  ])
  expect(await isAlive(page)).toBe(true)
})

test('a page asks for what is in the contract, in its shape, and for nothing else', async () => {
  const { page } = shared()
  const asked = (name: unknown, input: unknown) =>
    page.evaluate(([call, given]) => window.boardwright.call(call as never, given as never), [name, input])
  for (const name of ['shell.run', 'constructor', '__proto__', 'toString', '', null, 7, ['app.state']])
    expect(await asked(name, {})).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
  for (const [name, input] of [
    ['app.openLink', { link: 'https://evil.example' }],
    ['app.openLink', null],
    ['project.open', { folder: 7 }],
    ['project.open', { folder: 'x'.repeat(5000) }],
    [
      'board.edit',
      { projectId: 'prj_000000000000', commands: [{ type: 'take.add' }], name: null, editId: 'a' },
    ],
    ['key.store', { profile: 'other', key: 'k', where: 'disk' }],
  ])
    expect(await asked(name, input)).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
  expect(await isAlive(page)).toBe(true)
})

test('an argument of 100 MB is refused, and the program lives on', async () => {
  const { page } = shared()
  const refused = await page.evaluate(() =>
    window.boardwright.call('project.open', { folder: 'x'.repeat(100_000_000) }),
  )
  expect(refused).toMatchObject({ ok: false, error: { code: 'input/invalid', cost: 'nothing' } })
  expect(await isAlive(page)).toBe(true)
})

test('what cannot be sent is a failure, and no error of the page', async () => {
  const { page } = shared()
  const answers = await page.evaluate(async () => {
    return [
      await window.boardwright.call('app.state', { aFunction: () => 1 } as never),
      await window.boardwright.handOver([{ name: 'a', size: 1 }]),
    ]
  })
  expect(answers[0]).toMatchObject({ ok: false, error: { code: 'app/unreachable' } })
  expect(answers[1]).toMatchObject({ ok: false, error: { code: 'media/unreadable' } })
  expect(await isAlive(page)).toBe(true)
})

test('the page has the bridge, and nothing of Node or Electron', async () => {
  const { app, page } = shared()
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(window.boardwright).toSorted(),
    others: [
      'require',
      'process',
      'module',
      'Buffer',
      'global',
      'electron',
      'ipcRenderer',
      '__dirname',
    ].filter((name) => name in globalThis),
  }))
  expect(seen).toEqual({
    bridge: ['call', 'dragOut', 'handOver', 'mediaBase', 'on', 'onConnection'],
    others: [],
  })
  const [shown] = await app.windows()
  expect(shown?.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    disableDialogs: true,
    navigateOnDragDrop: false,
  })
  expect(await app.calls('app.enableSandbox')).toHaveLength(1)
})

test('a packaged program has no developer tools', async () => {
  const { app } = await startPlainApp({ isPackaged: true })
  const [shown] = await app.windows()
  expect(shown?.webPreferences).toMatchObject({ devTools: false })
  expect(JSON.stringify(await app.menu())).not.toContain('toggleDevTools')
})
