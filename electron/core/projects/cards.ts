import { join } from 'node:path'
import { createBoardTotals } from '../../../shared/domain/board-totals.ts'
import { assetFileName, assetsOf, chosenTake, shotsInOrder } from '../../../shared/domain/board.ts'
import { recordOf, type BoardDocument } from '../../../shared/domain/document.ts'
import type { PriceTable } from '../../../shared/domain/prices.ts'
import type { RecentProject } from '../../../shared/domain/settings.ts'
import type { ProjectCard } from '../../../shared/views.ts'
import type { Core } from '../core.ts'
import { errnoOf } from '../disk/failure.ts'
import { answerBytes, answerFile, noMedia, type MediaAnswer } from '../media/answer-media.ts'
import { resolveMedia } from '../media/media-path.ts'
import { createThumbnails } from '../media/thumbnails.ts'
import type { FileSystem } from '../ports.ts'
import { readStamp, sameStamp, type Stamp } from '../project/document-file.ts'
import { contentFolders, documentName, folderKey } from '../project/layout.ts'
import { bytesBelow } from './folder-files.ts'
import { readBoard } from './read-board.ts'

/** Longest side of a card's picture, in pixels. */
const pictureSide = 480

/** The cards of the projects screen. */
export interface Cards {
  /** Every project in the projects folder and the recent ones elsewhere, newest first, pinned ones before. */
  readonly list: (projectsFolder: string, recent: readonly RecentProject[]) => Promise<ProjectCard[]>
  /** Answers `/cards/<key>`: the picture of a card that was listed. */
  readonly picture: (path: string) => Promise<MediaAnswer>
}

/** What is known of a board until its file changes. */
interface Known {
  readonly stamp: Stamp
  readonly document: BoardDocument
  readonly bytes: number
}

/** @param options.cacheFolder where pictures are kept; may be deleted at any time. */
export const createCards = (options: {
  readonly core: Pick<Core, 'ledger' | 'defaultEngine'>
  readonly prices: () => PriceTable
  readonly files: FileSystem
  readonly cacheFolder: string
}): Cards => {
  const { core, prices, files } = options
  const known = new Map<string, Known>()
  const pictures = new Map<string, { readonly folder: string; readonly document: BoardDocument }>()
  const thumbnails = createThumbnails({ cacheFolder: options.cacheFolder, files })

  const foldersOf = async (projectsFolder: string, recent: readonly RecentProject[]) => {
    const found = new Set(recent.map(({ folder }) => folder))
    try {
      for (const entry of await files.readdir(projectsFolder, { withFileTypes: true })) {
        const folder = join(projectsFolder, entry.name)
        if (entry.isDirectory() && (await readStamp(join(folder, documentName), files)))
          found.add(await files.realpath(folder))
      }
    } catch (error) {
      // Before the first project there is no projects folder; one that cannot be read shows recent projects alone.
      if (errnoOf(error) === undefined) throw error
    }
    return [...found]
  }

  const learn = async (folder: string): Promise<Known | ProjectCard['state']> => {
    const stamp = await readStamp(join(folder, documentName), files)
    if (!stamp) return 'away'
    const before = known.get(folder)
    if (before && sameStamp(before.stamp, stamp)) return before
    const read = await readBoard(folder, files)
    if (!read.ok) return read.error.code === 'project/too-new' ? 'too-new' : 'damaged'
    let bytes = 0
    for (const name of contentFolders) bytes += await bytesBelow(join(folder, name), files)
    const learned = { stamp: read.value.stamp, document: read.value.document, bytes }
    known.set(folder, learned)
    return learned
  }

  const cardOf = async (folder: string, recent: RecentProject | undefined): Promise<ProjectCard> => {
    const about = {
      folder,
      pinned: recent?.pinned ?? false,
      openedAt: recent?.openedAt ?? null,
    }
    const learned = await learn(folder).catch((error: unknown) => {
      if (errnoOf(error) === undefined) throw error
      return 'away' as const
    })
    if (typeof learned === 'string')
      return { ...emptyCard, ...about, title: recent?.title || lastName(folder), state: learned }
    const { document, stamp, bytes } = learned
    const key = folderKey(folder)
    pictures.set(key, { folder, document })
    const ledger = core.ledger()
    const totals = createBoardTotals()(document, { engine: core.defaultEngine(), prices: prices() })
    const final = totals.byQuality.final
    const changedMs = Number(stamp.modifiedNs / 1_000_000n)
    return {
      ...about,
      projectId: document.id,
      title: document.title || lastName(folder),
      state: 'ready',
      changedAt: new Date(changedMs).toISOString(),
      shots: totals.shots,
      rendered: final.upToDate.length,
      stale: final.stale.length,
      approved: totals.byStatus.approved,
      plannedSeconds: totals.seconds,
      jobsRunning: ledger.ok ? ledger.value.list({ projectId: document.id, ended: false }).length : 0,
      spentMicroUsd: ledger.ok ? ledger.value.spending(document.id, 0).microUsd : 0,
      bytes,
      picture: pictureOf(document) ? `cards/${key}?v=${changedMs}` : null,
    }
  }

  return {
    list: async (projectsFolder, recent) => {
      const byFolder = new Map(recent.map((project) => [project.folder, project]))
      const cards: ProjectCard[] = []
      for (const folder of await foldersOf(projectsFolder, recent))
        cards.push(await cardOf(folder, byFolder.get(folder)))
      return cards.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || (when(a) < when(b) ? 1 : -1))
    },
    picture: async (path) => {
      const found = pictures.get(path.split('/')[2] ?? '')
      const picture = found && pictureOf(found.document)
      if (!picture) return noMedia
      const source = await resolveMedia(
        found.folder,
        picture.kind === 'clip' ? 'clips' : 'media',
        picture.file,
        files,
      )
      if (!source.ok) return noMedia
      if (picture.kind === 'image') {
        const made = await thumbnails.of(source.value, picture.assetId, pictureSide)
        return made.ok ? answerFile(made.value, 'image/jpeg', null) : noMedia
      }
      // What decodes is large, and a window does without it at its start.
      const { clipThumbnail } = await import('../media/clip-thumbnail.ts')
      const frame = await clipThumbnail({ clip: source.value, files, longSide: pictureSide })
      return frame.ok ? answerBytes(frame.value, 'image/jpeg') : noMedia
    },
  }
}

/** What stands for a board: the chosen take of its first shot that has one, else its first image. */
const pictureOf = (document: BoardDocument) => {
  const shots = shotsInOrder(document)
  for (const shot of shots) {
    const take = chosenTake(document, shot)
    if (take) return { kind: 'clip', file: take.file } as const
  }
  for (const shot of shots)
    for (const assetId of assetsOf(shot)) {
      const asset = recordOf(document.assets, assetId)
      if (asset) return { kind: 'image', assetId, file: assetFileName(asset) } as const
    }
  return null
}

const lastName = (folder: string) => folder.split(/[/\\]/).at(-1) ?? folder

const emptyCard = {
  projectId: null,
  changedAt: null,
  shots: 0,
  rendered: 0,
  stale: 0,
  approved: 0,
  plannedSeconds: 0,
  jobsRunning: 0,
  spentMicroUsd: 0,
  bytes: null,
  picture: null,
} as const

const when = (card: ProjectCard) => card.openedAt ?? card.changedAt ?? ''
