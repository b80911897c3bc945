import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built program in browser mode, for the benches that measure the window. */

const launcher = fileURLToPath(new URL('../../../bin/start.js', import.meta.url))

/** Starts what `npm start` starts, for the user of this home folder, without a window of its own. */
export const startLauncher = async (home: string): Promise<{ child: ChildProcess; address: string }> => {
  const child = spawn(process.execPath, [launcher, '--browser', '--no-window', '--stay'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  for await (const piece of child.stdout.iterator({ destroyOnReturn: false })) {
    output += String(piece)
    const address = /^http:\/\/\S+$/m.exec(output)?.[0]
    if (address) return { child, address }
  }
  throw new Error(`the launcher ended without an address: ${output}`)
}

export const stop = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Makes a project folder the one that the program opens when it starts. */
export const openAtStart = async (home: string, folder: string): Promise<void> => {
  const data = join(home, '.config', 'Boardwright')
  await files.mkdir(data, { recursive: true })
  await files.writeFile(join(data, 'settings.json'), JSON.stringify({ lastProject: folder }))
}

/** Resident memory of a process, in megabytes. */
const residentMegabytes = async (pid: number | undefined): Promise<number> => {
  const status = await files.readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** Waits until a process's memory has stopped moving, and gives it in megabytes. */
export const settledMegabytes = async (pid: number | undefined): Promise<number> => {
  let lowest = Number.POSITIVE_INFINITY
  for (let look = 0; look < 20; look++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    lowest = Math.min(lowest, await residentMegabytes(pid))
  }
  return lowest
}
