import * as files from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { needsBuild } from '../../../../scripts/start/build.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const outputs = [
  'dist/scripts/start.js',
  'dist/electron/cli/main.js',
  'dist/electron/browser/main.js',
  'dist/electron/main.js',
  'dist/electron/preload.cjs',
  'dist/page/index.html',
]

const age = (path: string, hour: number) => files.utimes(path, hour * 3600, hour * 3600)

/** A project of two sources that was built an hour after they were written. */
const project = async () => {
  const root = await temporaryFolder()
  const write = async (name: string, hour: number) => {
    const path = join(root, name)
    await files.mkdir(dirname(path), { recursive: true })
    await files.writeFile(path, '')
    await age(path, hour)
  }
  const settle = async () => {
    for (const name of ['renderer/app', 'renderer', 'shared']) await age(join(root, name), 1)
  }
  await write('node_modules/vite/bin/vite.js', 1)
  await write('renderer/app/app.tsx', 1)
  await write('renderer/app/gone.tsx', 1)
  await write('shared/errors.ts', 1)
  for (const name of outputs) await write(name, 2)
  await settle()
  return { root, write, settle }
}

describe('the program is built', () => {
  test('not again where no source has changed since', async () => {
    expect(needsBuild((await project()).root)).toBe(false)
  })

  test.each(outputs)('again where %s is missing', async (name) => {
    const { root } = await project()
    await files.rm(join(root, name))
    expect(needsBuild(root)).toBe(true)
  })

  test.each(['renderer/app/app.tsx', 'vite.config.ts', 'package.json', 'assets/prices.json'])(
    'again where %s has changed',
    async (name) => {
      const { root, write, settle } = await project()
      await write(name, 3)
      await settle()
      expect(needsBuild(root)).toBe(true)
    },
  )

  test('again where a source has gone', async () => {
    const { root } = await project()
    await files.rm(join(root, 'renderer/app/gone.tsx'))
    expect(needsBuild(root)).toBe(true)
  })

  test('not where a whole build was installed without the tools for it', async () => {
    const { root, write } = await project()
    await write('shared/errors.ts', 3)
    await files.rm(join(root, 'node_modules'), { recursive: true })
    expect(needsBuild(root)).toBe(false)
  })
})
