import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  conflictedCopies,
  createProject,
  openProject,
  type ProjectEvent,
} from '../../../../../electron/core/project/open-project.ts'
import type { Command } from '../../../../../shared/domain/commands.ts'
import { createShot } from '../../../../../shared/domain/board.ts'
import type { ShotId } from '../../../../../shared/domain/ids.ts'
import { failingFiles } from '../../../../kit/failing-files.ts'
import { startBoard } from '../../../../kit/boards.ts'
import { projectPorts } from '../../../../kit/system.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'

const details = { title: 'The lighthouse', aspect: '16:9' } as const

describe('a new project', () => {
  it('is a folder with a document and a place for everything', async () => {
    const { folder, project } = await startBoard(details)
    expect(project.document).toMatchObject(details)
    expect((await fs.readdir(folder)).toSorted()).toEqual([
      '.boardwright',
      'boardwright.json',
      'clips',
      'exports',
      'media',
    ])
    expect(project.access).toEqual({ kind: 'write' })
    expect(project.saveState).toBe('saved')
  })

  it('does not take the place of another project', async () => {
    const { folder, project, ports } = await startBoard(details)
    await project.close()
    expect(await createProject(folder, { ...details, title: 'Other' }, ports)).toMatchObject({
      error: { code: 'project/exists' },
    })
    expect(JSON.parse(await fs.readFile(join(folder, 'boardwright.json'), 'utf8'))).toMatchObject({
      title: 'The lighthouse',
    })
  })

  it('is not made in a folder that holds something else, or over a file', async () => {
    const parent = await temporaryFolder()
    await fs.writeFile(join(parent, 'taxes.txt'), '')
    const ports = projectPorts(join(await temporaryFolder(), 'home'))
    expect(await createProject(parent, details, ports)).toMatchObject({
      error: { code: 'input/invalid', field: 'folder' },
    })
    expect(await createProject(join(parent, 'taxes.txt'), details, ports)).toMatchObject({
      error: { code: 'input/invalid' },
    })
    expect(await fs.readdir(parent)).toEqual(['taxes.txt'])
  })

  it('may be made in a folder that holds hidden files alone', async () => {
    const folder = await temporaryFolder()
    await fs.mkdir(join(folder, '.git'))
    const made = await createProject(folder, details, projectPorts(join(folder, '.git', 'home')))
    expect(made.ok && (await made.value.close()).ok).toBe(true)
  })

  it('leaves nothing behind where any file call fails', async () => {
    let isThrough = false
    for (let at = 1; !isThrough; at++) {
      const parent = await temporaryFolder()
      const { files, calls } = failingFiles({ at, code: 'ENOSPC', lasts: 'once' })
      const ports = projectPorts(join(await temporaryFolder(), 'home'), { files })
      const made = await createProject(join(parent, 'new', 'board'), details, ports)
      isThrough = calls() < at
      const outcome = made.ok ? made.value.document.title : made.error.code
      expect([details.title, 'disk/full'], `call ${at}`).toContain(outcome)
      expect(await fs.readdir(parent), `after call ${at}`).toEqual(made.ok ? ['new'] : [])
      if (made.ok) await made.value.close()
    }
  })
})

