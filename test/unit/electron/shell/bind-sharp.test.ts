import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { bindSharp } from '../../../../electron/shell/bind-sharp.ts'

/** The system's GLib, in the order in which Electron on Linux has it in its process. */
const systemLibraries = ['libgobject-2.0.so.0', 'libglib-2.0.so.0', 'libgio-2.0.so.0'].map(
  (name) => `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/${name}`,
)
const decode = `
  import sharp from 'sharp'
  const picture = await sharp('assets/sample/stairwell.jpg').rotate().resize(64).png().toBuffer()
  console.log('decoded', picture.length > 0)`
const bind = `
  import { bindSharp } from './electron/shell/bind-sharp.ts'
  bindSharp(process.platform, process.arch)`

/** Runs a module in Node with the system's GLib in its process before all others; gives what it wrote. */
const runBeside = async (source: string) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env: { ...process.env, LD_PRELOAD: systemLibraries.join(':') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { out, errors, ended: child.signalCode ?? child.exitCode }
}

// Where Electron brings no GLib there is nothing to bind, and nothing to test.
describe.runIf(process.platform === 'linux')('beside the system’s GLib', () => {
  test('the machine that tests has one', () => {
    expect(systemLibraries.filter((path) => !existsSync(path))).toEqual([])
  })

  test('sharp gets in its way as it comes: this is the hazard', async () => {
    const { errors, ended } = await runBeside(decode)
    expect(errors !== '' || ended !== 0).toBe(true)
  })

  test('sharp works once it is bound to its own', async () => {
    const { out, errors, ended } = await runBeside(
      `${bind}\n${decode.replace(
        "import sharp from 'sharp'",
        "const { default: sharp } = await import('sharp')",
      )}`,
    )
    expect({ out: out.trim(), errors, ended }).toEqual({ out: 'decoded true', errors: '', ended: 0 })
  })
})

test('on other systems, and machines without a native part, nothing is done', () => {
  expect(() => bindSharp('darwin', 'arm64')).not.toThrow()
  expect(() => bindSharp('linux', 'no-such-machine')).not.toThrow()
})
