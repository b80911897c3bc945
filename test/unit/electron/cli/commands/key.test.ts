import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyProfiles } from '../../../../../shared/domain/keys.ts'
import { coreFor, must } from '../../../../kit/text-board.ts'
import { replies } from '../../../../stand-in/faults.ts'
import { standInKey, type StandIn } from '../../../../stand-in/server.ts'
import { standInForTest } from '../../../stand-in/setting.ts'
import { startSession, type Session } from '../../../../kit/secret-service.ts'

const program = fileURLToPath(new URL('../../../../../electron/cli/main.ts', import.meta.url))
const quick = { timing: { pollFloorMs: 10, pollCeilingMs: 50, connectMs: 5000, readMs: 5000 } }

// Compiled once for all runs of the program: there are many.
let compiled = ''
beforeAll(async () => {
  compiled = await fs.mkdtemp(join(tmpdir(), 'boardwright-compiled-'))
})
afterAll(() => fs.rm(compiled, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The terminal program of one user: home, projects and temporary files are in the session's folder. */
const terminalIn = async (session: Session, standIn?: StandIn) => {
  const home = join(session.folder, 'data')
  const temporary = join(session.folder, 'tmp')
  for (const path of [home, temporary]) await fs.mkdir(path)
  await fs.writeFile(join(home, 'settings.json'), JSON.stringify(quick))
  const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: session.folder,
      env: {
        ...session.environment,
        TMPDIR: temporary,
        TERM: 'xterm',
        NODE_COMPILE_CACHE: compiled,
        BOARDWRIGHT_HOME: home,
        ...(standIn && { BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl }),
        ...environment,
      },
    })
    const ended = (async (): Promise<Ended> => {
      const [[code], stdout, stderr] = await Promise.all([
        once(child, 'close') as Promise<[number | null]>,
        text(child.stdout),
        text(child.stderr),
      ])
      return { code, stdout, stderr }
    })()
    return { child, ended }
  }
  const run = (args: readonly string[], input = '', environment: Readonly<Record<string, string>> = {}) => {
    const { child, ended } = start(args, environment)
    child.stdin.end(input)
    return ended
  }
  return { start, run, home }
}

/** A board with so many text shots, made without the terminal; gives its folder. */
const filmIn = async ({ folder }: Session, shots: number): Promise<string> => {
  const film = join(folder, 'film')
  const core = coreFor(join(folder, 'data'), 'http://127.0.0.1:9/proxy', 'no key')
  const project = must(await core.createProject(film, { title: 'Rain', aspect: '16:9' }))
  for (let at = 0; at < shots; at++)
    must(
      await core.addShot(project, {
        label: null,
        fields: { prompt: `Rain ${at}` },
        framing: { fit: 'cover', crop: null },
        ingredients: { mode: 'text', model: '2.2', seconds: 5 },
      }),
    )
  must(await project.close())
  await core.close()
  return film
}

/** Every file under a folder that holds one of the words; the folder must have files. */
const filesWith = async (folder: string, words: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  let looked = 0
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await fs.readFile(path)
    looked++
    if (words.some((word) => bytes.includes(word))) found.push(path)
  }
  expect(looked).toBeGreaterThan(0)
  return found
}

