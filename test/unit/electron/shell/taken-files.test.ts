import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createHandedFiles } from '../../../../electron/core/studio/handed-files.ts'
import type { FileStep } from '../../../../electron/shell/channels.ts'
import { createTakenFiles } from '../../../../electron/shell/taken-files.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const setting = async () => {
  const folder = await temporaryFolder()
  const incoming = join(folder, 'incoming')
  const handed = createHandedFiles(incoming, fs)
  const taken = createTakenFiles(handed, fs)
  const must = async (step: FileStep, client = 'window-1') => {
    const answer = await taken.take(step, client)
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }
  const left = async () => (await fs.readdir(incoming, { recursive: true }).catch(() => [])).length
  return { folder, handed, taken, must, left }
}

describe('a file that is handed over', () => {
  test('from the disk is known by a token, and stays where it is', async () => {
    const { folder, handed, must } = await setting()
    const token = await must({ kind: 'note', path: join(folder, 'dusk.jpg') })
    expect(token).not.toContain('dusk')
    expect(handed.find(token)).toEqual({
      ok: true,
      value: { path: join(folder, 'dusk.jpg'), name: 'dusk.jpg', sha256: null },
    })
  })

  test('as bytes arrives piece by piece, in their order', async () => {
    const { handed, must } = await setting()
    const bytes = randomBytes(10_000)
    const token = await must({ kind: 'begin', name: 'pasted.png', sizeBytes: bytes.length })
    await Promise.all(
      [0, 4000, 8000].map((at) => must({ kind: 'piece', token, bytes: bytes.subarray(at, at + 4000) })),
    )
    expect(await must({ kind: 'end', token })).toBe(token)
    const found = handed.find(token)
    expect(found).toMatchObject({ ok: true, value: { name: 'pasted.png' } })
    expect(await fs.readFile(found.ok ? found.value.path : '')).toEqual(bytes)
  })

  test('and is of no use any more leaves nothing', async () => {
    const { handed, must, left } = await setting()
    const token = await must({ kind: 'begin', name: 'pasted.png', sizeBytes: 10 })
    await must({ kind: 'give-up', token })
    expect(handed.find(token).ok).toBe(false)
    expect(await left()).toBe(0)
  })

  test('goes with its window, if it had not come to its end', async () => {
    const { must, taken, left } = await setting()
    await must({ kind: 'begin', name: 'a.png', sizeBytes: 10 }, 'window-1')
    await must({ kind: 'begin', name: 'b.png', sizeBytes: 10 }, 'window-2')
    await taken.forget('window-1')
    expect(await left()).toBe(1)
  })
})

describe('what is refused', () => {
  test.each([
    ['nothing', undefined],
    ['an unknown step', { kind: 'read', path: '/etc/passwd' }],
    ['a relative path', { kind: 'note', path: '../secret' }],
    ['no path', { kind: 'note', path: '' }],
    ['more than may come', { kind: 'begin', name: 'x', sizeBytes: 200_000_001 }],
    ['less than nothing', { kind: 'begin', name: 'x', sizeBytes: -1 }],
    ['a token of another make', { kind: 'piece', token: '../../x', bytes: new Uint8Array(1) }],
    ['bytes that are none', { kind: 'piece', token: `file_${'0'.repeat(32)}`, bytes: [1, 2] }],
  ])('%s', async (_, step) => {
    const { taken, left } = await setting()
    expect(await taken.take(step, 'window-1')).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
    expect(await left()).toBe(0)
  })

  test('more bytes than announced, or fewer: nothing stays of them', async () => {
    const { must, taken, left } = await setting()
    const long = await must({ kind: 'begin', name: 'a', sizeBytes: 3 })
    const bytes = new Uint8Array(4)
    expect((await taken.take({ kind: 'piece', token: long, bytes }, 'window-1')).ok).toBe(false)
    const short = await must({ kind: 'begin', name: 'a', sizeBytes: 3 })
    expect((await taken.take({ kind: 'end', token: short }, 'window-1')).ok).toBe(false)
    expect(await left()).toBe(0)
  })

  test('another window’s file', async () => {
    const { must, taken } = await setting()
    const token = await must({ kind: 'begin', name: 'a', sizeBytes: 3 }, 'window-1')
    const piece = { kind: 'piece', token, bytes: new Uint8Array(3) }
    expect(await taken.take(piece, 'window-2')).toMatchObject({
      ok: false,
      error: { code: 'input/not-found' },
    })
    expect((await taken.take({ kind: 'end', token }, 'window-2')).ok).toBe(false)
  })

  test('files without end', async () => {
    const { must, taken } = await setting()
    for (let count = 0; count < 16; count += 1) await must({ kind: 'begin', name: 'a', sizeBytes: 3 })
    expect((await taken.take({ kind: 'begin', name: 'a', sizeBytes: 3 }, 'window-1')).ok).toBe(false)
    await must({ kind: 'begin', name: 'a', sizeBytes: 3 }, 'window-2')
  })

  test('a disk that is full is said', async () => {
    const { handed } = await setting()
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    const taken = createTakenFiles(handed, { open: () => Promise.reject(full) })
    expect(await taken.take({ kind: 'begin', name: 'a', sizeBytes: 3 }, 'window-1')).toMatchObject({
      ok: false,
      error: { code: 'disk/full' },
    })
  })
})
