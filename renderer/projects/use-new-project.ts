import { useState } from 'react'
import { fail, type Failure } from '../../shared/errors.ts'
import { newProjectImport, type FileToken } from '../../shared/contract.ts'
import type { ProjectId } from '../../shared/domain/ids.ts'
import { sayImported, type RefusedFile } from '../library/import-store.ts'
import { ask } from '../state/ask.ts'
import { bridge } from '../state/bridge.ts'
import { showProject } from '../state/open-project.ts'
import { strings } from '../strings/en/index.ts'
import { creationOf, imagesAmong, startOf, type Dropped, type NewProject } from './new-project.ts'

const words = strings.projects.create

/** The dialog for a new project: what it holds, and what makes the project. */
export interface NewProjectForm {
  readonly given: NewProject<File>
  readonly change: (patch: Partial<NewProject<File>>) => void
  readonly takeFiles: (files: Iterable<File>) => void
  /** What is under way: how much of the images has been handed over or taken in. */
  readonly working: Working | null
  readonly failure: Failure | null
  readonly create: () => Promise<void>
}

/** A fraction of null: it is not known how much. */
export interface Working {
  readonly stage: 'handing-over' | 'making'
  readonly fraction: number | null
}

export const useNewProject = (dropped: Dropped<File>): NewProjectForm => {
  const [given, setGiven] = useState(() => startOf(dropped))
  const [working, setWorking] = useState<NewProjectForm['working']>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const change = (patch: Partial<NewProject<File>>) => {
    setFailure(null)
    setGiven((now) => ({ ...now, ...patch }))
  }

  const handOver = async (): Promise<readonly FileToken[] | null> => {
    if (given.beginning !== 'images' || given.images?.kind !== 'files') return []
    const { files } = given.images
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    setWorking({ stage: 'handing-over', fraction: 0 })
    const handed = await bridge().handOver(files, (sent) =>
      setWorking({ stage: 'handing-over', fraction: bytes > 0 ? sent / bytes : null }),
    )
    if (handed.ok) return handed.value
    setFailure(handed.error)
    return null
  }

  const create = async () => {
    setFailure(null)
    setWorking({ stage: 'making', fraction: null })
    const tokens = await handOver()
    if (tokens) {
      setWorking({ stage: 'making', fraction: null })
      const images = imagesTold((fraction) => setWorking({ stage: 'making', fraction }))
      const made = await ask('project.create', creationOf(given, words, tokens), { quiet: true })
      images.end()
      if (made.ok) {
        sayImported(made.value.projectId, { refused: images.refusedIn(made.value.projectId), said: null })
        await showProject(made.value)
      } else setFailure(made.error)
    }
    setWorking(null)
  }

  return {
    given,
    change,
    takeFiles: (files) => {
      const images = imagesAmong(files)
      if (images.length > 0) change({ beginning: 'images', images: { kind: 'files', files: images } })
      else setFailure(fail('media/unsupported', words.notImages).error)
    },
    working,
    failure,
    create,
  }
}

/** Listens to what becomes of the images that a new project is made of. */
const imagesTold = (onProgress: (fraction: number) => void) => {
  const refused: (RefusedFile & { readonly projectId: ProjectId })[] = []
  const end = bridge().on('image.progressed', ({ projectId, importId, done, of, latest }) => {
    if (importId !== newProjectImport) return
    onProgress(done / of)
    const { name, outcome } = latest
    if (outcome.kind === 'refused') refused.push({ projectId, name, failure: outcome.failure as Failure })
  })
  return { end, refusedIn: (id: ProjectId) => refused.filter(({ projectId }) => projectId === id) }
}
