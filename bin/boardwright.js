#!/usr/bin/env node
// Starts the terminal program on a runtime that has what it needs (node:sqlite). Where the Node that runs this is
// older, the project's own takes over. Plain JavaScript, so that any Node can read it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

const wanted = 24
const program = new URL('../dist/electron/cli/main.js', import.meta.url)

if (!existsSync(program)) {
  console.error('Boardwright is not built yet; run “npm run build” first.')
  process.exitCode = 2
} else if (Number(process.versions.node.split('.')[0]) >= wanted) {
  // Compiled code is kept between runs, which halves the time to the first line.
  nodeModule.enableCompileCache?.()
  await import(program.href)
} else {
  const own = fileURLToPath(
    new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
  )
  if (existsSync(own)) {
    const child = spawn(own, [fileURLToPath(program), ...process.argv.slice(2)], { stdio: 'inherit' })
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
  } else {
    console.error(
      `Boardwright needs Node ${wanted} or newer; this is ${process.version}. Run “npm ci” to get it.`,
    )
    process.exitCode = 2
  }
}
