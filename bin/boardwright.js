#!/usr/bin/env node
// Starts the terminal program.
import { existsSync } from 'node:fs'
import { onOwnNode } from './own-node.js'

const script = new URL('../dist/electron/cli/main.js', import.meta.url)

if (existsSync(script)) await onOwnNode({ run: () => import(script.href), script })
else {
  console.error('Boardwright is not built yet; run “npm run build” first.')
  process.exitCode = 2
}
