#!/usr/bin/env node
// `npm start`: built code where it is built, so that no compiler is needed to find out that nothing is to be built.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onOwnNode } from './own-node.js'

const run = async () => {
  const built = new URL('../dist/scripts/start.js', import.meta.url)
  const launcher = existsSync(built) ? built : new URL('../scripts/start.ts', import.meta.url)
  const { start } = await import(launcher.href)
  await start(fileURLToPath(new URL('..', import.meta.url)))
}

await onOwnNode({ run, script: new URL(import.meta.url) })