/** Arguments and environment of every process that came from this one, as text. */
const processesOf = async (ancestor: number): Promise<string[]> => {
  const parents = new Map<number, number>()
  for (const name of await fs.readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readGone(`/proc/${name}/stat`)
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const comesFrom = (pid: number | undefined): boolean =>
    pid === ancestor || (pid !== undefined && pid > 1 && comesFrom(parents.get(pid)))
  return Promise.all(
    [...parents.keys()]
      .filter((pid) => comesFrom(pid))
      .map(
        async (pid) => `${await readGone(`/proc/${pid}/cmdline`)}\n${await readGone(`/proc/${pid}/environ`)}`,
      ),
  )
}

/** A file of a process, which may have ended meanwhile. */
const readGone = async (path: string): Promise<string> => {
  try {
    return await fs.readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

const until = async <Value>(look: () => Promise<Value | null>): Promise<Value> => {
  for (let attempt = 0; attempt < 500; attempt++) {
    const value = await look()
    if (value !== null) return value
    await wait(20)
  }
  throw new Error('it did not come to that')
}

const secretOf = (key: string) => key.split(':')[1] ?? ''

describe('with a keychain', () => {
  test('a key is set, checked, used in a render and forgotten, for each profile, and is in no file', async () => {
    const session = await startSession()
    await session.startKeyring('unlocked')
    const standIn = await standInForTest()
    const { run, home } = await terminalIn(session, standIn)
    const film = await filmIn(session, keyProfiles.length)
    const said: string[] = []
    const succeeds = async (args: readonly string[], input = '') => {
      const ended = await run(args, input)
      said.push(ended.stdout, ended.stderr)
      expect(ended).toMatchObject({ code: 0 })
      return ended
    }
    for (const [at, profile] of keyProfiles.entries()) {
      await succeeds(['key', 'use', profile])
      expect((await succeeds(['key', 'set'], `  ${standInKey}\n`)).stdout).toContain(
        `The ${profile} key is in the keyring: it ends in …cdef, stored on 20`,
      )
      expect((await succeeds(['key', 'check'])).stdout).toContain(`fal.ai accepts the ${profile} key`)
      const render = await succeeds(['render', film, '--shot', `${at + 1}0`, '--yes'])
      expect(render.stderr).toContain(`with the ${profile} key`)
      expect(standIn.journal.accepted()).toHaveLength(at + 1)
      await succeeds(['key', 'forget'])
    }
    const without = await run(['key', 'check'])
    expect(without).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('There is no key to check') as string,
    })
    expect(JSON.parse(await fs.readFile(join(home, 'settings.json'), 'utf8'))).toEqual({
      ...quick,
      profile: 'production',
    })
    expect(standIn.journal.leaks()).toEqual([])
    expect(said.join('\n')).not.toContain(secretOf(standInKey))
    expect(await filesWith(session.folder, [standInKey, secretOf(standInKey)])).toEqual([])
  }, 120_000)

  test('profiles are kept apart, and one that is not active can be named', async () => {
    const session = await startSession()
    await session.startKeyring('unlocked')
    const { run } = await terminalIn(session, await standInForTest())
    expect((await run(['key', 'set', '--profile', 'staging'], standInKey)).code).toBe(0)
    expect((await run(['key', 'set', '--profile', 'development'], 'a-key-that:is-wrong')).code).toBe(0)
    expect((await run(['key', 'check', '--profile', 'staging'])).code).toBe(0)
    const wrong = await run(['key', 'check', '--profile', 'development', '--json'])
    expect(wrong.code).toBe(4)
    expect(wrong.stdout).toContain('"code":"fal/bad-key"')
    const status = await run(['key', 'status', '--json'])
    expect(status.code).toBe(4)
    expect(JSON.parse(status.stdout.split('\n')[0] ?? '')).toMatchObject({
      event: 'key',
      profile: 'production',
      state: 'no-key',
      seenOpen: true,
      active: 'production',
      inUse: null,
    })
  })

  test('a check tells a locked account and a missing network from a wrong key', async () => {
    const standIn = await standInForTest()
    const { run } = await terminalIn(await startSession(), standIn)
    const check = () => run(['key', 'check'], '', { FAL_KEY: standInKey })
    standIn.script({ step: 'initiate', fault: replies.locked() })
    expect(await check()).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Exhausted balance') as string,
    })
    await standIn.pause()
    expect(await check()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be reached, so the key was not checked') as string,
    })
  })

  test('the key of the environment goes before the stored one, and that is said', async () => {
    const session = await startSession()
    await session.startKeyring('unlocked')
    const { run } = await terminalIn(session)
    const given = { FAL_KEY: ' environment-key:wxyz \n' }
    const set = await run(['key', 'set'], standInKey, given)
    expect(set).toMatchObject({ code: 0, stderr: expect.stringContaining('FAL_KEY is set') as string })
    expect((await run(['key', 'status'], '', given)).stdout).toContain(
      'In use: the key of FAL_KEY, which ends in …wxyz.',
    )
    expect((await run(['doctor'])).stdout).toContain('the production key, which ends in …cdef')
  })

  test('a key typed at the terminal is not shown', async () => {
    const session = await startSession()
    await session.startKeyring('unlocked')
    const { run, home } = await terminalIn(session)
    const child = spawn(
      'script',
      ['--quiet', '--flush', '--return', '--command', `${process.execPath} ${program} key set`, '/dev/null'],
      { env: { ...session.environment, TERM: 'xterm', BOARDWRIGHT_HOME: home } },
    )
    let shown = ''
    child.stdout.setEncoding('utf8').on('data', (words: string) => (shown += words))
    const ended = text(child.stderr)
    await until(() => Promise.resolve(shown.includes('Key (it is not shown): ') || null))
    child.stdin.write(`${standInKey}\r`)
    await until(() => Promise.resolve(child.exitCode))
    await ended
    expect(child.exitCode).toBe(0)
    expect(shown).toContain('ends in …cdef')
    expect(shown).not.toContain(secretOf(standInKey).slice(0, 8))
    expect((await run(['key', 'status'])).code).toBe(0)
  })

  test('while the keychain keeps it waiting, the key is in no argument and no environment', async () => {
    const session = await startSession()
    const keyring = await session.startKeyring('unlocked')
    const { start } = await terminalIn(session)
    keyring.signal('SIGSTOP')
    const { child, ended } = start(['key', 'set'])
    child.stdin.end(standInKey)
    const pid = child.pid ?? 0
    const processes = await until(async () => {
      const found = await processesOf(pid)
      return found.some((words) => words.includes('keychain-process')) ? found : null
    })
    expect(processes).toHaveLength(2)
    expect(processes.every((words) => words.includes('DBUS_SESSION_BUS_ADDRESS'))).toBe(true)
    expect(processes.filter((words) => words.includes(secretOf(standInKey)))).toEqual([])
    expect(await filesWith(session.folder, [standInKey, secretOf(standInKey)])).toEqual([])
    keyring.signal('SIGCONT')
    expect((await ended).code).toBe(0)
  })

  test('an interrupted program takes the keychain’s process with it, whatever that waits for', async () => {
    const session = await startSession()
    const keyring = await session.startKeyring('unlocked')
    const { start } = await terminalIn(session)
    keyring.signal('SIGSTOP')
    const { child, ended } = start(['key', 'set'])
    child.stdin.end(standInKey)
    const helper = await until(() => helperOf(child.pid ?? 0))
    child.kill('SIGKILL')
    await ended
    const isGone = async () => (await readGone(`/proc/${helper}/cmdline`)) === '' || null
    expect(await until(isGone)).toBe(true)
  })
})

