import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../../../../electron/core/disk/make-folder.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

test('makes what is missing and tells the topmost', async () => {
  const parent = await temporaryFolder()
  expect(await makeFolder(join(parent, 'a', 'b', 'c'), files)).toBe(join(parent, 'a'))
  expect((await files.stat(join(parent, 'a', 'b', 'c'))).isDirectory()).toBe(true)
  expect(await makeFolder(join(parent, 'a', 'b'), files)).toBeUndefined()
})

test('refuses where a file is in the way', async () => {
  const parent = await temporaryFolder()
  await files.writeFile(join(parent, 'file'), '')
  await expect(makeFolder(join(parent, 'file'), files)).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(join(parent, 'file', 'below'), files)).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test('leaves nothing behind where a folder below cannot be made', async () => {
  const parent = await temporaryFolder()
  const full = {
    ...files,
    mkdir: ((path: string, mode: number) =>
      path.endsWith('c')
        ? Promise.reject(Object.assign(new Error(), { code: calls++ === 0 ? 'ENOENT' : 'ENOSPC' }))
        : files.mkdir(path, mode)) as typeof files.mkdir,
  }
  let calls = 0
  await expect(makeFolder(join(parent, 'a', 'b', 'c'), full)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(await files.readdir(parent)).toEqual([])
})

test('ends where a file system says that there is no folder in a folder that exists', async () => {
  const parent = await temporaryFolder()
  const stubborn = {
    ...files,
    mkdir: ((path: string) =>
      Promise.reject(
        Object.assign(new Error(), { code: path === parent ? 'EEXIST' : 'ENOENT' }),
      )) as typeof files.mkdir,
  }
  await expect(makeFolder(join(parent, 'new'), stubborn)).rejects.toMatchObject({ code: 'ENOENT' })
})
