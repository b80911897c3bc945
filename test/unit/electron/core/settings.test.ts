import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultSettings, openSettings, type SettingsFile } from '../../../../electron/core/settings.ts'
import { failingFiles } from '../../../kit/failing-files.ts'
import { createManualClock } from '../../../kit/manual-clock.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'
import { must } from '../../../kit/text-board.ts'

const clock = createManualClock(Date.UTC(2026, 10, 22, 10, 30, 15, 7))
const brokenName = 'settings.broken-2026-11-22T10-30-15.007Z.json'

const saveToFullDisk = () => Promise.reject(Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' }))

const openAfterWriting = async (text: string) => {
  const home = await temporaryFolder()
  const path = join(home, 'settings.json')
  await fs.writeFile(path, text)
  const settings = must(await openSettings({ home, files: fs, clock }))
  return { home, path, settings }
}

const openFresh = async (): Promise<{ home: string; path: string; settings: SettingsFile }> => {
  const home = await temporaryFolder()
  const settings = must(await openSettings({ home, files: fs, clock }))
  return { home, path: join(home, 'settings.json'), settings }
}

const fileIn = async (path: string): Promise<unknown> => JSON.parse(await fs.readFile(path, 'utf8'))

describe('settings', () => {
  test('that nobody has made are the defaults, and make no file', async () => {
    const { home, settings } = await openFresh()
    expect(settings.current()).toEqual(defaultSettings())
    expect(settings.note()).toBeNull()
    expect(await fs.readdir(home)).toEqual([])
    expect(defaultSettings()).toEqual({
      recentProjects: [],
      appearance: 'dark',
      shortcuts: {},
      presets: { cameras: [], styles: [] },
      staysOpen: false,
      gate: false,
      budget: { dayMicroUsd: null, projectMicroUsd: null, askAboveMicroUsd: 1_000_000 },
      limits: { fal: 60, endpoints: {}, rehearsals: 1, downloads: 3, pollsPerSecond: 8 },
      timing: expect.objectContaining({
        submitMs: 60_000,
        repeatWindowMs: 10_000,
        uploadLifetimeMs: 6 * 86_400_000,
      }) as unknown,
    })
  })

  test('that are changed at the same moment are all kept', async () => {
    const { path, settings } = await openFresh()
    await Promise.all([settings.change({ gate: true }), settings.change({ appearance: 'light' })])
    expect(await fileIn(path)).toMatchObject({ gate: true, appearance: 'light' })
    expect(settings.current()).toMatchObject({ gate: true, appearance: 'light' })
  })

  test.each(['{}', '{"limits":{}}', '{"timing":{},"limits":{}}', '\uFEFF{}'])(
    'may leave everything out: %j',
    async (text) => {
      expect((await openAfterWriting(text)).settings.current()).toEqual(defaultSettings())
    },
  )

  test('change what they name and nothing else', async () => {
    const { settings } = await openAfterWriting(
      '{"limits":{"downloads":1},"timing":{"submitMs":5},"engine":"rehearsal","falProxy":"https://studio.example/fal"}',
    )
    const defaults = defaultSettings()
    expect(settings.current()).toEqual({
      ...defaults,
      engine: 'rehearsal',
      falProxy: 'https://studio.example/fal',
      limits: { ...defaults.limits, downloads: 1 },
      timing: { ...defaults.timing, submitMs: 5 },
    })
  })

  test.each([
    ['{"limits":{"fal":0}}', 'limits.fal: '],
    ['{"limits":{"fal":1001}}', 'limits.fal: '],
    ['{"limits":{"endpoints":{"https://evilfal.run/x":1}}}', 'limits.endpoints'],
    [
      '{"limits":{"endpoints":{"fal-ai/pika/v2.2/pikaframes":0}}}',
      'limits.endpoints.fal-ai/pika/v2.2/pikaframes: ',
    ],
    ['{"limits":{"rehearsals":17}}', 'limits.rehearsals: '],
    ['{"limits":{"downloads":1.5}}', 'limits.downloads: '],
    ['{"limits":{"pollsPerSecond":9}}', 'limits.pollsPerSecond: '],
    ['{"limits":{"pollsPerSecond":0}}', 'limits.pollsPerSecond: '],
    ['{"limits":[]}', 'limits: '],
    ['{"timing":{"submitMs":"60000"}}', 'timing.submitMs: '],
    ['{"timing":{"stallMs":0}}', 'timing.stallMs: '],
    ['{"timing":{"repeatWindowMs":-1}}', 'timing.repeatWindowMs: '],
    ['{"timing":null}', 'timing: '],
    ['{"engine":"pixar"}', 'engine: '],
    ['{"profile":"home"}', 'profile: '],
    ['{"falProxy":"http://studio.example/fal"}', 'falProxy: '],
    ['null', 'the file: '],
    ['[]', 'the file: '],
    ['5', 'the file: '],
    ['', 'JSON'],
    ['{"limits":', 'JSON'],
  ])('that are wrong are set aside whole, with a note that names the fault: %s', async (text, fault) => {
    const { home, settings } = await openAfterWriting(text)
    expect(settings.current()).toEqual(defaultSettings())
    expect(settings.note()).toContain(fault)
    expect(settings.note()).toContain(brokenName)
    expect(await fs.readdir(home)).toEqual([brokenName])
    expect(await fs.readFile(join(home, brokenName), 'utf8')).toBe(text)
  })

  test('that are wrong and cannot be set aside still give way to the defaults, and it is said', async () => {
    const home = await temporaryFolder()
    await fs.writeFile(join(home, 'settings.json'), 'x')
    const { files } = failingFiles({ at: 2, code: 'EACCES', lasts: 'once' })
    const settings = must(await openSettings({ home, files, clock }))
    expect(settings.current()).toEqual(defaultSettings())
    expect(settings.note()).toContain('could not be set aside')
  })

  test('that cannot be read are a failure, not the defaults', async () => {
    const home = await temporaryFolder()
    await fs.writeFile(join(home, 'settings.json'), '{}')
    const { files } = failingFiles({ at: 1, code: 'EACCES', lasts: 'once' })
    expect(await openSettings({ home, files, clock })).toMatchObject({
      ok: false,
      error: { code: 'disk/denied', detail: expect.stringContaining('EACCES') as string },
    })
  })
})

describe('a change of settings', () => {
  test('writes what the user set and nothing else, for the user alone to read', async () => {
    const { home, path, settings } = await openFresh()
    expect(await settings.change({ profile: 'staging', limits: { downloads: 2 } })).toMatchObject({
      ok: true,
    })
    expect(settings.current()).toMatchObject({ profile: 'staging', limits: { downloads: 2, fal: 60 } })
    expect(await fs.readFile(path, 'utf8')).toBe(
      '{\n  "profile": "staging",\n  "limits": {\n    "downloads": 2\n  }\n}\n',
    )
    expect((await fs.stat(path)).mode & 0o777).toBe(0o600)
    expect(await fs.readdir(home)).toEqual(['settings.json'])
    expect(must(await openSettings({ home, files: fs, clock })).current()).toEqual(settings.current())
  })

  test('keeps every other member, those of a newer program too', async () => {
    const { path, settings } = await openAfterWriting('{"future":{"a":[1]},"limits":{"fal":5,"downloads":2}}')
    await settings.change({ limits: { fal: 6 }, engine: 'rehearsal' })
    expect(await fileIn(path)).toEqual({
      future: { a: [1] },
      limits: { fal: 6, downloads: 2 },
      engine: 'rehearsal',
    })
  })

  test('takes a member back to its default', async () => {
    const { path, settings } = await openAfterWriting('{"engine":"fal","limits":{"fal":5}}')
    await settings.change({ engine: undefined, limits: { fal: undefined } })
    expect(await fileIn(path)).toEqual({})
    expect(settings.current()).toEqual(defaultSettings())
  })

  test('sees what another process has changed meanwhile', async () => {
    const { home, path, settings } = await openFresh()
    const other = must(await openSettings({ home, files: fs, clock }))
    await other.change({ engine: 'rehearsal' })
    await settings.change({ profile: 'development' })
    expect(await fileIn(path)).toEqual({ engine: 'rehearsal', profile: 'development' })
    expect(settings.current()).toMatchObject({ engine: 'rehearsal', profile: 'development' })
  })

  test.each([
    [{ limits: { fal: 0 } }, 'limits.fal'],
    [{ falProxy: 'ftp://studio.example' }, 'falProxy'],
    [{ profile: 'home' as 'staging' }, 'profile'],
  ])('that makes no sense is refused and writes nothing: %j', async (edit, field) => {
    const { home, settings } = await openFresh()
    expect(await settings.change(edit)).toMatchObject({ ok: false, error: { code: 'input/invalid', field } })
    expect(settings.current()).toEqual(defaultSettings())
    expect(await fs.readdir(home)).toEqual([])
  })

  test('that finds a broken file sets that aside first', async () => {
    const { home, path, settings } = await openFresh()
    await fs.writeFile(path, '{"limits":')
    await settings.change({ profile: 'staging' })
    expect(settings.note()).toContain(brokenName)
    expect((await fs.readdir(home)).toSorted()).toEqual([brokenName, 'settings.json'])
    expect(await fileIn(path)).toEqual({ profile: 'staging' })
  })

  test('that cannot be written is a failure, and the settings stay', async () => {
    const home = await temporaryFolder()
    const settings = must(await openSettings({ home, files: fs, clock, save: saveToFullDisk }))
    expect(await settings.change({ profile: 'staging' })).toMatchObject({ error: { code: 'disk/full' } })
    expect(settings.current()).toEqual(defaultSettings())
  })
})
