import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm start`: builds where needed, then renders the sample board by rehearsal into a folder it names. Run again, it
 * goes on where it left off, and ends by printing the clips.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const sample = join(homedir(), 'Boardwright', 'The Last Keeper')

const run = (command: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })

/** When a file in any of these was last changed, in milliseconds since 1970. */
const newest = (...paths: readonly string[]): number =>
  Math.max(
    0,
    ...paths.map((path) => {
      if (!existsSync(path)) return 0
      const stat = statSync(path)
      return stat.isDirectory() ? newest(...readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs
    }),
  )

const sources = ['shared', 'electron', 'assets', 'vite.config.ts', 'package.json'].map((name) =>
  join(root, name),
)
const built = join(root, 'dist', 'electron', 'cli', 'main.js')
const isStale = !existsSync(built) || newest(...sources) > newest(join(root, 'dist'))
if (isStale) {
  console.log('Building Boardwright …')
  const code = await run(process.execPath, [
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) process.exit(code)
}

const boardwright = (...args: readonly string[]) => run(process.execPath, [built, ...args])
if (!existsSync(join(sample, 'boardwright.json'))) {
  const code = await boardwright('new', sample, '--sample')
  if (code !== 0) process.exit(code)
}
console.log(`The sample board is in ${sample}`)
const code = await boardwright('render', sample, '--engine', 'rehearsal')
if (code === 0) console.log('These are the clips. “npx boardwright --help” shows what else there is.')
process.exitCode = code
