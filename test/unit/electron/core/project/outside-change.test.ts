import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openProject, type Project } from '../../../../../electron/core/project/open-project.ts'
import { createShot } from '../../../../../shared/domain/board.ts'
import type { BoardDocument } from '../../../../../shared/domain/document.ts'
import type { ShotId } from '../../../../../shared/domain/ids.ts'
import { serialiseDocument } from '../../../../../shared/domain/opening.ts'
import { startBoard, takeNumbered } from '../../../../kit/boards.ts'

const shotId = 'sht_000000000000' as ShotId

/** An open, saved project with one shot. */
const openBoard = async () => {
  const { folder, project, ports } = await startBoard()
  const sceneId = project.document.sceneIds[0]
  if (!sceneId) throw new Error('a new board has a scene')
  project.perform({ type: 'shot.add', shot: createShot(shotId, '10'), sceneId, index: 0 })
  await project.saved()
  const path = join(folder, 'boardwright.json')
  /** Replaces the file as a sync service does. */
  const changeOutside = async (change: Partial<BoardDocument>) => {
    const text = serialiseDocument({ ...project.document, ...change })
    await fs.writeFile(`${path}.sync`, text)
    await fs.rename(`${path}.sync`, path)
    return text
  }
  const read = async () => JSON.parse(await fs.readFile(path, 'utf8')) as BoardDocument
  const kept = async (what: string) =>
    (await fs.readdir(folder)).filter((name) => name.startsWith(`boardwright.${what}-`))
  return { folder, path, project, ports, changeOutside, read, kept }
}

