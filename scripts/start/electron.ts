import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How long the attempt to fetch Electron may take, in milliseconds. A start must not wait for a network that is not there. */
const fetchMs = 6000
/** How long a failed attempt is remembered, in milliseconds: a day. */
const rememberMs = 86_400_000

/** Where Electron's own program is; null where npm did not fetch it, or not for the version that is wanted. */
export const findElectron = (root: string): string | null => {
  const folder = join(root, 'node_modules', 'electron')
  const inFolder = (name: string) => join(folder, name)
  if (
    ![inFolder('path.txt'), inFolder('dist/version'), inFolder('package.json')].every((path) =>
      existsSync(path),
    )
  )
    return null
  const { version } = JSON.parse(readFileSync(inFolder('package.json'), 'utf8')) as { version: string }
  if (readFileSync(inFolder('dist/version'), 'utf8').trim().replace(/^v/, '') !== version) return null
  const path = join(folder, 'dist', readFileSync(inFolder('path.txt'), 'utf8').trim())
  return existsSync(path) ? path : null
}

/**
 * Tries to fetch Electron's program with Electron's own installer, for a few seconds. Gives null where that succeeded, else
 * why not, in words. A failed attempt is not made again for a day, unless it is asked for.
 */
export const fetchElectron = async (
  root: string,
  options: { readonly isWanted: boolean; readonly nowMs: number; readonly say: (words: string) => void },
): Promise<string | null> => {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return 'it is not among the installed packages'
  const notePath = join(root, '.cache', 'electron-not-fetched')
  if (!options.isWanted && isRecent(notePath, options.nowMs))
    return 'it could not be fetched within the last day; --electron tries again'
  options.say(`Fetching Electron, for ${fetchMs / 1000} seconds at most …`)
  const trouble = await runInstaller(installer)
  if (trouble === null && findElectron(root) !== null) {
    rmSync(notePath, { force: true })
    return null
  }
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(notePath, String(options.nowMs))
  return `it could not be fetched (${trouble ?? 'it is not there all the same'})`
}

const isRecent = (notePath: string, nowMs: number): boolean =>
  existsSync(notePath) && Math.abs(nowMs - Number(readFileSync(notePath, 'utf8'))) < rememberMs

const runInstaller = (installer: string): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore' })
    const deadline = setTimeout(() => {
      child.kill('SIGKILL')
      resolve('its host did not answer in time')
    }, fetchMs)
    const settle = (trouble: string | null) => {
      clearTimeout(deadline)
      resolve(trouble)
    }
    child.once('error', ({ message }) => settle(message))
    child.once('exit', (code) => settle(code === 0 ? null : 'its host cannot be reached'))
  })

/** How long a broken Electron takes to end at most, in milliseconds. */
const brokenMs = 10_000

/**
 * Runs Electron on the project. Gives its exit code, or in words why it cannot run on this machine at all (a library that
 * is missing, a crash at the start).
 */
export const runElectron = (binary: string, root: string, home: string | null): Promise<number | string> =>
  new Promise((resolve) => {
    const startedMs = performance.now()
    const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
    // Chromium does not run as root otherwise.
    const args = [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
    const child = spawn(binary, args, {
      stdio: 'inherit',
      env: { ...environment, ...(home !== null && { BOARDWRIGHT_HOME: home }) },
    })
    // A terminal sends Ctrl-C to both; the program decides when to end.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.once('error', ({ message }) => resolve(message))
    child.once('exit', (code, signal) => {
      const isBroken = code === 127 || signal === 'SIGTRAP' || signal === 'SIGSEGV' || signal === 'SIGABRT'
      if (isBroken && performance.now() - startedMs < brokenMs)
        resolve(code === null ? `it crashed (${signal})` : 'a library that it needs is missing')
      else resolve(code ?? 1)
    })
  })
