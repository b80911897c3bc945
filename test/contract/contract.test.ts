import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createGate } from '../../electron/core/studio/gate.ts'
import { calls, events, type CallName, type Handlers } from '../../shared/contract.ts'
import { tellContractStory } from '../kit/contract-story.ts'
import { startPaidStudio } from '../kit/paid-studio.ts'
import { silentLog } from '../kit/system.ts'

const names = Object.keys(calls) as CallName[]

/** A gate whose handlers do nothing but say that they were reached. */
const openGate = () => {
  const reached: string[] = []
  const handlers = Object.fromEntries(
    names.map((name) => [name, async () => ({ ok: true, value: reached.push(name) })]),
  ) as unknown as Handlers
  return { reached, gate: createGate(handlers, silentLog) }
}

describe.each(names)('%s', (name) => {
  test.each([[null], [undefined], [7], ['{}'], [[]], [true]])('is not asked with %j', async (input) => {
    const { reached, gate } = openGate()
    expect(await gate(name, input, 'window-1')).toMatchObject({
      ok: false,
      error: { code: 'input/invalid', cost: 'nothing' },
    })
    expect(reached).toEqual([])
  })

  test.each(Object.keys(calls[name].input.shape))(
    'is not asked with any other kind of %s',
    async (member) => {
      const { reached, gate } = openGate()
      // No schema of the contract has room for this.
      for (const stranger of [Number.NaN, () => 'x']) {
        const answer = await gate(name, { [member]: stranger }, 'window-1')
        expect(answer).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
      }
      expect(reached).toEqual([])
    },
  )
})

test('nothing else is asked, by whatever name', async () => {
  const { reached, gate } = openGate()
  for (const name of [
    '',
    'shell.run',
    'constructor',
    '__proto__',
    'toString',
    'APP.STATE',
    null,
    7,
    ['app.state'],
  ])
    expect(await gate(name, {}, 'window-1')).toMatchObject({ ok: false, error: { code: 'input/invalid' } })
  expect(reached).toEqual([])
})

test('every call is answered as the contract says, and what a window hears is of the contract', async () => {
  const studio = await startPaidStudio()
  // What is deleted goes to this person's bin.
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('HOME', studio.userFolder)
  vi.stubEnv('XDG_DATA_HOME', join(studio.userFolder, '.local', 'share'))
  const folder = join(studio.userFolder, 'work')
  await mkdir(folder)
  const asked = await tellContractStory({
    ask: studio.ask,
    hand: async (path) => studio.studio.handedFiles.note(path),
    key: studio.standIn.key,
    folder,
  })
  expect([...asked].toSorted()).toEqual(names.toSorted())
  expect(Object.keys(studio.studio.handlers).toSorted()).toEqual(names.toSorted())
  const heard = new Set(studio.heard.map(({ name }) => name))
  for (const { name, payload } of studio.heard)
    expect({ name, ...events[name].strict().safeParse(payload) }).toMatchObject({ name, data: payload })
  expect([...heard]).toEqual(
    expect.arrayContaining(['project.changed', 'job.changed', 'settings.changed', 'key.changed']),
  )
  expect(JSON.stringify(studio.heard)).not.toContain(studio.standIn.key)
}, 600_000)
