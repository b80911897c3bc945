import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startPaidStudio } from '../kit/paid-studio.ts'
import { must } from '../kit/text-board.ts'

/** A paid studio whose document another program can change, as a sync service does: whole, by renaming. */
const startShared = async () => {
  const studio = await startPaidStudio({ standIn: { durationMs: 1500 } })
  const { ask, board } = studio
  const path = join(board.folder, 'boardwright.json')
  const { projectId } = board
  const rename = (title: string) =>
    ask('board.edit', {
      projectId,
      commands: [{ type: 'project.edit', title }],
      name: null,
      editId: title,
    })
  must(await rename('Before'))
  must(await ask('project.save', { projectId }))
  return {
    ...studio,
    path,
    rename,
    read: () => fs.readFile(path, 'utf8'),
    changeOutside: async (title: string) => {
      const text = (await fs.readFile(path, 'utf8')).replace('"title": "Before"', `"title": "${title}"`)
      await fs.writeFile(`${path}.sync`, text)
      await fs.rename(`${path}.sync`, path)
      return text
    },
    noticed: () =>
      vi.waitFor(
        () =>
          expect(studio.heard).toContainEqual({
            name: 'project.saveStateChanged',
            payload: { projectId, saveState: 'changed-outside' },
          }),
        10_000,
      ),
    keptAside: async () =>
      (await fs.readdir(board.folder)).filter((name) => /^boardwright\.(?:mine|theirs)-/.test(name)),
  }
}

describe('a project that another program changed while it was open', () => {
  it.each(['mine', 'theirs'] as const)(
    '28 · is noticed and overwritten by nobody; %s is taken and the other is kept, and a take that was paid for is in it',
    async (choice) => {
      const studio = await startShared()
      const { ask, board, standIn } = studio
      must(await studio.order(studio.shot('text')))
      await standIn.waitFor((journal) => journal.accepted().length === 1, 10_000)
      const theirs = await studio.changeOutside('Theirs')
      must(await studio.rename('Mine'))
      await studio.noticed()
      expect(await studio.read()).toBe(theirs)
      must(await ask('project.resolveOutsideChange', { projectId: board.projectId, choice }))
      expect(await studio.settled()).toMatchObject([{ state: 'succeeded' }])
      must(await ask('project.save', { projectId: board.projectId }))
      const document = await studio.document()
      expect(document.title).toBe(choice === 'mine' ? 'Mine' : 'Theirs')
      expect(Object.values(document.takes)).toHaveLength(1)
      expect(await studio.keptAside()).toHaveLength(1)
      expect(standIn.journal.count('submit')).toBe(1)
    },
  )

  it('28 · is noticed where nothing is edited here, and a conflicted copy beside it is said', async () => {
    const studio = await startShared()
    await studio.changeOutside('Theirs')
    await studio.noticed()
    const copy = join(studio.board.folder, 'boardwright (conflicted copy 2026-11-24).json')
    await fs.copyFile(studio.path, copy)
    const { projectId, folder } = studio.board
    must(await studio.ask('project.resolveOutsideChange', { projectId, choice: 'theirs' }))
    must(await studio.ask('project.close', { projectId }))
    const { report } = must(await studio.ask('project.open', { folder }))
    expect(report.repairs.join(' ')).toContain('conflicted copy')
    expect(await fs.readFile(copy, 'utf8')).toContain('Theirs')
  })
})
