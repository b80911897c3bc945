// For both programs of this folder: plain JavaScript, so that any Node can read it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

const wanted = 24

/**
 * Runs a program on a runtime that has what it needs (node:sqlite): here, where this Node is new enough, else on the
 * project's own.
 * @param {{ run: () => Promise<unknown>, script: URL }} program what is done here, and the script that does it elsewhere.
 */
export const onOwnNode = async ({ run, script }) => {
  if (Number(process.versions.node.split('.')[0]) >= wanted) {
    // Compiled code is kept between runs, which halves the time to the first line.
    nodeModule.enableCompileCache?.()
    await run()
    return
  }
  const own = fileURLToPath(
    new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
  )
  if (!existsSync(own)) {
    console.error(
      `Boardwright needs Node ${wanted} or newer; this is ${process.version}. Run “npm ci” to get it.`,
    )
    process.exitCode = 2
    return
  }
  const child = spawn(own, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both; the child decides when to end.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
