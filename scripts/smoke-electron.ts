import { existsSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import {
  checkIsolation,
  checkKeychain,
  checkProtocols,
  checkRehearsal,
  checkSandbox,
  checkWindow,
} from './smoke/checks.ts'

/**
 * `npm run smoke:electron`: what no double can prove, on a machine that has Electron's binary. Takes the package of this
 * system from `release/` (see `npm run package`), or else the binary that is installed, starts the program with a home of
 * its own, looks at its window from inside and from outside, rehearses a shot and quits. Exit codes: 0 all is well, 1
 * something is not, 2 there is no binary here, so that nothing was shown.
 */

const root = fileURLToPath(new URL('..', import.meta.url))

const expectedFuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
} as const

/** A packaged program: its folder, and its binary inside it. */
interface Packaged {
  readonly folder: string
  readonly binary: string
}

const packagedProgram = (): Packaged | null => {
  const { arch } = process
  const suffix = arch === 'x64' ? '' : `-${arch}`
  const known: Partial<Record<NodeJS.Platform, readonly [string, string]>> = {
    linux: [`linux${suffix}-unpacked`, 'boardwright'],
    win32: [`win${suffix}-unpacked`, 'Boardwright.exe'],
    darwin: [`mac${suffix}`, join('Boardwright.app', 'Contents', 'MacOS', 'Boardwright')],
  }
  const [name, binary] = known[process.platform] ?? ['', '']
  const folder = join(root, 'release', name)
  return name !== '' && existsSync(join(folder, binary)) ? { folder, binary } : null
}

/** The binary that the package `electron` has installed; null where it could not be fetched. */
const installedBinary = (): string | null => {
  const electron = createRequire(import.meta.url).resolve('electron/package.json')
  const pathFile = join(electron, '..', 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = createRequire(import.meta.url)('electron') as string
  return existsSync(binary) ? binary : null
}

const failures: string[] = []
const check = async (what: string, work: () => Promise<void>) => {
  try {
    await work()
    console.log(`ok    ${what}`)
  } catch (error) {
    failures.push(what)
    console.log(`WRONG ${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const checkFuses = async ({ folder, binary }: Packaged) => {
  const wire = await getCurrentFuseWire(join(folder, binary))
  for (const [name, isBlown] of Object.entries(expectedFuses)) {
    const state = wire[Number(name) as FuseV1Options]
    const wanted = isBlown ? FuseState.ENABLE : FuseState.DISABLE
    if (state !== wanted) throw new Error(`${FuseV1Options[Number(name)]} is not as it should be`)
  }
}

/** A copy of a package that may be driven: with the one fuse changed that shuts drivers out, and no other. */
const drivable = async ({ folder, binary }: Packaged, into: string): Promise<string> => {
  await fs.cp(folder, into, { recursive: true, verbatimSymlinks: true })
  await flipFuses(join(into, binary), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  return join(into, binary)
}

const drive = async (work: string, executablePath: string, args: readonly string[]) => {
  const home = join(work, 'data')
  const app: ElectronApplication = await _electron.launch({
    executablePath,
    args: [...args],
    // Else the driver takes the sandbox away on Linux.
    chromiumSandbox: true,
    env: { ...(process.env as Record<string, string>), BOARDWRIGHT_HOME: home, HOME: join(work, 'person') },
  })
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  const page: Page = await app.firstWindow()
  await page.waitForFunction(() => 'boardwright' in window)
  await check('the window is sandboxed and isolated, as it says itself', () => checkWindow(app))
  await check('the system holds the window in its sandbox', () => checkSandbox(app))
  await check('the page has no Node, no eval and no way out', () => checkIsolation(app, page))
  await check('the keychain’s process answers', () => checkKeychain(page))
  await check('a shot is rehearsed', () => checkRehearsal(page))
  await check('media are answered in pieces', () => checkProtocols(app, page))
  await check('it quits', async () => {
    await app.evaluate(({ app: program }) => program.quit())
    const code = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30_000, 'never'))])
    if (code !== 0) throw new Error(`it ended with ${String(code)}`)
  })
}

const packaged = packagedProgram()
const installed = installedBinary()
if (!packaged && !installed) {
  console.error(
    'There is no Electron binary here: neither a package in release/ nor one that npm could fetch. Nothing was shown. Run this where github.com can be reached, after “npm ci” or “npm run package”.',
  )
  process.exitCode = 2
} else {
  const work = await fs.mkdtemp(join(tmpdir(), 'boardwright-smoke-'))
  await fs.mkdir(join(work, 'person'))
  try {
    if (packaged) {
      await check('the fuses are as docs/security.md says', () => checkFuses(packaged))
      await drive(work, await drivable(packaged, join(work, 'program')), [])
    } else if (installed) {
      console.log(
        'There is no package in release/: the installed binary is used, and fuses are not looked at.',
      )
      await drive(work, installed, [root])
    }
  } catch (error) {
    failures.push('the program starts')
    console.error(error)
  } finally {
    await fs.rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  console.log(failures.length === 0 ? 'All is well.' : `Not well: ${failures.join('; ')}.`)
  process.exitCode = failures.length === 0 ? 0 : 1
}
