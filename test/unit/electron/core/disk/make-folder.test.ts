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

test('ends where a file system says that there is no folder in a folder that exists', async () => {
  const stubborn = {
    stat: files.stat,
    mkdir: ((path: string) =>
      path === '/exists'
        ? Promise.reject(Object.assign(new Error(), { code: 'EEXIST' }))
        : Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' }))) as typeof files.mkdir,
  }
  const parent = await temporaryFolder()
  const stat: typeof files.stat = () => files.stat(parent) as never
  await expect(makeFolder('/exists/new', { ...stubborn, stat })).rejects.toMatchObject({ code: 'ENOENT' })
})
