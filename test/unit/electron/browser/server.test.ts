import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEntrance, tokenLifeMs } from '../../../../electron/browser/entrance.ts'
import { startServer } from '../../../../electron/browser/server.ts'
import { systemClock } from '../../../../electron/core/clock.ts'
import { createManualClock } from '../../../kit/manual-clock.ts'
import { silentLog } from '../../../kit/system.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'
import { startPlace } from './place.ts'

describe('the entrance', () => {
  test('exchanges a token for a strict cookie and leads to the page', async () => {
    const { server, origin, ask } = await startPlace()
    const entered = await ask(server.newAddress().slice(origin.length), {
      cookie: null,
      'sec-fetch-site': 'none',
    })
    expect(entered.status).toBe(303)
    expect(entered.headers.location).toBe('/')
    expect(entered.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^boardwright-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
      ),
    ])
  })

  test('opens once for a token, and tells whoever brings it again what to do', async () => {
    const { server, origin, ask } = await startPlace()
    const path = server.newAddress().slice(origin.length)
    await ask(path, { cookie: null })
    const again = await ask(path, { cookie: null })
    expect(again.status).toBe(401)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.body.toString()).toContain('Start Boardwright again')
  })

  test('lets a page that is in already come back by its used address', async () => {
    const { server, origin, ask } = await startPlace()
    const path = server.newAddress().slice(origin.length)
    await ask(path)
    expect((await ask(path)).status).toBe(303)
  })

  test.each([
    ['no token', '/enter'],
    ['an empty one', '/enter?token='],
    ['a guessed one', `/enter?token=${'A'.repeat(43)}`],
  ])('stays shut for %s', async (_, path) => {
    const { ask } = await startPlace()
    const answer = await ask(path, { cookie: null })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined])
  })

  test('does not use a token up for a HEAD request, as previews send it', async () => {
    const { server, origin, ask } = await startPlace()
    const path = server.newAddress().slice(origin.length)
    expect((await ask(path, { cookie: null }, 'HEAD')).status).toBe(405)
    expect((await ask(path, { cookie: null })).status).toBe(303)
  })

  test('forgets a token after ten minutes', async () => {
    const clock = createManualClock()
    const entrance = createEntrance(4000, clock)
    const [first, second] = [entrance.newToken(), entrance.newToken()]
    await clock.advance(tokenLifeMs - 1)
    expect(entrance.exchange(first)).toMatch(/^boardwright-4000=/)
    await clock.advance(1)
    expect(entrance.exchange(second)).toBeNull()
  })

  test('knows its own cookie among others, and no other', () => {
    const clock = createManualClock()
    const entrance = createEntrance(4000, clock)
    const cookie = entrance.exchange(entrance.newToken())?.split(';')[0] ?? ''
    const elsewhere = createEntrance(4000, clock)
    expect(entrance.admits(`other=1; ${cookie}; boardwright-4001=2`)).toBe(true)
    expect(elsewhere.admits(cookie)).toBe(false)
    for (const none of [undefined, '', 'boardwright-4000', 'boardwright-4000=', `x${cookie}`, `${cookie}x`])
      expect(entrance.admits(none)).toBe(false)
  })
})

describe('without the cookie', () => {
  test.each([
    ['/', 'GET'],
    ['/assets/main-Ab_1.js', 'GET'],
    ['/media/p/thumb/a/64', 'GET'],
    ['/media/p/thumb/a/64', 'HEAD'],
    ['/files?name=a.png', 'POST'],
    ['/nothing-here', 'GET'],
  ])('%s is refused to %s with 401', async (path, method) => {
    const { ask, studio } = await startPlace()
    for (const cookie of [null, 'boardwright=1', `boardwright-1=${'A'.repeat(43)}`])
      expect((await ask(path, { cookie }, method)).status).toBe(401)
    expect(studio.asked).toEqual([])
  })

  test('a person is told in words, without anything of the program', async () => {
    const { ask } = await startPlace()
    const { body, headers } = await ask('/', { cookie: null })
    expect(body.toString()).toContain('start it again')
    expect(body.toString()).not.toContain('<script')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })
})

