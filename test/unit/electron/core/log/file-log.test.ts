import { fork } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFileLog, logFileName, logFolder } from '../../../../../electron/core/log/file-log.ts'
import { logTail } from '../../../../../electron/core/log/log-tail.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

const inFolder = async () => logFolder(await temporaryFolder())
const events = async (folder: string, lines = 1000) =>
  (await logTail(folder, lines, fs)).map((line) => (JSON.parse(line) as { event: string }).event)

describe('the log', () => {
  test('makes nothing until something happens, then has it on the disk at once', async () => {
    const folder = await inFolder()
    const log = createFileLog(folder)
    await expect(fs.readdir(folder)).rejects.toThrow('ENOENT')
    log.warn('first', { code: 'x' })
    log.info('second')
    expect(await events(folder)).toEqual(['first', 'second'])
    const { mode } = await fs.stat(join(folder, logFileName(0)))
    expect(mode & 0o077).toBe(0)
  })

  test('never grows beyond its bounds, and keeps the newest', async () => {
    const folder = await inFolder()
    const log = createFileLog(folder, { limits: { bytes: 1000, files: 3 } })
    for (let at = 1; at <= 200; at++) log.info(`event ${at}`)
    expect((await fs.readdir(folder)).toSorted()).toEqual([0, 1, 2].map(logFileName).toSorted())
    for (const name of await fs.readdir(folder))
      expect((await fs.stat(join(folder, name))).size).toBeLessThan(1100)
    expect((await events(folder)).at(-1)).toBe('event 200')
    expect((await events(folder, 3)).length).toBe(3)
  })

  test('begins a file that was deleted anew, and its folder too', async () => {
    const folder = await inFolder()
    const log = createFileLog(folder)
    log.info('before')
    await fs.rm(folder, { recursive: true })
    log.info('after')
    expect(await events(folder)).toEqual(['after'])
  })

  test('stands in nobody’s way where it cannot be written', async () => {
    const folder = await inFolder()
    await fs.writeFile(folder, 'a file where the folder should be')
    const log = createFileLog(folder)
    log.warn('lost')
    expect(await events(folder)).toEqual([])
  })

  test('tells another log the same', async () => {
    const heard: unknown[] = []
    const also = {
      info: (...said: unknown[]) => void heard.push(said),
      warn: (...said: unknown[]) => void heard.push(said),
    }
    createFileLog(await inFolder(), { also }).warn('gone', { code: 'x' })
    expect(heard).toEqual([['gone', { code: 'x' }]])
  })

  test('loses no line and breaks none when several processes write it', async () => {
    const folder = await inFolder()
    const children = [1, 2, 3].map((own) =>
      fork(new URL('./write-log.ts', import.meta.url), [folder, String(own), '300']),
    )
    await Promise.all(children.map((child) => once(child, 'exit')))
    const lines = (await fs.readFile(join(folder, logFileName(0)), 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => typeof JSON.parse(line))).toEqual(Array(900).fill('object'))
  })

  test('has a tail that passes over a line that was cut by a crash', async () => {
    const folder = await inFolder()
    createFileLog(folder).info('whole')
    await fs.appendFile(join(folder, logFileName(0)), '{"at":"2026')
    expect(await events(folder)).toEqual(['whole'])
  })
})
