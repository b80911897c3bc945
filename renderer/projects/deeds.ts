import type { ProjectCard } from '../../shared/views.ts'
import { ask } from '../state/ask.ts'
import { bridge } from '../state/bridge.ts'
import { notify, notifyFailure } from '../state/notices.ts'
import { openProject, showProject } from '../state/open-project.ts'
import { app } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { projectsStore, refreshProjects, setProjects } from './projects-store.ts'

const words = strings.projects

/** Opens a project; one at a time. A failure is shown as a notice. */
export const openCard = async ({ folder, state }: ProjectCard): Promise<void> => {
  if (projectsStore.getState().opening !== null) return
  if (state === 'away') {
    await refreshProjects()
    return
  }
  setProjects({ opening: folder })
  const opened = await openProject(folder)
  setProjects({ opening: null })
  if (!opened) await refreshProjects()
}

/** Opens the project in any folder. */
export const openFolder = async (folder: string): Promise<void> => {
  setProjects({ opening: folder })
  await openProject(folder)
  setProjects({ opening: null })
}

/** Keeps a project before the others, or no longer. At once, and taken back where the core refuses. */
export const pin = async ({ folder }: ProjectCard, pinned: boolean): Promise<void> => {
  const change = (to: boolean) => {
    const cards = projectsStore.getState().cards ?? []
    const at = cards.findIndex((card) => card.folder === folder)
    const card = cards[at]
    if (card) setProjects({ cards: cards.with(at, { ...card, pinned: to }) })
  }
  change(pinned)
  const answer = await ask('project.pin', { folder, pinned })
  if (!answer.ok) change(!pinned)
}

/** Shows a project's folder in the system's file manager. */
export const showFolder = async ({ folder }: ProjectCard): Promise<void> => {
  await ask('folder.reveal', { path: folder })
}

/** Takes a project off the list. */
export const unlist = async ({ folder, title }: ProjectCard): Promise<void> => {
  const answer = await ask('project.unlist', { folder })
  if (!answer.ok) return
  notify({ tone: 'info', text: words.unlisted(title) })
  await refreshProjects()
}

/** Makes a project of the sample and shows it. */
export const openSample = async (): Promise<void> => {
  const made = await ask('project.create', {
    folder: null,
    title: words.create.sampleTitle,
    aspect: '16:9',
    from: { kind: 'sample' },
  })
  if (made.ok) await showProject(made.value)
}

/** Makes a project of an archive that the user chose. */
export const restore = async (file: File): Promise<void> => {
  setProjects({ restoring: { name: file.name, fraction: 0 } })
  try {
    const handed = await bridge().handOver([file], (sent) =>
      setProjects({ restoring: { name: file.name, fraction: file.size > 0 ? sent / file.size : null } }),
    )
    if (!handed.ok) {
      notifyFailure(handed.error)
      return
    }
    const [token] = handed.value
    if (token === undefined) return
    setProjects({ restoring: { name: file.name, fraction: null } })
    const restored = await ask('project.restore', { file: token, folder: null })
    if (!restored.ok) return
    const { folder } = restored.value
    notify({
      tone: 'good',
      text: words.restoring.done(file.name),
      action: { label: words.restoring.open, run: () => void openFolder(folder) },
    })
    await refreshProjects()
  } finally {
    setProjects({ restoring: null })
  }
}

/** The folder that new projects go to. */
export const projectsFolder = (): string => app().projectsFolder
