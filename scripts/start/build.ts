import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the build is made of. */
const sources = [
  'shared',
  'electron',
  'renderer',
  'scripts/start',
  'scripts/start.ts',
  'assets',
  'vite.config.ts',
  'package.json',
  'tsconfig.base.json',
]

/** What it must have brought forth; the last of them is written last. */
const outputs = [
  'scripts/start.js',
  'electron/cli/main.js',
  'electron/browser/main.js',
  'electron/main.js',
  'electron/preload.cjs',
  'page/index.html',
]

const builder = (root: string): string => join(root, 'node_modules', 'vite', 'bin', 'vite.js')

/** Whether the program must be built before it is started: there is no whole build, or a source has changed since. */
export const needsBuild = (root: string): boolean => {
  const made = outputs.map((name) => join(root, 'dist', name))
  if (!made.every((path) => existsSync(path))) return true
  // Installed without the tools for building, it can only be run as it is.
  if (!existsSync(builder(root))) return false
  const builtMs = Math.max(...made.map((path) => statSync(path).mtimeMs))
  return newestMs(sources.map((name) => join(root, name))) > builtMs
}

/** Builds the program; what it has to say is shown. Gives the exit code. */
export const build = (root: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const args = [builder(root), 'build', '--app', '--logLevel', 'warn']
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })

/** When anything in these was last changed, in milliseconds since 1970. A folder changes when a file in it goes. */
const newestMs = (paths: readonly string[]): number => {
  let newest = 0
  const look = (path: string, isFolder?: boolean) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return
    newest = Math.max(newest, stat.mtimeMs)
    if (isFolder ?? stat.isDirectory())
      for (const entry of readdirSync(path, { withFileTypes: true }))
        look(`${path}/${entry.name}`, entry.isDirectory())
  }
  for (const path of paths) look(path)
  return newest
}
