import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cyclesIn, specifiersIn, violationsIn, type SourceTree } from './import-graph.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every source file of the program with what it imports, by its path from the root. */
const sourceTree = async (): Promise<SourceTree> => {
  const tree = new Map<string, readonly string[]>()
  for await (const path of glob('{shared,electron,renderer,bin}/**/*.{ts,tsx,js}', { cwd: root }))
    tree.set(path.replaceAll('\\', '/'), specifiersIn(await readFile(join(root, path), 'utf8')))
  return tree
}

const listedPackages = async (): Promise<ReadonlySet<string>> => {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  return new Set(Object.keys(dependencies))
}

describe('the program', () => {
  test('depends one way: shared on nothing, core on shared, the front doors on both', async () => {
    const tree = await sourceTree()
    expect([...tree.keys()]).toEqual(
      expect.arrayContaining(['shared/domain/plan.ts', 'electron/core/session.ts', 'electron/cli/main.ts']),
    )
    expect(violationsIn(tree, await listedPackages())).toEqual([])
  })

  test('has no file that leads back to itself', async () => {
    expect(cyclesIn(await sourceTree())).toEqual([])
  })
})

describe('the reading of imports', () => {
  test.each([
    ["import { a } from './a.ts'", ['./a.ts']],
    ["import type { A } from './a.ts'", ['./a.ts']],
    ["import a, { type B } from './a.ts'", ['./a.ts']],
    ["import * as fs from 'node:fs'", ['node:fs']],
    ["import './a.ts'", ['./a.ts']],
    ["export { a } from './a.ts'", ['./a.ts']],
    ["export type * from './a.ts'", ['./a.ts']],
    ['import {\n  a,\n  type B,\n} from "./a.ts"', ['./a.ts']],
    ["const a = await import('./a.ts')", ['./a.ts']],
    ["type A = typeof import('./a.ts')", ['./a.ts']],
    ["const url = new URL('./worker.ts', import.meta.url)", ['./worker.ts']],
    ["const electron = require('electron')", ['electron']],
    ["import a from './a.ts'\nimport b from './b.ts'", ['./a.ts', './b.ts']],
    ["// import a from './a.ts'\n/* import b from './b.ts' */", []],
    ["const words = 'wool from sheep'", []],
  ])('of %j finds %j', (source, specifiers) => {
    expect(specifiersIn(source)).toEqual(specifiers)
  })
})

describe('the rules', () => {
  const packages = new Set(['zod', 'immer', 'sharp', '@fal-ai/client', 'react'])
  const judged = (importer: string, ...specifiers: string[]) =>
    violationsIn(new Map([[importer, specifiers]]), packages)

  test.each([
    ['shared/domain/plan.ts', '../../electron/core/settings.ts'],
    ['shared/domain/plan.ts', 'node:fs'],
    ['shared/domain/plan.ts', 'react'],
    ['shared/domain/plan.ts', 'sharp'],
    ['electron/core/jobs/runner.ts', 'electron'],
    ['electron/core/jobs/runner.ts', 'electron/main'],
    ['electron/core/jobs/runner.ts', '../../cli/output.ts'],
    ['electron/core/jobs/runner.ts', '../../shell/menu.ts'],
    ['electron/core/jobs/runner.ts', '../../browser/server.ts'],
    ['electron/core/jobs/runner.ts', '../../../renderer/app.tsx'],
    ['electron/core/jobs/runner.ts', '../../../test/kit/system.ts'],
    ['electron/core/jobs/runner.ts', '../session.ts'],
    ['electron/core/jobs/runner.ts', 'left-pad'],
    ['electron/core/jobs/runner.ts', '@fal-ai/server'],
    ['electron/cli/main.ts', '../shell/menu.ts'],
    ['electron/cli/main.ts', '../browser/server.ts'],
    ['electron/cli/main.ts', 'electron'],
    ['electron/browser/server.ts', '../shell/menu.ts'],
    ['electron/browser/server.ts', 'electron'],
    ['electron/main.ts', './browser/server.ts'],
    ['electron/preload.ts', './browser/server.ts'],
    ['renderer/app.tsx', '../electron/core/settings.ts'],
    ['renderer/app.tsx', 'node:fs'],
    ['renderer/app.tsx', 'electron'],
  ])('refuse %s importing %s', (importer, specifier) => {
    expect(judged(importer, specifier)).toEqual([`${importer} must not import ${specifier}`])
  })

  test.each([
    ['shared/domain/plan.ts', ['./board.ts', '../errors.ts', 'zod', 'immer']],
    [
      'electron/core/jobs/runner.ts',
      ['../ledger/ledger.ts', '../../../shared/errors.ts', 'node:fs/promises', 'sharp', '@fal-ai/client'],
    ],
    ['electron/core/session.ts', ['./jobs/runner.ts', './fal/engine.ts']],
    ['electron/cli/main.ts', ['../core/session.ts', './program.ts', '../../package.json', 'node:process']],
    ['electron/shell/windows.ts', ['electron', '../core/session.ts', './menu.ts']],
    ['electron/main.ts', ['electron', './shell/start.ts', './core/home.ts']],
    ['electron/preload.ts', ['electron', '../shared/contract.ts', './shell/channels.ts']],
    ['renderer/app.tsx', ['../shared/contract.ts', './store.ts', 'react']],
  ])('let %s import %j', (importer, specifiers) => {
    expect(judged(importer, ...specifiers)).toEqual([])
  })

  test('find a circle, however long, and name the files in it', () => {
    const tree = new Map([
      ['shared/a.ts', ['./b.ts']],
      ['shared/b.ts', ['zod', './domain/c.ts']],
      ['shared/domain/c.ts', ['../a.ts', './d.ts']],
      ['shared/domain/d.ts', []],
    ])
    expect(cyclesIn(tree)).toEqual([['shared/a.ts', 'shared/b.ts', 'shared/domain/c.ts']])
    expect(cyclesIn(new Map([['shared/a.ts', ['./a.ts']]]))).toEqual([['shared/a.ts']])
    expect(cyclesIn(new Map([...tree, ['shared/domain/c.ts', []]]))).toEqual([])
  })
})
