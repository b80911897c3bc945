import { join } from 'node:path'
import { newProjectImport, type CallInput, type Handlers } from '../../../shared/contract.ts'
import { recordOf } from '../../../shared/domain/document.ts'
import { assetFileName } from '../../../shared/domain/board.ts'
import { succeed, fail, type Result } from '../../../shared/errors.ts'
import { createSampleProject } from '../board/sample-board.ts'
import { resolveMedia } from '../media/media-path.ts'
import type { FileSystem } from '../ports.ts'
import { backupName, contentFolders, documentName, privateFolder } from '../project/layout.ts'
import type { Project } from '../project/project.ts'
import { folderNameFor } from '../projects/folder-name.ts'
import { shotsFromImages } from '../projects/shots-from-images.ts'
import { clipPath } from './project-media.ts'
import type { StudioParts } from './studio-parts.ts'

type ProjectHandlers = Pick<
  Handlers,
  | 'project.create'
  | 'project.open'
  | 'project.close'
  | 'project.save'
  | 'project.resolveOutsideChange'
  | 'project.lookForClips'
  | 'project.reveal'
>

/** Projects as windows open, make and leave them. */
export const createProjectHandlers = (parts: StudioParts): ProjectHandlers => {
  const { core, projects, places, recent, frontDoor, files, windows } = parts

  const show = async (project: Project) => {
    parts.windowCame.abort()
    void recent.opened(project.folder, project.document.title)
    return succeed(await projects.snapshot(project))
  }

  /** The folder for a new project: the one that was chosen, or one of its title in the projects folder. */
  const placeFor = async ({ folder, title }: CallInput<'project.create'>): Promise<Result<string>> => {
    if (folder !== null) return places.enterNew(folder)
    return succeed(await folderNameFor(parts.projectsFolder(), title, files))
  }

  const make = async (input: CallInput<'project.create'>): Promise<Result<Project>> => {
    const place = await placeFor(input)
    if (!place.ok) return place
    const { title, aspect, from } = input
    if (from.kind === 'sample') return createSampleProject(core, place.value, parts.sampleFolder, files)
    const source = from.kind === 'folder-of-images' ? await places.enter(from.folder) : null
    if (source && !source.ok) return source
    const made = await core.createProject(place.value, { title, aspect })
    if (!made.ok || from.kind === 'empty') return made
    const filled = await shotsFromImages(
      parts,
      made.value,
      from.kind === 'images'
        ? { kind: 'tokens', tokens: from.files }
        : { kind: 'folder', folder: source?.value ?? '' },
      (done, of, latest) =>
        windows.tellAll('image.progressed', {
          projectId: made.value.document.id,
          importId: newProjectImport,
          done,
          of,
          latest,
        }),
    )
    if (filled.ok) return made
    // A board without its images is not what was asked for: nothing of it stays.
    await made.value.close()
    await removeNewProject(made.value.folder, files)
    return filled
  }

  return {
    'project.create': async (input, client) => {
      const made = await make(input)
      if (!made.ok) return made
      projects.adopt(made.value, client)
      return show(made.value)
    },
    'project.open': async ({ folder }, client) => {
      const entered = await places.enter(folder)
      if (!entered.ok) return entered
      const opened = await projects.open(entered.value, client)
      if (!opened.ok) return opened
      // Jobs of an earlier run that waited for this folder go on now.
      void parts.driver.resume(opened.value.document.id)
      return show(opened.value)
    },
    'project.close': async ({ projectId }, client) => {
      const project = projects.find(projectId)
      if (project.ok) await recent.closed(project.value.folder)
      await projects.release(projectId, client)
      return succeed({})
    },
    'project.save': async ({ projectId }) => {
      const project = projects.find(projectId)
      if (!project.ok) return project
      const saved = await project.value.saved()
      return saved.ok ? succeed({}) : saved
    },
    'project.lookForClips': async ({ projectId }) => {
      const project = projects.find(projectId)
      return project.ok ? succeed(await parts.absentClips(project.value)) : project
    },
    'project.resolveOutsideChange': async ({ projectId, choice }) => {
      const project = projects.find(projectId)
      if (!project.ok) return project
      const kept = await project.value.resolveOutsideChange(choice)
      return kept.ok ? succeed({ keptAs: kept.value }) : kept
    },
    'project.reveal': async ({ projectId, what }) => {
      const found = projects.find(projectId)
      if (!found.ok) return found
      const path = await pathOf(found.value, what, parts)
      if (!path.ok) return path
      const revealed = await frontDoor.reveal(path.value)
      return revealed.ok ? succeed({}) : revealed
    },
  }
}

/** Removes what making a project has put into a folder, and the folder where nothing else is in it. */
const removeNewProject = async (folder: string, files: FileSystem): Promise<void> => {
  for (const name of [documentName, backupName, privateFolder, ...contentFolders])
    await files.rm(join(folder, name), { recursive: true, force: true })
  if ((await files.readdir(folder)).length === 0) await files.rm(folder, { recursive: true })
}

const pathOf = async (
  project: Project,
  what: CallInput<'project.reveal'>['what'],
  { files }: StudioParts,
): Promise<Result<string>> => {
  switch (what.kind) {
    case 'folder':
      return succeed(project.folder)
    case 'take': {
      const path = await clipPath(project, what.takeId, files)
      return path === null
        ? fail('media/missing', 'The clip of this take is not in the clips folder.', { cost: 'nothing' })
        : succeed(path)
    }
    case 'asset': {
      const asset = recordOf(project.document.assets, what.assetId)
      if (!asset)
        return fail('input/not-found', 'That image is not in the library any more.', { cost: 'nothing' })
      return resolveMedia(project.folder, 'media', assetFileName(asset), files)
    }
  }
}