describe('an open project', () => {
  it('saves what is performed, and opens as it was', async () => {
    const { folder, project, ports } = await startBoard(details)
    const events: ProjectEvent[] = []
    const stop = project.onChange((event) => events.push(event))
    expect(project.perform({ type: 'project.edit', title: 'The keeper' })).toMatchObject({
      ok: true,
      value: { revision: 1 },
    })
    expect(project.saveState).toBe('unsaved')
    expect(await project.saved()).toEqual({ ok: true, value: undefined })
    stop()
    expect(events.map((event) => (event.kind === 'save-state' ? event.saveState : event.kind))).toEqual([
      'changed',
      'unsaved',
      'saving',
      'saved',
    ])
    const { document } = project
    expect(await project.close()).toEqual({ ok: true, value: undefined })
    const again = await openProject(folder, ports)
    if (!again.ok) throw new Error(again.error.message)
    expect(again.value.document).toEqual(document)
    expect(again.value.report).toEqual({ repairs: [] })
    await again.value.close()
  })

  it('undoes and redoes, and names what it would', async () => {
    const { project } = await startBoard(details)
    expect(project.undo()).toEqual({ ok: true, value: null })
    project.perform({ type: 'project.edit', title: 'One' })
    project.seal()
    project.perform({ type: 'project.edit', title: 'Two' })
    expect([project.undoable, project.redoable]).toEqual([{ command: 'project.edit', name: null }, null])
    project.undo()
    expect(project.document.title).toBe('One')
    expect(project.redo()).toMatchObject({ value: { revision: 4 } })
    expect(project.document.title).toBe('Two')
  })

  it('carries out several commands as one step with a name, or none of them', async () => {
    const { project } = await startBoard(details)
    const { document } = project
    const [sceneId] = document.sceneIds
    if (!sceneId) throw new Error('a new board has a scene')
    const edits: Command[] = [
      { type: 'project.edit', title: 'Storm' },
      { type: 'scene.edit', sceneId, title: 'Dusk' },
    ]
    const stray = { type: 'shot.remove', shotId: 'sht_000000000000' as ShotId } as const
    expect(project.perform([...edits, stray])).toMatchObject({ error: { code: 'input/not-found' } })
    expect([project.document, project.revision]).toEqual([document, 0])
    expect(project.perform(edits, 'Call it a storm')).toMatchObject({ value: { revision: 1 } })
    expect(project.undoable).toEqual({ command: 'project.edit', name: 'Call it a storm' })
    project.undo()
    expect(project.document).toEqual(document)
    expect(project.redoable).toEqual({ command: 'project.edit', name: 'Call it a storm' })
  })

  it('takes of a command what its schema knows, and nothing else', async () => {
    const { project } = await startBoard(details)
    const command = { type: 'template.edit', style: 'ink', stray: 'x' } as const
    expect(project.perform(command).ok).toBe(true)
    expect(project.document.template).toEqual({ style: 'ink', camera: '', quality: '', safety: '' })
  })

  it('refuses what the document does not allow, and changes nothing', async () => {
    const { project } = await startBoard(details)
    expect(project.perform({ type: 'shot.remove', shotId: 'sht_000000000000' as ShotId })).toMatchObject({
      error: { code: 'input/not-found' },
    })
    const sceneId = project.document.sceneIds[0]
    if (!sceneId) throw new Error('a new board has a scene')
    const shot = createShot('sht_000000000000' as ShotId, '10')
    expect(project.perform({ type: 'shot.add', shot, sceneId, index: 5 })).toMatchObject({
      error: { code: 'input/invalid' },
    })
    expect([project.revision, project.saveState]).toEqual([0, 'saved'])
  })

  it('saves by itself soon after a change', async () => {
    const { folder, project } = await startBoard(details)
    project.perform({ type: 'project.edit', title: 'By itself' })
    await new Promise<void>((resolve) => {
      project.onChange((event) => event.kind === 'save-state' && event.saveState === 'saved' && resolve())
    })
    expect(await fs.readFile(join(folder, 'boardwright.json'), 'utf8')).toContain('"title": "By itself"')
  })

  it('keeps the save before in the backup, and the mode of the file', async () => {
    const { folder, project } = await startBoard(details)
    await fs.chmod(join(folder, 'boardwright.json'), 0o664)
    for (const title of ['One', 'Two']) {
      project.perform({ type: 'project.edit', title })
      await project.saved()
    }
    expect(await fs.readFile(join(folder, 'boardwright.backup.json'), 'utf8')).toContain('"title": "One"')
    expect((await fs.stat(join(folder, 'boardwright.json'))).mode & 0o777).toBe(0o664)
  })

  it('opens read-only beside a process that has it open, follows it, and is writable once that has gone', async () => {
    const { folder, project, ports } = await startBoard(details)
    const second = await openProject(folder, ports)
    if (!second.ok) throw new Error(second.error.message)
    const reader = second.value
    expect(reader.access).toMatchObject({ kind: 'read-only', why: 'locked' })
    expect(reader.perform({ type: 'project.edit', title: 'Mine' })).toMatchObject({
      error: { code: 'project/read-only' },
    })
    expect(reader.undo()).toMatchObject({ error: { code: 'project/read-only' } })
    project.perform({ type: 'project.edit', title: 'Two' })
    await project.saved()
    expect(await reader.checkOutsideChange()).toEqual({ ok: true, value: 'reloaded' })
    expect(reader.document.title).toBe('Two')
    expect(await reader.close()).toEqual({ ok: true, value: undefined })
    await project.close()
    const third = await openProject(folder, ports)
    expect(third).toMatchObject({ ok: true, value: { access: { kind: 'write' } } })
    if (third.ok) await third.value.close()
  })

  it.each(['EROFS', 'EACCES'])(
    'opens read-only in a folder that refuses writing with %s, and leaves it alone',
    async (code) => {
      const { folder, project, ports } = await startBoard(details)
      await project.close()
      const before = await fs.readdir(folder)
      const refuse = async () => {
        throw Object.assign(new Error(code), { code })
      }
      const files = { ...fs, mkdir: refuse, writeFile: refuse, rename: refuse, link: refuse, rm: refuse }
      const opened = await openProject(folder, { ...ports, files })
      if (!opened.ok) throw new Error(opened.error.message)
      expect(opened.value.access).toMatchObject({ kind: 'read-only', why: 'no-permission' })
      await opened.value.close()
      expect(await fs.readdir(folder)).toEqual(before)
    },
  )

  it('turns read-only when another process takes the lock, and keeps what was unsaved', async () => {
    const { folder, project, ports } = await startBoard(details)
    project.perform({ type: 'project.edit', title: 'Unsaved' })
    await fs.writeFile(
      join(folder, '.boardwright', 'lock.json'),
      JSON.stringify({ token: 'other', host: 'laptop', pid: 1, startedAt: '2026-11-01T00:00:00.000Z' }),
    )
    const saved = await project.saved()
    expect(project.access).toMatchObject({ kind: 'read-only', why: 'lock-lost' })
    expect(saved).toMatchObject({ error: { code: 'project/read-only' } })
    const kept = (await fs.readdir(folder)).filter((name) => name.startsWith('boardwright.mine-'))
    expect(kept).toHaveLength(1)
    expect(saved).toMatchObject({ error: { message: expect.stringContaining(kept[0] ?? '-') } })
    expect(await fs.readFile(join(folder, kept[0] ?? ''), 'utf8')).toContain('Unsaved')
    expect(await fs.readFile(join(folder, 'boardwright.json'), 'utf8')).not.toContain('Unsaved')
    await project.close()
    expect(await fs.readFile(join(folder, '.boardwright', 'lock.json'), 'utf8')).toContain('laptop')
    expect(ports.home).not.toBe(folder)
  })

  it('goes on when the disk has room again, and names what to do while it has not', async () => {
    let isFull = false
    const files = {
      ...fs,
      open: async (...given: Parameters<typeof fs.open>) => {
        if (isFull && String(given[1]).startsWith('w'))
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        return fs.open(...given)
      },
    }
    const { folder, project } = await startBoard(details, { files })
    isFull = true
    project.perform({ type: 'project.edit', title: 'Later' })
    expect(await project.saved()).toMatchObject({ error: { code: 'disk/full', cost: 'nothing' } })
    expect(project.saveState).toMatchObject({
      failed: { message: expect.stringContaining('Make some room') },
    })
    expect(await fs.readFile(join(folder, 'boardwright.json'), 'utf8')).not.toContain('Later')
    isFull = false
    await new Promise<void>((resolve) => {
      project.onChange((event) => event.kind === 'save-state' && event.saveState === 'saved' && resolve())
    })
    expect(await fs.readFile(join(folder, 'boardwright.json'), 'utf8')).toContain('Later')
  })

  it('keeps on the ladder what cannot be saved when it is closed, and says so', async () => {
    const { folder, project, ports } = await startBoard(details)
    project.perform({ type: 'project.edit', title: 'Homeless' })
    await fs.rename(folder, `${folder}-moved`)
    const closed = await project.close()
    const place = join(ports.home, 'backups', project.document.id)
    expect(closed).toMatchObject({ error: { message: expect.stringContaining(place) } })
    const [rung] = await fs.readdir(place)
    expect(await fs.readFile(join(place, rung ?? ''), 'utf8')).toContain('Homeless')
    await expect(fs.access(folder)).rejects.toThrow('ENOENT')
  })

  it('refuses changes after it was closed', async () => {
    const { project } = await startBoard(details)
    await project.close()
    expect(project.perform({ type: 'project.edit', title: 'Late' })).toMatchObject({
      error: { code: 'project/read-only' },
    })
    expect(await project.close()).toEqual({ ok: true, value: undefined })
  })
})