/** The id of the keychain's process of a program; null while there is none. */
const helperOf = async (pid: number): Promise<number | null> => {
  const children = await readGone(`/proc/${pid}/task/${pid}/children`)
  for (const child of children.split(' ').filter(Boolean))
    if ((await readGone(`/proc/${child}/cmdline`)).includes('keychain-process')) return Number(child)
  return null
}

describe('without a keychain that works', () => {
  test('nothing is stored, the words say why, and the program renders all the same', async () => {
    const session = await startSession()
    const { run } = await terminalIn(session)
    for (const name of ['set', 'status', 'forget', 'check']) {
      const ended = await run(['key', name], standInKey)
      expect(ended.code).toBe(4)
      expect(ended.stdout + ended.stderr).toContain('No keyring service answers here')
      expect(ended.stdout + ended.stderr).toContain('a key for this session only')
    }
    const render = await run(['render', await filmIn(session, 1), '--yes'])
    expect(render).toMatchObject({ code: 0, stderr: expect.stringContaining('Rehearsing') as string })
    expect(await filesWith(session.folder, [standInKey, secretOf(standInKey)])).toEqual([])
  })

  test('a locked keyring says so', async () => {
    const session = await startSession()
    const { run } = await terminalIn(session)
    await session.startKeyring('locked')
    expect(await run(['key', 'set'], standInKey)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('The keyring is locked') as string,
    })
    expect((await run(['key', 'status', '--json'])).stdout).toContain('"state":"locked"')
  })

  test('a keyring that hangs delays a command by seconds and no more', async () => {
    const session = await startSession()
    const keyring = await session.startKeyring('unlocked')
    const { run } = await terminalIn(session)
    keyring.signal('SIGSTOP')
    const start = performance.now()
    const ended = await run(['key', 'status'])
    expect(performance.now() - start).toBeLessThan(12_000)
    expect(ended).toMatchObject({
      code: 4,
      stdout: expect.stringContaining('did not answer within 5 s') as string,
    })
  })

  test.each([
    ['nothing', '', 'No key was given'],
    ['a long text', 'x'.repeat(100_000), 'does not look like a key'],
  ])('%s is no key, but wrong input', async (_, input, words) => {
    const { run } = await terminalIn(await startSession())
    const ended = await run(['key', 'set'], input)
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(words) as string })
  })
})
