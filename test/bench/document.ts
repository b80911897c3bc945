import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProject, openProject, type Project } from '../../electron/core/project/open-project.ts'
import { serialiseDocument } from '../../shared/domain/opening.ts'
import { largeBoard } from '../kit/large-board.ts'
import { projectPorts } from '../kit/system.ts'

/** What one comparison measured: milliseconds of each run, and how many times the peer's median ours may take. */
export interface Measured {
  readonly name: string
  readonly ours: number[]
  readonly peer: number[]
  readonly limit: number
}

const runs = 15

/** Saving and opening large boards, each against the least that could do the same. */
export const benches: (() => Promise<Measured>)[] = [
  () =>
    inFolder(async (folder) => {
      const project = await openBoard(folder, 900)
      // The first save writes out every record and a rung of the ladder; the later ones are what a user waits for.
      await saveOnce(project, 'warm')
      const ours: number[] = []
      const peer: number[] = []
      for (let run = 0; run < runs; run++) {
        ours.push(await saveOnce(project, `Run ${run}`))
        const bytes = Buffer.from(serialiseDocument(project.document))
        peer.push(await timed(() => saveBarely(folder, bytes)))
      }
      await project.close()
      return {
        name: 'save a document of 2 MB, against fsync and rename of its bytes',
        ours,
        peer,
        limit: 1.5,
      }
    }),

  () =>
    inFolder(async (folder) => {
      const project = await openBoard(folder, 10_000)
      await saveOnce(project, 'Saved by the program')
      await project.close()
      const ours: number[] = []
      const peer: number[] = []
      for (let run = 0; run < runs; run++) {
        let opened: Project | undefined
        ours.push(
          await timed(async () => {
            opened = await open(join(folder, 'board'), folder)
          }),
        )
        await opened?.close()
        peer.push(
          await timed(async () => {
            JSON.parse(await fs.readFile(join(folder, 'board', 'boardwright.json'), 'utf8'))
          }),
        )
      }
      return { name: 'open a board of 10,000 shots, against JSON.parse of its file', ours, peer, limit: 3 }
    }),
]

const inFolder = async (measure: (folder: string) => Promise<Measured>): Promise<Measured> => {
  const folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'boardwright-bench-')))
  try {
    return await measure(folder)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

const timed = async (act: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

const open = async (board: string, folder: string): Promise<Project> => {
  const opened = await openProject(board, projectPorts(join(folder, 'home')))
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

const openBoard = async (folder: string, shotCount: number): Promise<Project> => {
  const board = join(folder, 'board')
  const made = await createProject(board, { title: '', aspect: '16:9' }, projectPorts(join(folder, 'home')))
  if (!made.ok) throw new Error(made.error.message)
  await made.value.close()
  await fs.writeFile(join(board, 'boardwright.json'), serialiseDocument(largeBoard(shotCount)))
  return open(board, folder)
}

/** Times the save alone: the edit before it and the waiting for more edits are not the disk's. */
const saveOnce = async (project: Project, title: string): Promise<number> => {
  const shot = Object.values(project.document.shots)[0]
  if (!shot) throw new Error('the board has no shots')
  const edited = project.perform({ type: 'shot.edit', shotId: shot.id, fields: { title } })
  if (!edited.ok) throw new Error(edited.error.message)
  return timed(async () => {
    const saved = await project.saved()
    if (!saved.ok) throw new Error(saved.error.message)
  })
}

/** The least that a safe save does. */
const saveBarely = async (folder: string, bytes: Uint8Array): Promise<void> => {
  const handle = await fs.open(join(folder, 'bare.tmp'), 'w')
  await handle.writeFile(bytes)
  await handle.sync()
  await handle.close()
  await fs.rename(join(folder, 'bare.tmp'), join(folder, 'bare.json'))
  const parent = await fs.open(folder, 'r')
  await parent.sync()
  await parent.close()
}