describe('a folder that is no project', () => {
  it('is not found, and nothing is put into it', async () => {
    const folder = await temporaryFolder()
    const ports = projectPorts(join(folder, 'home'))
    expect(await openProject(folder, ports)).toMatchObject({ error: { code: 'project/not-found' } })
    expect(await openProject(join(folder, 'missing'), ports)).toMatchObject({
      error: { code: 'project/not-found' },
    })
    expect(await fs.readdir(folder)).toEqual([])
  })

  it('is refused where the document is a link, a folder or a gigantic file', async () => {
    const elsewhere = await startBoard(details)
    const put: ((path: string) => Promise<unknown>)[] = [
      (path) => fs.symlink(join(elsewhere.folder, 'boardwright.json'), path),
      (path) => fs.mkdir(path),
      async (path) => {
        await fs.writeFile(path, '')
        await fs.truncate(path, 256 * 1024 * 1024 + 1)
      },
    ]
    for (const make of put) {
      const folder = await temporaryFolder()
      await make(join(folder, 'boardwright.json'))
      const opened = await openProject(folder, elsewhere.ports)
      expect(opened).toMatchObject({ ok: false, error: { code: 'project/refused' } })
      expect(await fs.readdir(join(folder, '.boardwright'))).toEqual([])
    }
  })
})

