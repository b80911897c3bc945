import { spawn } from 'node:child_process'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyProfiles } from '../../../../../shared/domain/keys.ts'
import { createKeychain, type Keychain } from '../../../../../electron/core/secrets/keychain.ts'
import {
  overNode,
  spawnKeychainProcess,
  startKeychainProcess,
} from '../../../../../electron/core/secrets/node-process.ts'
import { createManualClock } from '../../../../kit/manual-clock.ts'
import { startSession } from '../../../../kit/secret-service.ts'

const key = 'first-key-id:0123456789abcdef0123456789ab1a2b'

const keychainIn = (environment: NodeJS.ProcessEnv, waitMs = 10_000): Keychain =>
  createKeychain({
    clock: createManualClock(Date.UTC(2026, 10, 22, 23, 30)),
    platform: 'linux',
    start: startKeychainProcess(environment),
    answerMs: waitMs,
    personMs: waitMs,
  })

/** How long something took, in milliseconds, and what came of it. */
const timed = async <Value>(work: Promise<Value>) => {
  const start = performance.now()
  const value = await work
  return { value, tookMs: performance.now() - start }
}

describe('a keychain that works', () => {
  test('keeps a key for each profile, and says of it no more than its end and the day', async () => {
    const session = await startSession()
    await session.startKeyring('unlocked')
    const keychain = keychainIn(session.environment)
    for (const profile of keyProfiles) {
      expect(await keychain.read(profile, true)).toEqual({
        state: { kind: 'no-key', seenOpen: true },
        key: null,
      })
      const state = { kind: 'present', endsIn: profile.slice(-4), storedOn: '2026-11-22' }
      expect(await keychain.store(profile, `${key}-${profile}`)).toMatchObject({ state })
    }
    for (const profile of keyProfiles)
      expect((await keychain.read(profile, false)).key).toBe(`${key}-${profile}`)
    expect((await keychain.store('staging', key)).state).toMatchObject({ endsIn: '1a2b' })
    expect((await keychain.forget('staging')).state).toEqual({ kind: 'no-key', seenOpen: false })
    expect((await keychain.forget('staging')).state).toEqual({ kind: 'no-key', seenOpen: true })
    expect((await keychain.read('production', false)).key).toBe(`${key}-production`)
  })

  test('still has the key after the keyring has been away', async () => {
    const session = await startSession()
    const keyring = await session.startKeyring('unlocked')
    const keychain = keychainIn(session.environment)
    await keychain.store('production', key)
    await keyring.end()
    expect((await keychain.read('production', true)).state.kind).toBe('no-service')
    await session.startKeyring('unlocked')
    expect((await keychain.read('production', true)).key).toBe(key)
  })
})

describe('a keychain that does not work is told apart, and never waited for', () => {
  test('no D-Bus', async () => {
    const session = await startSession()
    const { DBUS_SESSION_BUS_ADDRESS: _, ...environment } = session.environment
    const keychain = keychainIn(environment)
    expect((await keychain.read('production', true)).state).toMatchObject({
      kind: 'no-service',
      detail: expect.stringContaining('D-Bus') as string,
    })
    expect((await keychain.store('production', key)).state.kind).toBe('no-service')
    expect((await keychain.forget('production')).state.kind).toBe('no-service')
  })

  test('a D-Bus without a secret service', async () => {
    const keychain = keychainIn((await startSession()).environment)
    for (const found of [
      await keychain.read('production', false),
      await keychain.store('production', key),
      await keychain.forget('production'),
    ])
      expect(found.state).toMatchObject({
        kind: 'no-service',
        detail: expect.stringContaining('org.freedesktop.secrets') as string,
      })
  })

  test('a locked keyring: its key is neither found, nor replaced, nor removed', async () => {
    const session = await startSession()
    const keychain = keychainIn(session.environment)
    const open = await session.startKeyring('unlocked')
    await keychain.store('production', key)
    await open.end()
    const locked = await session.startKeyring('locked')
    for (const found of [
      await keychain.read('production', true),
      await keychain.store('production', 'another-key'),
      await keychain.forget('production'),
    ])
      expect(found).toMatchObject({ state: { kind: 'locked' }, key: null })
    // Without trying to write, a locked keyring cannot be told from an empty one, and that is said.
    expect((await keychain.read('production', false)).state).toEqual({ kind: 'no-key', seenOpen: false })
    await locked.end()
    await session.startKeyring('unlocked')
    expect((await keychain.read('production', false)).key).toBe(key)
  })

  test('a keyring that has never been set up counts as locked', async () => {
    const session = await startSession()
    await session.startKeyring('locked')
    const keychain = keychainIn(session.environment)
    expect((await keychain.read('production', true)).state.kind).toBe('locked')
    expect((await keychain.store('production', key)).state.kind).toBe('locked')
  })

  test('a prompt that never returns', async () => {
    const session = await startSession('mute-prompter')
    const open = await session.startKeyring('unlocked')
    await keychainIn(session.environment).store('production', key)
    await open.end()
    await session.startKeyring('locked')
    const keychain = keychainIn(session.environment, 3000)
    for (const work of [
      keychain.read('production', false),
      keychain.store('production', 'another-key'),
      keychain.forget('production'),
    ]) {
      const { value, tookMs } = await timed(work)
      expect(value).toEqual({ state: { kind: 'unanswered', waitedMs: 3000 }, key: null })
      expect(tookMs).toBeLessThan(8000)
    }
    expect(session.hasPrompted()).toBe(true)
  })

  test('a keyring that hangs, and answers again later', async () => {
    const session = await startSession()
    const keyring = await session.startKeyring('unlocked')
    const keychain = keychainIn(session.environment, 3000)
    keyring.signal('SIGSTOP')
    expect((await keychain.read('production', true)).state).toEqual({ kind: 'unanswered', waitedMs: 3000 })
    keyring.signal('SIGCONT')
    expect((await keychainIn(session.environment).store('production', key)).key).toBe(key)
  })

  test('a library that does not load', async () => {
    const session = await startSession()
    await session.startKeyring('unlocked')
    // An empty file in place of the library: what the loader finds first.
    await fs.writeFile(join(session.folder, 'libsecret-1.so.0'), '')
    const keychain = keychainIn({ ...session.environment, LD_LIBRARY_PATH: session.folder })
    expect((await keychain.read('production', true)).state.kind).toBe('library-missing')
    expect((await keychain.store('production', key)).state.kind).toBe('library-missing')
  })

  test.each([
    ['cannot be started', '/nowhere/node'],
    ['dies at once', '/bin/false'],
  ])('a process that %s', async (_, file) => {
    const keychain = createKeychain({
      clock: createManualClock(),
      platform: 'linux',
      start: () => overNode(spawn(file, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })),
    })
    expect((await keychain.read('production', true)).state.kind).toBe('no-service')
  })
})

test('the process of the keychain inherits no key and no options', async () => {
  const inherited = { FAL_KEY: key, FAL_KEY_ID: key, FAL_KEY_SECRET: key, NODE_OPTIONS: '--report-on-signal' }
  const child = spawnKeychainProcess({ ...process.env, ...inherited })
  try {
    const environment = await fs.readFile(`/proc/${child.pid}/environ`, 'utf8')
    expect(environment).toContain('PATH=')
    expect(environment).not.toMatch(/FAL_KEY|NODE_OPTIONS/)
  } finally {
    child.kill('SIGKILL')
  }
})
