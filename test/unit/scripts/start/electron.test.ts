import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fetchElectron, findElectron, runElectron } from '../../../../scripts/start/electron.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const nowMs = Date.UTC(2026, 10, 1)
const hourMs = 3_600_000

/** A project with Electron's package, whose installer does what the script says. */
const project = async (installer: string) => {
  const root = await temporaryFolder()
  const folder = join(root, 'node_modules', 'electron')
  await files.mkdir(folder, { recursive: true })
  await files.writeFile(join(folder, 'package.json'), '{"version":"45.4.1","type":"commonjs"}')
  await files.writeFile(join(folder, 'install.js'), installer)
  const said: string[] = []
  const attempt = (atMs = nowMs, isWanted = false) =>
    fetchElectron(root, { isWanted, nowMs: atMs, say: (words) => said.push(words) })
  return { root, folder, attempt, said }
}

const installs = (version: string) => `
  const fs = require('node:fs')
  fs.mkdirSync(__dirname + '/dist')
  fs.writeFileSync(__dirname + '/dist/version', '${version}')
  fs.writeFileSync(__dirname + '/dist/electron', '')
  fs.writeFileSync(__dirname + '/path.txt', 'electron')`

describe('Electron', () => {
  test('is fetched by its own installer, and found', async () => {
    const { root, folder, attempt, said } = await project(installs('v45.4.1'))
    expect(findElectron(root)).toBeNull()
    expect(await attempt()).toBeNull()
    expect(findElectron(root)).toBe(join(folder, 'dist', 'electron'))
    expect(said).toEqual(['Fetching Electron, for 6 seconds at most …'])
  })

  test('of another version is none', async () => {
    const { root, attempt } = await project(installs('44.0.0'))
    expect(await attempt()).toContain('could not be fetched')
    expect(findElectron(root)).toBeNull()
  })

  test('that cannot be fetched is not tried again for a day, unless it is asked for', async () => {
    const { attempt, said } = await project('process.exit(1)')
    expect(await attempt()).toBe('it could not be fetched (its host cannot be reached)')
    expect(await attempt(nowMs + 23 * hourMs)).toContain('--electron tries again')
    expect(said).toHaveLength(1)
    expect(await attempt(nowMs + hourMs, true)).toContain('its host cannot be reached')
    expect(await attempt(nowMs + 26 * hourMs)).toContain('its host cannot be reached')
    expect(said).toHaveLength(3)
  })

  test('whose host does not answer is given up after six seconds', async () => {
    const { attempt } = await project('setInterval(() => 1, 1000)')
    const since = performance.now()
    expect(await attempt()).toBe('it could not be fetched (its host did not answer in time)')
    expect(performance.now() - since).toBeLessThan(9000)
  })

  test('that was not installed is not fetched', async () => {
    const root = await temporaryFolder()
    expect(await fetchElectron(root, { isWanted: true, nowMs, say: () => undefined })).toBe(
      'it is not among the installed packages',
    )
  })
})

/** A program in Electron's place. */
const binary = async (script: string) => {
  const path = join(await temporaryFolder(), 'electron')
  await files.writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return path
}

describe('a run of Electron', () => {
  test('gets the project and the data folder, and gives its exit code', async () => {
    const path = await binary('[ "$1" = /project ] && [ "$BOARDWRIGHT_HOME" = /home ] && exit 3')
    expect(await runElectron(path, '/project', '/home')).toBe(3)
  })

  test.each([
    ['lacks a library', 'exit 127', 'a library that it needs is missing'],
    ['crashes at the start', 'kill -ABRT $$', 'it crashed (SIGABRT)'],
  ])('that %s says so, so that browser mode can take its place', async (_, script, words) => {
    expect(await runElectron(await binary(script), '/project', null)).toBe(words)
  })

  test('of a program that is not there says so', async () => {
    expect(await runElectron('/no/such/electron', '/project', null)).toContain('ENOENT')
  })
})
