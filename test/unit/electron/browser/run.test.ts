import { spawn } from 'node:child_process'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const program = fileURLToPath(new URL('program.ts', import.meta.url))

/** For whatever a process has to do first. */
const patience = { timeout: 15_000 }

interface Place {
  readonly home: string
  readonly start: (...args: string[]) => Started
}

interface Started {
  readonly output: () => string
  readonly kill: (signal: NodeJS.Signals) => void
  readonly type: (text: string) => void
  readonly ended: Promise<number | null>
  /** The latest address that was printed, once there is one. */
  readonly address: () => Promise<string>
}

const makePlace = async (env: NodeJS.ProcessEnv = {}, stays = ''): Promise<Place> => {
  const folder = await temporaryFolder()
  const home = join(folder, 'home')
  await files.mkdir(join(folder, 'page'))
  await files.writeFile(join(folder, 'page', 'index.html'), 'the page')
  return {
    home,
    start: (...args) => {
      const child = spawn(process.execPath, [program, home, join(folder, 'page'), stays, ...args], {
        env: { PATH: '/nowhere', HOME: folder, ...env },
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      let output = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
      onTestFinished(() => void child.kill('SIGKILL'))
      return {
        output: () => output,
        kill: (signal) => child.kill(signal),
        type: (text) => child.stdin.write(text),
        ended: new Promise((resolve) => child.once('close', resolve)),
        address: async () => {
          await expect.poll(() => output, patience).toMatch(/^http:\S+$/m)
          return output.match(/^http:\S+$/gm)?.at(-1) ?? ''
        },
      }
    },
  }
}

/** Comes in by an address, as a browser would, and connects. */
const visit = async (address: string): Promise<WebSocket> => {
  const { origin, host } = new URL(address)
  const entered = await fetch(address, { redirect: 'manual' })
  expect(entered.status).toBe(303)
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await fetch(`${origin}/`, { headers: { cookie } })
  expect(await page.text()).toBe('the page')
  const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie, origin } })
  onTestFinished(() => socket.terminate())
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return socket
}

const portOf = async (started: Started) => new URL(await started.address()).port

describe('browser mode', () => {
  test('prints the address on a line of its own where there is no display, and ends after its last page', async () => {
    const { start, home } = await makePlace()
    const started = start()
    const page = await visit(await started.address())
    expect(started.output()).toContain('No window is opened: there is no display.')
    page.close()
    expect(await started.ended).toBe(0)
    expect(started.output()).toMatch(/Goodbye\.\ndone, the studio is closed\n$/)
    expect(await files.readdir(home)).not.toContain('instance.json')
  })

  test('goes on for its jobs when the last page is closed, and lets a page come back', async () => {
    const { start } = await makePlace()
    const started = start('--no-window')
    const page = await visit(await started.address())
    started.type('2\n')
    await expect.poll(started.output, patience).toContain('jobs 2')
    page.close()
    await expect.poll(started.output, patience).toContain('goes on until its 2 jobs are done')
    const again = start('--no-window')
    const second = await visit(await again.address())
    expect(await again.ended).toBe(0)
    started.type('0\n')
    await expect.poll(started.output, patience).toContain('jobs 0')
    expect(second.readyState).toBe(second.OPEN)
    second.close()
    expect(await started.ended).toBe(0)
  })

  test('stays without pages where it is told to', async () => {
    for (const [stays, args] of [
      ['', ['--stay']],
      ['stays', []],
    ] as const) {
      const { start } = await makePlace({}, stays)
      const started = start('--no-window', ...args)
      ;(await visit(await started.address())).close()
      await expect.poll(started.output, patience).toContain('Boardwright stays')
      started.kill('SIGINT')
      expect(await started.ended).toBe(0)
    }
  })

  test('says at Ctrl-C that jobs stay resumable, and ends although a page is there', async () => {
    const { start } = await makePlace()
    const started = start('--no-window')
    const page = await visit(await started.address())
    const left = new Promise((resolve) => page.once('close', resolve))
    started.type('1\n')
    await expect.poll(started.output, patience).toContain('jobs 1')
    started.kill('SIGINT')
    expect(await left).toBe(1001)
    expect(await started.ended).toBe(0)
    expect(started.output()).toContain('goes on with it when it is started again')
    expect(started.output()).toContain('the studio is closed')
  })

  test('takes the port that it had the last time, and another where that one is taken', async () => {
    const place = await makePlace()
    const first = place.start('--no-window')
    const port = await portOf(first)
    first.kill('SIGTERM')
    await first.ended
    const second = place.start('--no-window')
    expect(await portOf(second)).toBe(port)
    second.kill('SIGTERM')
    await second.ended
    const other = await makePlace()
    const taker = other.start('--no-window', '--port', port)
    expect(await portOf(taker)).toBe(port)
    expect(await portOf(place.start('--no-window'))).not.toBe(port)
  })

  test('takes a fixed port, and says so where it cannot be had', async () => {
    const one = await makePlace()
    const started = one.start('--no-window')
    const { port } = new URL(await started.address())
    const other = await makePlace()
    const refused = other.start('--no-window', '--port', port)
    await refused.ended
    expect(refused.output()).toContain(`Port ${port} cannot be used`)
    expect(refused.output()).toContain('failed')
    started.kill('SIGINT')
    await started.ended
    const fixed = other.start('--no-window', '--port', port)
    expect(new URL(await fixed.address()).port).toBe(port)
  })
})