describe('with the cookie', () => {
  test('the page is served with its policy, and may not be stored', async () => {
    const { ask, server } = await startPlace()
    const page = await ask('/', { 'sec-fetch-site': 'none' })
    expect([page.status, page.body.toString()]).toEqual([200, '<!doctype html><title>page</title>'])
    expect(page.headers['content-security-policy']).toContain(
      `connect-src 'self' ws://127.0.0.1:${server.port} ws://localhost:${server.port}`,
    )
    expect(page.headers['cache-control']).toBe('no-store')
    const script = await ask('/assets/main-Ab_1.js')
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect(script.headers['cache-control']).toContain('immutable')
    expect((await ask('/', {}, 'HEAD')).body.length).toBe(0)
  })

  test('localhost is as good a name as the number', async () => {
    const { ask, server } = await startPlace()
    expect((await ask('/', { host: `localhost:${server.port}` })).status).toBe(200)
  })

  test.each([
    ['another name (DNS rebinding)', () => 'evil.example'],
    ['another name with our port', (port: number) => `evil.example:${port}`],
    ['our address without the port', () => '127.0.0.1'],
    ['another port', (port: number) => `127.0.0.1:${port + 1}`],
    ['another loopback address', (port: number) => `127.0.0.2:${port}`],
    ['a longer name', (port: number) => `localhost:${port}.evil.example`],
    ['the number written otherwise', (port: number) => `2130706433:${port}`],
  ])('a Host of %s is refused with 403', async (_, host) => {
    const { ask, server, raw } = await startPlace()
    expect((await ask('/', { host: host(server.port) })).status).toBe(403)
    expect(await raw(`GET / HTTP/1.1\r\nHost: ${host(server.port)}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 403 /,
    )
  })

  test('a request without a Host is refused', async () => {
    const { raw, cookie } = await startPlace()
    expect(await raw(`GET / HTTP/1.1\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 400 /,
    )
    expect(await raw(`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/^HTTP\/1.1 403 /)
  })

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1', 'file://', ''])(
    'an Origin of %j is refused with 403',
    async (origin) => {
      const { ask, studio } = await startPlace()
      expect((await ask('/', { origin })).status).toBe(403)
      expect((await ask('/files?name=a.png', { origin }, 'POST', 'x')).status).toBe(403)
      expect(studio.asked).toEqual([])
    },
  )

  test('an Origin on the same host and another port is refused with 403', async () => {
    const { ask, server } = await startPlace()
    expect((await ask('/', { origin: `http://127.0.0.1:${server.port + 1}` })).status).toBe(403)
    expect((await ask('/', { origin: `http://localhost:${server.port}` })).status).toBe(403)
  })

  test('sending without an Origin is refused with 403', async () => {
    const { ask } = await startPlace()
    expect((await ask('/files?name=a.png', { origin: null }, 'POST', 'x')).status).toBe(403)
  })

  test.each(['cross-site', 'same-site', 'anything'])(
    'a Sec-Fetch-Site of %s is refused with 403',
    async (site) => {
      const { ask, server, origin } = await startPlace()
      expect((await ask('/media/p/thumb/a/64', { 'sec-fetch-site': site })).status).toBe(403)
      const path = server.newAddress().slice(origin.length)
      expect((await ask(path, { cookie: null, 'sec-fetch-site': site })).status).toBe(403)
      expect((await ask(path, { cookie: null, 'sec-fetch-site': 'none' })).status).toBe(303)
    },
  )

  test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is refused with 405', async (method) => {
    const { ask, origin } = await startPlace()
    const { status, headers } = await ask('/', { origin, 'access-control-request-method': 'POST' }, method)
    expect(status).toBe(405)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test.each(['/', '/media/p/thumb/a/64', '/enter'])(
    'sending to %s is refused with 405 or 401',
    async (path) => {
      const { ask } = await startPlace()
      expect((await ask(path, {}, 'POST', 'x')).status).toBe(405)
    },
  )

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/..%252fsecret.txt',
    '/assets/%00.js',
    '/assets/main.js%00.png',
    '//secret.txt',
    '/./secret.txt',
    '/.hidden',
    '/media/../secret.txt',
    '/media/p/clip/..%2f..%2fsecret.txt',
    '/media/%2e%2e/x',
    '/media/p/clip/t%00',
    '/C:/secret.txt',
    '/secret.txt',
    '/leads-out.js',
  ])('nothing is served for %s', async (path) => {
    const { raw, server, cookie, folder } = await startPlace()
    await writeFile(join(folder, 'secret.txt'), 'the secret')
    await writeFile(join(folder, 'secret.js'), 'the secret')
    await symlink(join(folder, 'secret.js'), join(folder, 'page', 'leads-out.js'))
    const answer = await raw(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 40[04] /)
    expect(answer).not.toContain('the secret')
  })

  test('a request meant for a proxy is refused', async () => {
    const { raw, server, cookie } = await startPlace()
    const head = `Host: 127.0.0.1:${server.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
    expect(await raw(`GET http://evil.example/ HTTP/1.1\r\n${head}`)).toMatch(/^HTTP\/1.1 400 /)
    expect(await raw(`CONNECT evil.example:443 HTTP/1.1\r\n${head}`)).not.toMatch(/^HTTP\/1.1 2/)
  })
})

describe('a connection', () => {
  test('with headers or an address too long is refused', async () => {
    const { raw, server, cookie } = await startPlace()
    const head = `Host: 127.0.0.1:${server.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n`
    expect(await raw(`GET / HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /)
    expect(await raw(`GET /?${'x'.repeat(9000)} HTTP/1.1\r\n${head}\r\n`)).toMatch(/^HTTP\/1.1 414 /)
  })

  test('that does not say what it wants is ended, and so is one that says it letter by letter', async () => {
    const { raw, server } = await startPlace({ limits: { headersMs: 200 } })
    expect(await raw('')).toMatch(/^(?:HTTP\/1.1 408 |$)/)
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Slow: `)).toMatch(
      /^HTTP\/1.1 408 /,
    )
  })

  test('that is no HTTP is ended', async () => {
    const { raw } = await startPlace()
    expect(await raw('\u0016\u0003\u0001 hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('a later start', () => {
  test('gets the address of another window for its secret', async () => {
    const { server, ask, origin } = await startPlace()
    const bearer = { cookie: null, origin: null, authorization: `Bearer ${server.instanceSecret}` }
    const answer = await ask('/instance', bearer, 'POST')
    const { value } = JSON.parse(answer.body.toString()) as { value: { address: string } }
    expect(value.address).toMatch(new RegExp(`^${origin}/enter\\?token=[\\w-]{43}$`))
    expect((await ask(value.address.slice(origin.length), { cookie: null })).status).toBe(303)
  })

  test('gets nothing with another secret, or from a page', async () => {
    const { server, ask, origin } = await startPlace()
    const right = `Bearer ${server.instanceSecret}`
    for (const authorization of [null, 'Bearer x', server.instanceSecret])
      expect((await ask('/instance', { authorization, origin: null }, 'POST')).status).toBe(403)
    expect((await ask('/instance', { authorization: right, origin }, 'POST')).status).toBe(403)
  })
})

test('a port that another program uses is refused in words', async () => {
  const { server } = await startPlace()
  const second = await startServer({
    port: server.port,
    pageFolder: await temporaryFolder(),
    studio: new Promise(() => undefined),
    clock: systemClock,
    log: silentLog,
  })
  expect(second).toMatchObject({
    ok: false,
    error: {
      message: `Port ${server.port} cannot be used: another program uses it. Choose another with --port.`,
    },
  })
})

test('closing ends at once although a page is connected and another answers nothing', async () => {
  const { server, connect } = await startPlace()
  const page = await connect()
  const left = new Promise((resolve) => page.once('close', resolve))
  const mute = await connect()
  mute.pause()
  onTestFinished(() => mute.terminate())
  await server.close()
  expect(await left).toBe(1001)
})
