import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

/** A session bus of its own, with a home of its own, for one test. */
export interface Session {
  /** Holds everything that the keyring may write. */
  readonly folder: string
  /** The environment of a program in this session; it holds nothing else but the PATH. */
  readonly environment: Readonly<Record<string, string>>
  /** Whether somebody has asked the mute prompter for a password. */
  readonly hasPrompted: () => boolean
  /** Starts GNOME Keyring, unlocked with a password, or locked; resolves when it answers. */
  readonly startKeyring: (how: 'unlocked' | 'locked') => Promise<Keyring>
}

/** A running keyring. */
export interface Keyring {
  readonly signal: (name: NodeJS.Signals) => void
  /** Ends it and waits for that. */
  readonly end: () => Promise<void>
}

const run = promisify(execFile)

/** Starts a bus. Nobody prompts for passwords there, or (`mute-prompter`) somebody who never shows and never returns. */
export const startSession = async (prompter?: 'mute-prompter'): Promise<Session> => {
  const folder = await temporaryFolder()
  const home = join(folder, 'home')
  const runtime = join(folder, 'run')
  const serviceFolder = join(folder, 'services')
  for (const path of [home, runtime, serviceFolder]) await fs.mkdir(path, { mode: 0o700 })
  const prompterPid = join(folder, 'prompter.pid')
  if (prompter) {
    const script = join(folder, 'prompter')
    await fs.writeFile(script, `#!/bin/sh\necho $$ > ${prompterPid}\nexec sleep 600\n`, { mode: 0o700 })
    await fs.writeFile(
      join(serviceFolder, 'prompter.service'),
      `[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=${script}\n`,
    )
    onTestFinished(() => {
      if (existsSync(prompterPid)) process.kill(Number(readFileSync(prompterPid, 'utf8')), 'SIGKILL')
    })
  }
  const configuration = join(folder, 'bus.conf')
  await fs.writeFile(
    configuration,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig>
      <type>session</type>
      <listen>unix:path=${join(folder, 'bus')}</listen>
      <servicedir>${serviceFolder}</servicedir>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
    </busconfig>`,
  )
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}`,
  }
  const bus = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment,
  })
  onTestFinished(() => endProcess(bus))
  await once(createInterface(bus.stdout), 'line')

  return {
    folder,
    environment,
    hasPrompted: () => existsSync(prompterPid),
    startKeyring: async (how) => {
      const unlocks = how === 'unlocked'
      const options = ['--foreground', '--components=secrets', ...(unlocks ? ['--unlock'] : [])]
      const keyring = spawn('gnome-keyring-daemon', options, {
        stdio: ['pipe', 'ignore', 'ignore'],
        env: environment,
      })
      onTestFinished(() => endProcess(keyring))
      keyring.stdin.end(unlocks ? 'the password of the keyring' : '')
      await waitForName('org.freedesktop.secrets', environment)
      return { signal: (name) => void keyring.kill(name), end: () => endProcess(keyring) }
    },
  }
}

const endProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const waitForName = async (name: string, env: Readonly<Record<string, string>>): Promise<void> => {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  for (let attempt = 0; attempt < 200; attempt++) {
    const { stdout } = await run(
      'dbus-send',
      [...question, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`],
      { env },
    )
    if (stdout.includes('boolean true')) return
    await wait(20)
  }
  throw new Error(`Nobody answers to ${name}`)
}