describe('another start', () => {
  test('gets an address of the first, whose own stays good, and ends', async () => {
    const { start } = await makePlace()
    const first = start('--no-window')
    const own = await first.address()
    const second = start('--no-window')
    const address = await second.address()
    expect(new URL(address).port).toBe(new URL(own).port)
    expect(await second.ended).toBe(0)
    expect(second.output()).toContain('Boardwright runs already')
    await visit(address)
    await visit(own)
  })

  test('at the same time leaves one program, whoever was first', async () => {
    const { start } = await makePlace()
    const starts = [1, 2, 3, 4].map(() => start('--no-window'))
    const addresses = await Promise.all(starts.map(({ address }) => address()))
    expect(new Set(addresses.map((address) => new URL(address).port)).size).toBe(1)
    expect(new Set(addresses).size).toBe(4)
  })

  test('is not held up by one that was killed, nor by its card', async () => {
    const { start, home } = await makePlace()
    const first = start('--no-window')
    const address = await first.address()
    first.kill('SIGKILL')
    await first.ended
    expect(await files.readdir(home)).toContain('instance.json')
    const second = start('--no-window')
    expect(await second.address()).not.toBe(address)
    await visit(await second.address())
  })

  test('of a program that is suspended says that it does not answer', async () => {
    const { start } = await makePlace()
    const first = start('--no-window')
    await first.address()
    first.kill('SIGSTOP')
    const second = start('--no-window')
    await second.ended
    expect(second.output()).toContain('does not answer')
    first.kill('SIGCONT')
    const third = start('--no-window')
    await visit(await third.address())
  })
})

/** A browser that writes down how it was called, and then does what the script says. */
const withBrowser = async (script: string) => {
  const folder = await temporaryFolder()
  await files.writeFile(
    join(folder, 'chromium'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/calls'\nenv > '${folder}/env'\n${script}\n`,
    { mode: 0o755 },
  )
  const calls = async () => (await files.readFile(join(folder, 'calls'), 'utf8')).trim().split('\n')
  const place = await makePlace({ PATH: `${folder}:/usr/bin:/bin`, DISPLAY: ':99' })
  return { ...place, calls, folder }
}

describe('a window', () => {
  test('is opened as an app with a profile of its own, and no token is printed', async () => {
    const { start, calls, home } = await withBrowser('exec sleep 60')
    const started = start()
    await expect.poll(started.output, patience).toContain('Boardwright opens in Chromium')
    await expect.poll(async () => (await calls().catch(() => [])).length, patience).toBeGreaterThan(3)
    const [app = '', ...flags] = await calls()
    expect(app).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/enter\?token=[\w-]{43}$/)
    expect(flags).toContain(`--user-data-dir=${join(home, 'browser')}`)
    expect(flags.includes('--no-sandbox')).toBe(process.getuid?.() === 0)
    const page = await visit(app.slice('--app='.length))
    expect(started.output()).not.toContain('token')
    page.close()
    expect(await started.ended).toBe(0)
  })

  test('that cannot be opened is replaced by the address', async () => {
    const { start } = await withBrowser('exit 7')
    const started = start()
    await visit(await started.address())
    expect(started.output()).toContain('The browser did not open: it ended with code 7.')
  })

  test('is not wanted with --no-window', async () => {
    const { start, folder } = await withBrowser('exec sleep 60')
    await start('--no-window').address()
    expect(await files.readdir(folder)).toEqual(['chromium'])
  })
})
