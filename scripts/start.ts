import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { noDisplay } from '../electron/browser/find-browser.ts'
import { readOptions } from '../electron/browser/options.ts'
import { build, needsBuild } from './start/build.ts'
import { fetchElectron, findElectron, runElectron } from './start/electron.ts'
import { chooseFrontDoor } from './start/front-door.ts'

const say = (words: string): void => console.log(words)

/**
 * `npm start`: builds where needed, then opens Boardwright as an Electron window where Electron is or can be fetched, else
 * in browser mode, and says in one line which and why.
 * `--browser` or `--electron` ask for one of them; `--home FOLDER`, `--port N`, `--no-window`, `--stay` are passed on.
 * @param root the project's folder.
 */
export const start = async (root: string): Promise<void> => {
  const typed = readOptions(process.argv.slice(2))
  if (!typed.ok) {
    say(typed.error.message)
    process.exitCode = 2
    return
  }
  // npm runs this in the project's folder: a path that was typed is meant from where it was typed.
  const from = process.env['INIT_CWD'] ?? process.cwd()
  const home = typed.value.home === null ? null : resolve(from, typed.value.home)
  if (home !== null) process.argv.push('--home', home)
  if (needsBuild(root)) {
    say('Building Boardwright …')
    process.exitCode = await build(root)
    if (process.exitCode !== 0) return
  }
  const choice = chooseFrontDoor({
    options: typed.value,
    noDisplay: noDisplay(process),
    electron: findElectron(root),
  })
  if (choice.kind === 'browser') return openBrowserMode(root, choice.why)
  if (choice.kind === 'electron') return openElectron(root, choice.binary, home)
  const isWanted = typed.value.frontDoor === 'electron'
  const trouble = await fetchElectron(root, { isWanted, nowMs: Date.now(), say })
  const binary = findElectron(root)
  return trouble === null && binary !== null
    ? openElectron(root, binary, home)
    : openBrowserMode(root, `since Electron is not here: ${trouble ?? 'it was not found'}`)
}

/** In this very process: one more would keep the window waiting. */
const openBrowserMode = async (root: string, why: string): Promise<void> => {
  say(`Boardwright runs in browser mode, ${why}.`)
  await import(pathToFileURL(join(root, 'dist', 'electron', 'browser', 'main.js')).href)
}

const openElectron = async (root: string, binary: string, home: string | null): Promise<void> => {
  say('Boardwright runs in Electron.')
  const end = await runElectron(binary, root, home)
  if (typeof end === 'number') process.exitCode = end
  else await openBrowserMode(root, `since Electron cannot run here: ${end}`)
}
