import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSession } from '../kit/secret-service.ts'
import { startStudio } from '../kit/studio.ts'
import { textShot } from './board.ts'
import { makeTemplate, startTerminal } from './terminal.ts'

describe('keys', () => {
  it('30 · without a keyring the program starts at once, says what is wrong, and rehearses; no key is on the disk', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
    const environment = { FAL_KEY: '', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/at/all' }
    const began = performance.now()
    const doctor = await terminal.run(['doctor'], { environment })
    expect(doctor.stdout).toMatch(/fal key\s+none, so shots are rehearsed\. \S+/)
    expect(performance.now() - began).toBeLessThan(30_000)
    const stated = await terminal.run(['key', 'status'], { environment })
    expect(`${stated.stdout}${stated.stderr}`).toMatch(/keychain|keyring|secret service/i)
    const render = await terminal.run(['render', terminal.folder, '--yes', '--json'], { environment })
    expect(render.code, `said: ${render.stdout}`).toBe(0)
    expect(terminal.jobs()).toMatchObject([{ engine: 'rehearsal', state: 'succeeded' }])
    expect(terminal.standIn.journal.events).toEqual([])
    expect(await terminal.breaches()).toEqual([])
  })

  it.each(['locked', 'silent'] as const)(
    '30 · with a keyring that is %s the program starts all the same, says what is wrong, and rehearses',
    async (how) => {
      const session = await startSession(how === 'silent' ? 'mute-prompter' : undefined)
      const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
      const environment = { ...session.environment, FAL_KEY: '' }
      // A key that was stored while it was open, and a new start of the keyring, which nobody unlocks.
      const open = await session.startKeyring('unlocked')
      const store = await terminal.run(['key', 'set'], { environment, input: `${terminal.standIn.key}\n` })
      expect(store.code, `said: ${store.stderr}`).toBe(0)
      await open.end()
      await session.startKeyring('locked')
      const stated = await terminal.run(['key', 'status'], { environment })
      expect(`${stated.stdout}${stated.stderr}`).toMatch(how === 'locked' ? /locked/i : /did not answer/i)
      const began = performance.now()
      const render = await terminal.run(['render', terminal.folder, '--yes', '--json'], { environment })
      expect(performance.now() - began).toBeLessThan(60_000)
      expect(render.code, `said: ${render.stdout}`).toBe(0)
      expect(terminal.jobs()).toMatchObject([{ engine: 'rehearsal', state: 'succeeded' }])
      expect(terminal.standIn.journal.events).toEqual([])
      expect(session.hasPrompted()).toBe(how === 'silent')
      expect(await terminal.breaches()).toEqual([])
    },
  )

  it('30 · a key for this session only is used and never written down', async () => {
    const studio = await startStudio({
      environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/at/all' },
    })
    const key = '11111111-2222-4333-8444-555555555555:00112233445566778899aabbccddeeff'
    const stored = await studio.ask('key.store', {
      profile: 'production',
      key: ` ${key}\n`,
      where: 'session',
    })
    expect(stored).toMatchObject({
      ok: true,
      value: { standing: { inUse: { source: 'session', endsIn: 'eeff' } } },
    })
    expect(studio.program.keyring.current()).toBe(key)
    await studio.studio.close()
    const entries = await fs.readdir(studio.userFolder, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    expect(paths.length).toBeGreaterThan(0)
    for (const path of paths) expect((await fs.readFile(path)).includes(key), `in ${path}`).toBe(false)
  })

  it.each([
    ['empty', '   '],
    ['in two words', 'abcdefgh ijklmnop'],
    ['with a line break in it', 'abcdefgh\nijklmnop'],
    ['too short', 'abc'],
    ['of letters that no key has', 'schlüssel-schlüssel'],
  ])('31 · a key that is %s is refused in words that do not repeat it', async (_, key) => {
    const { ask } = await startStudio()
    for (const where of ['session', 'keychain'] as const) {
      const stored = await ask('key.store', { profile: 'production', key, where })
      expect(stored).toMatchObject({ ok: false, error: { code: 'input/invalid', cost: 'nothing' } })
      expect(JSON.stringify(stored)).not.toContain(key.trim() || 'a key')
    }
  })

  it('31 · a key in the environment that is none is said, not sent and not repeated', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
    const broken = 'half-a-key and-more'
    const render = await terminal.run(['render', terminal.folder, '--engine', 'fal', '--yes'], {
      environment: { FAL_KEY: broken },
    })
    expect(render.code).not.toBe(0)
    expect(`${render.stdout}${render.stderr}`).toMatch(/not a key/i)
    expect(`${render.stdout}${render.stderr}`).not.toContain(broken)
    expect(terminal.standIn.journal.events).toEqual([])
  })
})
