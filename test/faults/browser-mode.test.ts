import * as files from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { assetFileName, shotsInOrder } from '../../shared/domain/board.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import { ask, deliver, socketStatus, statusOf, visit, type Page } from './browser-mode.ts'

const enter = async () => {
  const delivered = await deliver()
  const started = delivered.start()
  const address = await started.address()
  return { ...delivered, started, address, page: await visit(address) }
}

/** The program lives, and answers its own page. */
const expectAlive = async ({ call }: Page) =>
  expect(await call('project.list', {})).toMatchObject({ ok: true })

describe('hostile requests to browser mode', () => {
  it('33 no token, a used one, a guessed one: 401, and no cookie', async () => {
    const { address, page } = await enter()
    for (const path of [
      '/enter',
      '/enter?token=',
      `/enter?token=${'x'.repeat(43)}`,
      `/enter${address.search}`,
    ]) {
      const answer = await ask(page.host, [`GET ${path} HTTP/1.1`, `Host: ${page.host}`])
      expect(answer).toMatch(/^HTTP\/1\.1 401 /)
      expect(answer.toLowerCase()).not.toContain('set-cookie')
    }
    await expectAlive(page)
  })

  it('33 no cookie, or the cookie of another program: 401, and nothing of the page, the media or the socket', async () => {
    const { page } = await enter()
    const { projectId, document } = await page.openSample()
    const image = `/media/${projectId}/image/${Object.keys(document.assets)[0]}`
    expect(
      await statusOf(page.host, `GET ${image} HTTP/1.1`, `Host: ${page.host}`, `Cookie: ${page.cookie}`),
    ).toBe(200)
    const other = await enter()
    const foreign = other.page.cookie.replace(/^[^=]+/, page.cookie.split('=')[0] ?? '')
    for (const cookie of [[], [`Cookie: ${other.page.cookie}`], [`Cookie: ${foreign}`]]) {
      for (const path of ['/', '/assets/index.js', image])
        expect(await statusOf(page.host, `GET ${path} HTTP/1.1`, `Host: ${page.host}`, ...cookie)).toBe(401)
    }
    expect(await socketStatus(page.host, { Origin: page.origin })).toBe(401)
    expect(await socketStatus(page.host, { Origin: page.origin, Cookie: foreign })).toBe(401)
  })

  it('33 a foreign Origin, a socket from another site: 403', async () => {
    const { page } = await enter()
    const own = [`Host: ${page.host}`, `Cookie: ${page.cookie}`]
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://${page.host}`]) {
      expect(await statusOf(page.host, 'GET / HTTP/1.1', ...own, `Origin: ${origin}`)).toBe(403)
      expect(await statusOf(page.host, 'POST /files?name=a HTTP/1.1', ...own, `Origin: ${origin}`)).toBe(403)
      expect(await socketStatus(page.host, { Origin: origin, Cookie: page.cookie })).toBe(403)
    }
    expect(await socketStatus(page.host, { Cookie: page.cookie })).toBe(403)
    expect(await statusOf(page.host, 'GET / HTTP/1.1', ...own, 'Sec-Fetch-Site: cross-site')).toBe(403)
    await expectAlive(page)
  })

  it('33 a foreign Host (DNS rebinding): 403', async () => {
    const { page } = await enter()
    const port = page.host.split(':')[1]
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${port}`,
    ]) {
      expect(await statusOf(page.host, 'GET / HTTP/1.1', `Host: ${host}`, `Cookie: ${page.cookie}`)).toBe(403)
      expect(
        await socketStatus(page.host, { Host: host, Origin: `http://${host}`, Cookie: page.cookie }),
      ).toBe(403)
    }
  })

  it('33 path traversal, plain, encoded, twice encoded, by NUL and by symlink: nothing served', async () => {
    const { page, home } = await enter()
    const { projectId, folder, document } = await page.openSample()
    await files.writeFile(join(home, '..', 'secret.txt'), 'the secret')
    const own = [`Host: ${page.host}`, `Cookie: ${page.cookie}`]
    const ways = ['../', '..%2f', '%2e%2e/', '..%5c', '..\\', '..%252f', '....//', '..%c0%af', './../']
    for (const base of ['/', '/assets/', '/media/', `/media/${projectId}/`, `/media/${projectId}/image/`])
      for (const way of ways) {
        const answer = await ask(page.host, [`GET ${base}${way.repeat(6)}secret.txt HTTP/1.1`, ...own])
        expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
        expect(answer).not.toContain('the secret')
      }
    expect(await statusOf(page.host, `GET /media/${projectId}/image/%00 HTTP/1.1`, ...own)).toBe(404)
    // An image of the project that is a link to somewhere else.
    const [asset] = Object.values(document.assets)
    if (!asset) throw new Error('the sample has no image')
    const path = join(folder, 'media', assetFileName(asset))
    await files.rm(path)
    await files.symlink(join(home, '..', 'secret.txt'), path)
    const answer = await ask(page.host, [`GET /media/${projectId}/image/${asset.id} HTTP/1.1`, ...own])
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer).not.toContain('the secret')
  })

  it('33 ranges that lie outside: 416; ranges without number: no more than the file', async () => {
    const { page } = await enter()
    const { projectId, document } = await page.openSample()
    const path = `/media/${projectId}/image/${Object.keys(document.assets)[0]}`
    const own = [`GET ${path} HTTP/1.1`, `Host: ${page.host}`, `Cookie: ${page.cookie}`]
    const whole = await ask(page.host, own)
    expect(await statusOf(page.host, ...own, 'Range: bytes=0-9')).toBe(206)
    for (const range of ['bytes=999999999-', 'bytes=-0'])
      expect(await statusOf(page.host, ...own, `Range: ${range}`)).toBe(416)
    for (const range of [`bytes=${'0-,'.repeat(1000)}0-`, 'bytes=9-1', 'bytes=a-b', 'lines=1-2'])
      expect((await ask(page.host, [...own, `Range: ${range}`])).length).toBeLessThan(whole.length + 200)
    await expectAlive(page)
  })

  it('33 headers and addresses without end, hundreds of connections at once: the page goes on', async () => {
    const { page } = await enter()
    const own = [`Host: ${page.host}`, `Cookie: ${page.cookie}`]
    expect(await statusOf(page.host, 'GET / HTTP/1.1', ...own, `X: ${'x'.repeat(20_000)}`)).toBe(431)
    expect(await statusOf(page.host, `GET /?${'x'.repeat(9000)} HTTP/1.1`, ...own)).toBe(414)
    await Promise.allSettled(
      Array.from({ length: 400 }, () => statusOf(page.host, 'GET / HTTP/1.1', `Host: ${page.host}`)),
    )
    await expectAlive(page)
  })
})

