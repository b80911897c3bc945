import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultSettings, readSettings } from '../../../../electron/core/settings.ts'
import { failingFiles } from '../../../kit/failing-files.ts'
import { temporaryFolder } from '../../../kit/temporary-folder.ts'

const readAfterWriting = async (text: string) => {
  const home = await temporaryFolder()
  await fs.writeFile(join(home, 'settings.json'), text)
  return { home, result: await readSettings(home, fs) }
}

describe('settings', () => {
  test('that nobody has made are the defaults', async () => {
    const home = await temporaryFolder()
    expect(await readSettings(home, fs)).toEqual({ ok: true, value: defaultSettings() })
    expect(defaultSettings()).toMatchObject({
      limits: { fal: 60, rehearsals: 1, downloads: 3, pollsPerSecond: 8 },
      timing: { submitMs: 60_000, repeatWindowMs: 10_000, uploadLifetimeMs: 6 * 86_400_000 },
    })
  })

  test.each(['{}', '{"limits":{}}', '{"timing":{},"limits":{}}'])(
    'may leave everything out: %s',
    async (text) => {
      expect((await readAfterWriting(text)).result).toEqual({ ok: true, value: defaultSettings() })
    },
  )

  test('change what they name and nothing else', async () => {
    const { result } = await readAfterWriting('{"limits":{"downloads":1},"timing":{"submitMs":5}}')
    const defaults = defaultSettings()
    expect(result).toEqual({
      ok: true,
      value: {
        limits: { ...defaults.limits, downloads: 1 },
        timing: { ...defaults.timing, submitMs: 5 },
      },
    })
  })

  test.each([
    ['{"limits":{"fal":0}}', /^limits\.fal: /],
    ['{"limits":{"fal":1001}}', /^limits\.fal: /],
    ['{"limits":{"rehearsals":17}}', /^limits\.rehearsals: /],
    ['{"limits":{"downloads":1.5}}', /^limits\.downloads: /],
    ['{"limits":{"pollsPerSecond":9}}', /^limits\.pollsPerSecond: /],
    ['{"limits":{"pollsPerSecond":0}}', /^limits\.pollsPerSecond: /],
    ['{"limits":[]}', /^limits: /],
    ['{"timing":{"submitMs":"60000"}}', /^timing\.submitMs: /],
    ['{"timing":{"stallMs":0}}', /^timing\.stallMs: /],
    ['{"timing":{"repeatWindowMs":-1}}', /^timing\.repeatWindowMs: /],
    ['{"timing":null}', /^timing: /],
    ['null', /^the file: /],
    ['[]', /^the file: /],
    ['5', /^the file: /],
    ['', /JSON/],
    ['{"limits":', /JSON/],
  ])('that are wrong are refused, and the member at fault is named: %s', async (text, detail) => {
    const { home, result } = await readAfterWriting(text)
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'input/invalid',
        message: expect.stringContaining(join(home, 'settings.json')) as string,
        detail: expect.stringMatching(detail) as string,
      },
    })
  })

  test('that cannot be read are a failure, not the defaults', async () => {
    const home = await temporaryFolder()
    await fs.writeFile(join(home, 'settings.json'), '{}')
    const { files } = failingFiles({ at: 1, code: 'EACCES', lasts: 'once' })
    expect(await readSettings(home, files)).toMatchObject({
      ok: false,
      error: { code: 'disk/failed', detail: expect.stringContaining('EACCES') as string },
    })
  })
})
