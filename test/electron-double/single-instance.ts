import * as fs from 'node:fs'
import { join } from 'node:path'

interface Other {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: object
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The process that holds the lock, or undefined where nobody alive does. */
const holderOf = (lock: string) => {
  if (!fs.existsSync(lock)) return undefined
  const pid = Number(fs.readFileSync(lock, 'utf8'))
  return isAlive(pid) ? pid : undefined
}

/**
 * The lock of one user-data folder, between real processes: a file with the holder's id, and a folder in which later
 * ones leave what they were started with. Electron asks synchronously, so it is done with plain files.
 */
export const takeSingleInstance = (
  userData: string,
  additionalData: object,
  tell: (other: Other) => void,
) => {
  fs.mkdirSync(userData, { recursive: true })
  const lock = join(userData, 'SingletonLock')
  const letters = join(userData, 'SingletonLetters')

  const holder = holderOf(lock)
  if (holder !== undefined && holder !== process.pid) {
    const letter: Other = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
    const part = join(userData, `SingletonLetter-${process.pid}`)
    fs.writeFileSync(part, JSON.stringify(letter))
    fs.renameSync(part, join(letters, `${process.pid}.json`))
    return { held: false, release: () => {} }
  }

  fs.mkdirSync(letters, { recursive: true })
  fs.writeFileSync(lock, String(process.pid))
  const watcher = fs.watch(letters, () => {
    for (const name of fs.readdirSync(letters)) {
      const path = join(letters, name)
      const letter = JSON.parse(fs.readFileSync(path, 'utf8')) as Other
      fs.rmSync(path)
      tell(letter)
    }
  })
  const release = () => {
    watcher.close()
    fs.rmSync(lock, { force: true })
    fs.rmSync(letters, { recursive: true, force: true })
  }
  return { held: true, release }
}
