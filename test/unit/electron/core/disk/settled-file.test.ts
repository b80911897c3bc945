import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discard, openTemporary, settle } from '../../../../../electron/core/disk/settled-file.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

test('a file that has its name is not thrown away, nor another that has taken its old one', async () => {
  const folder = await temporaryFolder()
  const first = await openTemporary(folder, files, Date.now())
  await first.handle.writeFile('one')
  await settle(first, join(folder, 'one'), files)
  const second = await openTemporary(folder, files, Date.now())
  expect(second.path).toBe(first.path)
  await discard(first, files)
  await second.handle.writeFile('two')
  await settle(second, join(folder, 'two'), files)
  expect((await files.readdir(folder)).toSorted()).toEqual(['one', 'two'])
})

test('a file that has no name yet is thrown away', async () => {
  const folder = await temporaryFolder()
  await discard(await openTemporary(folder, files, Date.now()), files)
  expect(await files.readdir(folder)).toEqual([])
})
