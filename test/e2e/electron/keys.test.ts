import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyProfiles } from '../../../shared/domain/keys.ts'
import { startSession } from '../../kit/secret-service.ts'
import { ask, openSample, readyPage, startPlainApp } from './kit/plain-app.ts'

const key = 'test-key-id:0123456789abcdef0123456789ab1a2b'

/** Files under a folder that hold a text. */
const filesWith = async (text: string, folder: string): Promise<string[]> => {
  const found: string[] = []
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await fs.readFile(path)).includes(text)) found.push(path)
  }
  return found
}

/** A file of the system's about a process; empty where that has ended. */
const read = (file: string) => fs.readFile(`/proc/${file}`, 'utf8').catch(() => '')

/** Environment and arguments of a process and of all that it has started. */
const processesUnder = async (pid: number): Promise<string> => {
  const children = (await read(`${pid}/task/${pid}/children`)).trim().split(' ').filter(Boolean)
  const own = [await read(`${pid}/environ`), await read(`${pid}/cmdline`)]
  return [...own, ...(await Promise.all(children.map((child) => processesUnder(Number(child)))))].join('\n')
}

test('a key goes into the keychain through a process of Electron’s own, for each profile, and comes out nowhere', async () => {
  const session = await startSession()
  await session.startKeyring('unlocked')
  const { app, page, folder } = await startPlainApp({ env: session.environment })
  for (const profile of keyProfiles) {
    const stored = await ask(page, 'key.store', { profile, key: `${key}-${profile}`, where: 'keychain' })
    expect(stored).toMatchObject({
      ok: true,
      value: { state: { kind: 'present', endsIn: profile.slice(-4) } },
    })
    expect(JSON.stringify(stored)).not.toContain(key)
  }
  const standing = await ask(page, 'key.use', { profile: 'staging' })
  expect(standing).toMatchObject({ ok: true, value: { profile: 'staging', inUse: { source: 'keychain' } } })
  await openSample(page)
  expect(await processesUnder(app.pid)).not.toContain(key)
  expect(JSON.stringify(await app.calls('utilityProcess.fork'))).not.toContain(key)
  for (const profile of keyProfiles)
    expect(await ask(page, 'key.forget', { profile })).toMatchObject({
      ok: true,
      value: { state: { kind: 'no-key' } },
    })
  await app.quit()
  await app.ended
  expect(app.output()).not.toContain(key)
  expect([...(await filesWith(key, folder)), ...(await filesWith(key, session.folder))]).toEqual([])
})

test('without a keyring the program starts, says what is wrong, and takes a key for this session', async () => {
  const { app, page, folder } = await startPlainApp()
  const status = await ask(page, 'key.status', { profile: 'production' })
  expect(status).toMatchObject({ ok: true, value: { state: { kind: 'no-service' } } })
  const kept = await ask(page, 'key.store', { profile: 'production', key: ` ${key}\n`, where: 'session' })
  expect(kept).toMatchObject({
    ok: true,
    value: { standing: { inUse: { source: 'session', endsIn: '1a2b' } } },
  })
  expect((await ask(await readyPage(app), 'app.state', {})).ok).toBe(true)
  await app.quit()
  await app.ended
  expect(await filesWith(key, folder)).toEqual([])
})