describe('a hostile page of browser mode', () => {
  it('32 unknown calls and wrong types are refused, 100 MB ends that page alone, and the program lives', async () => {
    const { page, start } = await enter()
    const other = await visit(await start().address())
    const wild = page.call as (name: string, input: unknown) => Promise<{ readonly ok: boolean }>
    for (const [name, input] of [
      ['file.read', { path: '/etc/passwd' }],
      ['constructor', {}],
      ['project.open', { folder: 7 }],
      ['take.render', { orders: 'all' }],
      ['app.openLink', { link: 'http://evil.example' }],
    ] as const)
      expect(await wild(name, input)).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
    page.socket.send(
      JSON.stringify({ id: 1, call: 'project.open', input: { folder: 'x'.repeat(100 * 1024 ** 2) } }),
    )
    expect(await page.closed).toBe(1009)
    await expectAlive(other)
  })
})

describe('two programs', () => {
  it('34 a second start opens another window of the first, and both windows see one board', async () => {
    const { page, start } = await enter()
    const second = start()
    const other = await visit(await second.address())
    expect((await second.running.ended).code).toBe(0)
    const [one, two] = [await page.openSample(), await other.openSample()]
    expect([one.access, two.access]).toEqual([{ kind: 'write' }, { kind: 'write' }])
    const seen = new Promise((resolve) =>
      other.socket.on('message', (data: Buffer) => {
        const { event } = JSON.parse(data.toString()) as { event?: string }
        if (event === 'project.changed') resolve(event)
      }),
    )
    const edited = await page.call('board.edit', {
      projectId: one.projectId,
      commands: [{ type: 'project.edit', title: 'Another title' }],
      name: null,
      editId: 'edit-1',
    })
    expect(edited).toMatchObject({ ok: true })
    expect(await seen).toBe('project.changed')
  })

  it('34 a process id that was given to another process since keeps nobody out of a project, nor of the data folder', async () => {
    const { home, start } = await deliver()
    const first = start()
    const { folder } = await (await visit(await first.address())).openSample()
    first.running.signal('SIGKILL')
    await first.running.ended
    // This process lives, and has nothing to do with the project.
    await leaveLock(folder, process.pid)
    const card = { frontDoor: 'browser', port: 9, secret: 'gone' }
    await files.writeFile(join(home, 'instance.json'), JSON.stringify(card))
    const again = await visit(await start().address())
    expect((await again.openSample()).access).toEqual({ kind: 'write' })
  })

  it('34 one that was killed is in nobody’s way, ten times over', async () => {
    const { start } = await deliver()
    for (let time = 0; time < 10; time += 1) {
      const { running, address } = start()
      const page = await visit(await address())
      expect((await page.openSample()).access).toEqual({ kind: 'write' })
      running.signal('SIGKILL')
      await running.ended
    }
  })
})

/** The lock of a project whose holder is no more, as a process leaves it that was killed. */
const leaveLock = async (folder: string, pid: number | undefined) => {
  const lock = { token: 'gone', host: hostname(), pid, startedAt: '2026-11-01T00:00:00.000Z' }
  await files.writeFile(join(folder, '.boardwright', 'lock.json'), JSON.stringify(lock))
}

describe('the window', () => {
  it('21 crashes while a take is made: the core goes on, and the window that comes back finds it', async () => {
    const { page, start, started } = await enter()
    const { projectId, document } = await page.openSample()
    const shot = shotsInOrder(document)[0]
    if (!shot) throw new Error('the sample has no shot')
    const { intent } = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)))
    const rendered = await page.call('take.render', {
      projectId,
      orders: [{ shotId: shot.id, intentId: intent(), another: false }],
      quality: 'draft',
      engine: 'rehearsal',
      agreed: { microUsd: 0, unknown: 0 },
    })
    expect(rendered).toMatchObject({ ok: true, value: { joined: 0 } })
    page.socket.terminate()
    const back = await visit(await start().address())
    await expect
      .poll(
        async () => {
          const list = await back.call('job.list', { projectId, ended: true, limit: 10 })
          return list.ok ? list.value.jobs.map(({ state }) => state) : []
        },
        { timeout: 120_000 },
      )
      .toEqual(['succeeded'])
    expect(started.running.output()).not.toContain('Goodbye')
  })

  it(
    '8 is there after the program was suspended for longer than any patience',
    { timeout: 120_000 },
    async () => {
      const { page, started } = await enter()
      started.running.signal('SIGSTOP')
      await passing(60_000)
      started.running.signal('SIGCONT')
      await expectAlive(page)
      expect(page.socket.readyState).toBe(page.socket.OPEN)
      // Nor is it gone a moment later, when every timer has run.
      await passing(7000)
      await expectAlive(page)
    },
  )
})