const value = <Value>(
  result: { ok: true; value: Value } | { ok: false; error: { message: string } },
): Value => {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const edit = (project: Project, title: string) => value(project.perform({ type: 'project.edit', title }))

describe('a document that another program changed while it was open', () => {
  it('is noticed before an edit would overwrite it, and both are offered', async () => {
    const { project, changeOutside, path } = await openBoard()
    const theirs = await changeOutside({ title: 'Theirs' })
    edit(project, 'Mine')
    expect(await project.saved()).toMatchObject({ error: { code: 'project/changed-outside' } })
    expect(project.saveState).toBe('changed-outside')
    expect(await fs.readFile(path, 'utf8')).toBe(theirs)
    expect(project.document.title).toBe('Mine')
  })

  it('is noticed on looking, before anything is edited', async () => {
    const { project, changeOutside } = await openBoard()
    expect(await project.checkOutsideChange()).toEqual({ ok: true, value: 'unchanged' })
    await changeOutside({ title: 'Theirs' })
    expect(await project.checkOutsideChange()).toEqual({ ok: true, value: 'undecided' })
    expect(project.saveState).toBe('changed-outside')
  })

  it('holds nothing back any more once the other program has put the file right again', async () => {
    const { project, changeOutside, path, read } = await openBoard()
    const before = await fs.readFile(path, 'utf8')
    await changeOutside({ title: 'Theirs' })
    edit(project, 'Mine')
    await project.saved()
    await fs.writeFile(path, before)
    expect(await project.checkOutsideChange()).toEqual({ ok: true, value: 'unchanged' })
    await vi.waitFor(() => expect(project.saveState).toBe('saved'), 10_000)
    expect((await read()).title).toBe('Mine')
  })

  it('is kept beside mine where mine is chosen', async () => {
    const { folder, project, changeOutside, read, kept } = await openBoard()
    const theirs = await changeOutside({ title: 'Theirs' })
    edit(project, 'Mine')
    await project.saved()
    const name = value(await project.resolveOutsideChange('mine'))
    expect(await kept('theirs')).toEqual([name])
    expect(await fs.readFile(join(folder, name), 'utf8')).toBe(theirs)
    expect((await read()).title).toBe('Mine')
    expect(project.saveState).toBe('saved')
  })

  it('takes the place of mine where it is chosen; mine is kept, and the unsaved takes go into it', async () => {
    const { folder, project, changeOutside, read, kept } = await openBoard()
    await changeOutside({ title: 'Theirs' })
    edit(project, 'Mine')
    const take = takeNumbered(1, shotId)
    value(project.perform({ type: 'take.add', take }))
    await project.saved()
    const name = value(await project.resolveOutsideChange('theirs'))
    expect(await kept('mine')).toEqual([name])
    expect(await fs.readFile(join(folder, name), 'utf8')).toContain('"title": "Mine"')
    expect(await read()).toMatchObject({ title: 'Theirs', takes: { [take.id]: take } })
    expect(project.document.title).toBe('Theirs')
    expect([project.saveState, project.undoable]).toEqual(['saved', null])
  })

  it('receives takes by itself where nothing but takes is unsaved', async () => {
    const { project, changeOutside, read, kept } = await openBoard()
    const theirTake = takeNumbered(1, shotId)
    const ourTake = takeNumbered(2, shotId)
    await changeOutside({ title: 'Theirs', takes: { [theirTake.id]: theirTake } })
    const events: string[] = []
    project.onChange((event) => events.push(event.kind))
    value(project.perform({ type: 'take.add', take: ourTake }))
    value(await project.saved())
    expect(await read()).toMatchObject({
      title: 'Theirs',
      takes: { [theirTake.id]: theirTake, [ourTake.id]: ourTake },
    })
    expect(project.document).toEqual(await read())
    expect(events).toContain('replaced')
    expect([await kept('theirs'), await kept('mine')]).toEqual([[], []])
  })

  it('receives a take once, where it has it already', async () => {
    const { project, changeOutside, read } = await openBoard()
    const take = takeNumbered(1, shotId)
    await changeOutside({ takes: { [take.id]: take } })
    value(project.perform({ type: 'take.add', take }))
    value(await project.saved())
    expect(Object.keys((await read()).takes)).toEqual([take.id])
  })

  it('counts as unchanged where it says the same', async () => {
    const { path, project, read } = await openBoard()
    await fs.writeFile(path, JSON.stringify(project.document))
    expect(await project.checkOutsideChange()).toEqual({ ok: true, value: 'unchanged' })
    edit(project, 'Mine')
    value(await project.saved())
    expect((await read()).title).toBe('Mine')
  })

  it('is kept aside and replaced where it is damaged', async () => {
    const { path, project, read, kept } = await openBoard()
    await fs.writeFile(path, '{"format": "boardwri')
    edit(project, 'Mine')
    value(await project.saved())
    expect((await read()).title).toBe('Mine')
    expect(await kept('damaged')).toHaveLength(1)
  })

  it('is written again where it was deleted', async () => {
    const { path, project, read } = await openBoard()
    await fs.rm(path)
    edit(project, 'Mine')
    value(await project.saved())
    expect((await read()).title).toBe('Mine')
  })

  it('of a newer version can be kept, not opened', async () => {
    const { path, project, kept } = await openBoard()
    await fs.writeFile(path, JSON.stringify({ ...project.document, version: 7 }))
    edit(project, 'Mine')
    expect(await project.saved()).toMatchObject({ error: { code: 'project/changed-outside' } })
    expect(await project.resolveOutsideChange('theirs')).toMatchObject({ error: { code: 'project/too-new' } })
    value(await project.resolveOutsideChange('mine'))
    expect(await kept('theirs')).toHaveLength(1)
  })

  it('does not swallow what was never decided: closing keeps mine beside it', async () => {
    const { folder, project, ports, changeOutside, kept } = await openBoard()
    await changeOutside({ title: 'Theirs' })
    edit(project, 'Mine')
    expect(await project.close()).toMatchObject({ error: { code: 'project/changed-outside' } })
    expect(await kept('mine')).toHaveLength(1)
    const again = value(await openProject(folder, ports))
    expect(again.document.title).toBe('Theirs')
    await again.close()
  })

  it('is forgotten where the other program puts back what was there', async () => {
    const { project, changeOutside, read } = await openBoard()
    const before = project.document
    await changeOutside({ title: 'Theirs' })
    edit(project, 'Mine')
    await project.saved()
    await changeOutside(before)
    value(await project.saved())
    expect([(await read()).title, project.saveState]).toEqual(['Mine', 'saved'])
  })

  it('finds nothing to decide where nothing was changed', async () => {
    const { project } = await openBoard()
    expect(await project.resolveOutsideChange('mine')).toMatchObject({ error: { code: 'input/invalid' } })
  })
})

it('looking for changes while saving finds none of its own', async () => {
  const { project } = await openBoard()
  for (let at = 0; at < 30; at++) {
    edit(project, `Title ${at}`)
    const [saved, looked] = await Promise.all([project.saved(), project.checkOutsideChange()])
    expect([saved.ok, looked]).toEqual([true, { ok: true, value: 'unchanged' }])
  }
})
