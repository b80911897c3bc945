import * as fs from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { elementShot, textShot, writePng } from './board.ts'
import { makeTemplate, startTerminal, type Terminal } from './terminal.ts'

const repository = resolve(fileURLToPath(new URL('../..', import.meta.url)))

const isIn = (place: string, path: string) => path === place || path.startsWith(`${place}${sep}`)

/** What lies outside a stranger’s project and is none of its business, and links in the project that lead there. */
const setTraps = async ({ root, folder }: Terminal): Promise<string> => {
  const secrets = join(root, 'secrets')
  await fs.mkdir(secrets)
  const secret = await writePng(join(secrets, 'secret.png'), '#ff0000')
  await fs.writeFile(join(secrets, 'secret.txt'), 'a secret')
  const [image = ''] = await fs.readdir(join(folder, 'media'))
  await fs.rm(join(folder, 'media', image))
  await fs.symlink(secret, join(folder, 'media', image))
  await fs.symlink(join(secrets, 'secret.txt'), join(folder, 'boardwright (conflicted copy).json'))
  await fs.symlink(join(secrets, 'secret.txt'), join(folder, '.boardwright', 'lock.json'))
  await fs.rm(join(folder, 'exports'), { recursive: true, force: true })
  await fs.symlink(secrets, join(folder, 'exports'))
  return secrets
}

describe('a project from a stranger', () => {
  it('26 · is opened, rendered and closed: nothing outside its folder is read, and the key goes to fal.ai alone', async () => {
    const link = 'https://evilfal.run/x'
    const terminal = await startTerminal(
      await makeTemplate([
        textShot(`<script src="${link}"></script>`, `see ${link}`),
        elementShot(await writePng(join(await temporaryFolder(), 'lamp.png'))),
      ]),
    )
    const { root, home, folder, standIn } = terminal
    const secrets = await setTraps(terminal)
    const rendered = await terminal.run(['render', folder, '--yes', '--json'], { notes: true })
    expect(rendered.stdout).toContain('media/outside-project')
    expect(terminal.jobs().map(({ state }) => state)).toEqual(['succeeded', 'failed'])
    expect(standIn.journal.count('put')).toBe(0)

    const notes = (await fs.readFile(join(root, 'notes'), 'utf8')).trimEnd().split('\n')
    const noted = (what: string) =>
      notes.flatMap((line) => (line.startsWith(`${what} `) ? [line.slice(what.length + 1)] : []))
    const reads = noted('read')
    expect(reads).toContain(join(folder, 'boardwright.json'))
    // Beside the project: the program itself, its data folder, and nothing of the user’s.
    const places = [folder, home, join(root, 'tmp'), repository]
    expect(reads.filter((path) => !places.some((place) => isIn(place, path)))).toEqual([])
    expect(reads.filter((path) => isIn(secrets, path))).toEqual([])
    expect(new Set(noted('connect'))).toEqual(new Set([new URL(standIn.origin).host]))
    expect(await terminal.breaches()).toEqual([])
  })
})