describe('copies beside the document', () => {
  it('are found whatever service made them, and none of the program’s own', async () => {
    const folder = await temporaryFolder()
    const copies = [
      "boardwright (Anna's conflicted copy 2026-11-22).json",
      'boardwright 2.json',
      'boardwright-LAPTOP.json',
      'boardwright.sync-conflict-20261122-101010-ABCDEFG.json',
    ]
    const own = [
      'boardwright.json',
      'boardwright.backup.json',
      'boardwright.damaged-2026-11-22T10-10-10-100Z.json',
      'boardwright.theirs-2026-11-22T10-10-10-100Z-2.json',
      'boardwright.mine-2026-11-22T10-10-10-100Z.json',
      'boardwright.v1.json',
      'boardwright.v1-2.json',
      'notes.json',
    ]
    for (const name of [...copies, ...own]) await fs.writeFile(join(folder, name), '')
    expect(await conflictedCopies(folder, fs)).toEqual(copies)
  })
})

it('no temporary file of a process that died stays behind', async () => {
  const { folder, project, ports } = await startBoard(details)
  await project.close()
  const leftovers = ['.boardwright.json.0123456789ab.tmp', '.boardwright.json.fedcba987654.tmp']
  for (const name of [...leftovers, '.boardwright.json.mine.tmp']) await fs.writeFile(join(folder, name), '{')
  const opened = await openProject(folder, ports)
  onTestFinished(async () => void (opened.ok && (await opened.value.close())))
  const names = await fs.readdir(folder)
  expect(names).toContain('.boardwright.json.mine.tmp')
  expect(names.filter((name) => leftovers.includes(name))).toEqual([])
})
