import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { takeInstance, type Instance } from '../../../../../electron/core/instance/instance.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

const take = async (home: string): Promise<Instance> => {
  const taken = await takeInstance(home, files)
  if (!taken.ok) throw new Error(taken.error.message)
  return taken.value
}

const first = async (home: string): Promise<Instance & { kind: 'first' }> => {
  const instance = await take(home)
  if (instance.kind !== 'first') throw new Error('the place is taken')
  return instance
}

const card = { frontDoor: 'browser', port: 4000, secret: 's'.repeat(43) } as const

describe('the place of the one program', () => {
  test('is had by the first, and the next reads how to reach it', async () => {
    const home = await temporaryFolder()
    const holder = await first(home)
    onTestFinished(() => holder.release())
    const early = await take(home)
    expect(early.kind === 'later' && (await early.card())).toBeNull()
    await holder.announce(card)
    const later = await take(home)
    expect(later.kind === 'later' && (await later.card())).toEqual(card)
    expect((await files.stat(join(home, 'instance.json'))).mode & 0o777).toBe(0o600)
  })

  test('is free again, and without a card, once it is given up', async () => {
    const home = await temporaryFolder()
    const holder = await first(home)
    await holder.announce(card)
    await holder.release()
    const next = await first(home)
    onTestFinished(() => next.release())
    expect(await files.readdir(home)).not.toContain('instance.json')
  })

  test('is another one for another data folder', async () => {
    const [one, other] = [await first(await temporaryFolder()), await take(await temporaryFolder())]
    onTestFinished(() => one.release())
    expect(other.kind).toBe('first')
    if (other.kind === 'first') await other.release()
  })

  test('is free at once when its holder was killed, whatever that left behind', async () => {
    const home = await temporaryFolder()
    const module = new URL('../../../../../electron/core/instance/instance.ts', import.meta.url)
    const program = `
      import * as files from 'node:fs/promises'
      import { takeInstance } from ${JSON.stringify(module.href)}
      const taken = await takeInstance(${JSON.stringify(home)}, files)
      await taken.value.announce(${JSON.stringify(card)})
      console.log('held')
      setInterval(() => taken, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: fileURLToPath(new URL('.', module)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    expect((await take(home)).kind).toBe('later')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await files.readdir(home)).toContain('instance.json')
    const next = await first(home)
    onTestFinished(() => next.release())
    expect(await files.readdir(home)).not.toContain('instance.json')
  })

  test.each(['', 'not json', '{}', '{"frontDoor":"browser","port":0,"secret":"x"}'])(
    'has no card where the file says %j',
    async (text) => {
      const home = await temporaryFolder()
      const holder = await first(home)
      onTestFinished(() => holder.release())
      await files.writeFile(join(home, 'instance.json'), text)
      const later = await take(home)
      expect(later.kind === 'later' && (await later.card())).toBeNull()
    },
  )

  test('is refused in words in a folder that is none', async () => {
    const file = join(await temporaryFolder(), 'file')
    await files.writeFile(file, '')
    expect(await takeInstance(file, files)).toMatchObject({
      ok: false,
      error: { code: 'disk/failed', message: expect.stringContaining('--home') },
    })
  })
})
