import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startApp } from '../electron-double/start-app.ts'
import { extractArchive, listArchive, type ArchivedFile } from '../kit/read-archive.ts'
import { layOutElectron } from '../kit/stand-in-electron.ts'
import { ask, openSample, readyPage } from './electron/kit/plain-app.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

let folder: string
let packaged: string
let files: readonly ArchivedFile[]

// Packaged once, against a folder that stands for Electron, with every way to a network shut.
beforeAll(async () => {
  folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-')))
  const { devDependencies } = JSON.parse(await fs.readFile(join(root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string }
  }
  await layOutElectron(join(folder, 'electron'), devDependencies.electron)
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const options = [
    `-c.electronDist=${join(folder, 'electron')}`,
    `-c.directories.output=${join(folder, 'release')}`,
  ]
  const nowhere = 'http://127.0.0.1:1'
  const child = spawn(process.execPath, [builder, '--linux', '--dir', ...options], {
    cwd: root,
    env: {
      ...process.env,
      HTTP_PROXY: nowhere,
      HTTPS_PROXY: nowhere,
      FAL_KEY: 'packager-key-id:0123456789abcdef',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error((await said).join('\n'))
  packaged = join(
    folder,
    'release',
    process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
  )
  files = await listArchive(join(packaged, 'resources', 'app.asar'))
}, 300_000)

afterAll(() => fs.rm(folder, { recursive: true, force: true }))

const paths = () => files.map(({ path }) => path)

describe('the package', () => {
  test('has the program, its page and its data', () => {
    expect(paths()).toEqual(
      expect.arrayContaining([
        'package.json',
        'LICENSE',
        'NOTICE',
        'dist/electron/main.js',
        'dist/electron/preload.cjs',
        'dist/electron/core/rehearsal/worker.js',
        'dist/electron/core/secrets/keychain-process.js',
        'dist/page/index.html',
        'dist/assets/prices.json',
        'dist/assets/icon.png',
        'dist/assets/sample/board.json',
      ]),
    )
  })

  test('has nothing that only its makers need', () => {
    const theirs =
      /^(?:shared|electron|renderer|test|scripts|docs|assets|bin|\.github|release)\/|\.(?:map|ts|tsx|tsbuildinfo|md)$|^dist\/electron\/(?:cli|browser)\/|node_modules\/(?:electron|vite|vitest|typescript|react|playwright-core|electron-builder|oxlint|node|commander|ws)\/|\.env|\.git/
    expect(paths().filter((path) => theirs.test(path))).toEqual([])
  })

  test('has the native parts of this system alone, beside the archive, where the system can load them', async () => {
    const native = files.filter(({ path }) => /\.(?:node|so|dll|dylib)(?:\.|$)/.test(path))
    expect(native.filter(({ unpacked }) => !unpacked)).toEqual([])
    const here = `linux-${process.arch}`
    expect(native.map(({ path }) => path.split('/').slice(0, 3).join('/')).toSorted()).toEqual(
      [
        `node_modules/@img/sharp-${here}`,
        `node_modules/@img/sharp-libvips-${here}`,
        `node_modules/@seydx/node-av-${here}`,
        'node_modules/keytar/prebuilds',
      ].toSorted(),
    )
    expect(paths().filter((path) => /macos-trash$|\.exe$/.test(path))).toEqual([])
    for (const { path } of native) await fs.access(join(packaged, 'resources', 'app.asar.unpacked', path))
  })

  test('has beside the archive what native code reads by itself, and no program text of ours', () => {
    const beside = files.filter(({ unpacked }) => unpacked).map(({ path }) => path)
    expect(beside).toEqual(
      expect.arrayContaining(['dist/assets/sample/stairwell.jpg', 'dist/assets/icon.png']),
    )
    expect(beside.filter((path) => path.startsWith('dist/') && !path.startsWith('dist/assets/'))).toEqual([])
    expect(paths().filter((path) => path.endsWith('.ttf')).length).toBe(2)
    expect(beside.filter((path) => path.endsWith('.ttf')).length).toBe(2)
  })

  test('can be checked for changes, file by file', () => {
    const inside = files.filter(({ unpacked }) => !unpacked)
    expect(inside.filter(({ integrity }) => integrity?.algorithm !== 'SHA256')).toEqual([])
  })

  test('holds no key of whoever made it', async () => {
    const found: string[] = []
    for (const name of await fs.readdir(packaged, { recursive: true, withFileTypes: true })) {
      if (!name.isFile() || name.name.endsWith('.node')) continue
      const path = join(name.parentPath, name.name)
      if ((await fs.readFile(path)).includes('packager-key-id')) found.push(path)
    }
    expect(found).toEqual([])
  })

  test('has its fuses as docs/security.md says', async () => {
    const fuses = await getCurrentFuseWire(join(packaged, 'boardwright'))
    expect(fuses).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    })
  })

  test('has the licences of what it is made of', async () => {
    const beside = await fs.readdir(packaged)
    expect(beside).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']))
    expect((await fs.readdir(join(packaged, 'locales'))).toSorted()).toEqual(['en-US.pak'])
  })

  test('lacks nothing: what is in it starts, opens the sample board and rehearses a shot', async () => {
    const program = join(folder, 'program')
    await extractArchive(join(packaged, 'resources', 'app.asar'), program)
    const person = join(folder, 'person')
    const home = join(folder, 'data')
    await fs.mkdir(person)
    const app = await startApp({
      main: join(program, 'dist', 'electron', 'main.js'),
      appPath: program,
      userData: home,
      isPackaged: true,
      env: { HOME: person, BOARDWRIGHT_HOME: home, FAL_KEY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined },
    })
    onTestFinished(app.close)
    const page = await readyPage(app)
    const { projectId, document } = await openSample(page)
    const shotId = document.sceneIds.flatMap((id) => document.scenes[id]?.shotIds ?? [])[0]
    const rendered = await ask(page, 'take.render', {
      projectId,
      orders: [{ shotId: shotId as never, intentId: 'int_000000000000', another: false }],
      quality: 'final',
      engine: 'rehearsal',
      agreed: { microUsd: 0, unknown: 0 },
    })
    expect(rendered.ok).toBe(true)
    const stateOfJob = async () => {
      const listed = await ask(page, 'job.list', { projectId, ended: true, limit: 1 })
      return listed.ok ? (listed.value.jobs[0]?.failure ?? listed.value.jobs[0]?.state) : listed.error
    }
    await expect.poll(stateOfJob, { timeout: 120_000, interval: 300 }).toBe('succeeded')
  })
})
