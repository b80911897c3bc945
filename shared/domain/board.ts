import {
  documentVersion,
  recordOf,
  type Asset,
  type BoardDocument,
  type Gap,
  type PromptParts,
  type Shot,
  type Take,
  type TakeMark,
  type Template,
} from './document.ts'
import { gapSecondsTotal, type Aspect } from './endpoints.ts'
import type { AssetId, ProjectId, SceneId, ShotId, TakeId } from './ids.ts'

/** A template that adds nothing. */
export const emptyTemplate: Template = { style: '', camera: '', quality: '', safety: '' }

/** Prompt parts that say nothing. */
export const emptyPromptParts: PromptParts = {
  subject: '',
  scene: '',
  action: '',
  camera: '',
  style: '',
  constraints: '',
}

/** What is said of a take that nobody has marked. */
export const emptyTakeMark: TakeMark = { name: '', note: '', binned: false }

/** A board with one empty scene. */
export const createDocument = (
  id: ProjectId,
  sceneId: SceneId,
  title: string,
  aspect: Aspect,
): BoardDocument => ({
  format: 'boardwright',
  version: documentVersion,
  id,
  title,
  aspect,
  template: emptyTemplate,
  sceneIds: [sceneId],
  scenes: { [sceneId]: { id: sceneId, title: '', shotIds: [] } },
  shots: {},
  assets: {},
  takes: {},
  takeMarks: {},
})

/** An empty shot, in `frames` mode and at 720p, the cheaper resolution; everything else is set by commands. */
export const createShot = (id: ShotId, label: string): Shot => ({
  id,
  label,
  labelLocked: false,
  status: 'todo',
  title: '',
  action: '',
  dialogue: '',
  notes: '',
  mode: 'frames',
  prompt: '',
  promptParts: emptyPromptParts,
  motion: null,
  negativePrompt: null,
  resolution: '720p',
  seed: null,
  frames: { keyframes: [], gaps: [] },
  elements: { items: [], ingredientsMode: 'precise', seconds: 5 },
  image: { picture: null, model: '2.2', seconds: 5 },
  text: { model: '2.2', seconds: 5 },
  aspect: null,
  circledTakeId: null,
})

/** All shots in the order of the board. */
export const shotsInOrder = (document: BoardDocument): Shot[] =>
  document.sceneIds.flatMap((sceneId) =>
    (document.scenes[sceneId]?.shotIds ?? []).flatMap((shotId) => document.shots[shotId] ?? []),
  )

/** The shot with this label (case does not matter). */
export const shotLabelled = (document: BoardDocument, label: string): Shot | undefined =>
  Object.values(document.shots).find((shot) => shot.label.toLowerCase() === label.toLowerCase())

/** The scene that a shot stands in. */
export const sceneOf = (document: BoardDocument, id: ShotId): SceneId | undefined =>
  document.sceneIds.find((sceneId) => document.scenes[sceneId]?.shotIds.includes(id))

/** Every asset that a shot holds, in all of its modes. */
export const assetsOf = (shot: Shot): AssetId[] => [
  ...shot.frames.keyframes.map((keyframe) => keyframe.assetId),
  ...shot.elements.items.map((element) => element.assetId),
  ...(shot.image.picture ? [shot.image.picture.assetId] : []),
]

/** The first image of what the shot is made from in its own mode; null where it has none. */
export const firstImage = (shot: Shot): AssetId | null => {
  switch (shot.mode) {
    case 'frames':
      return shot.frames.keyframes[0]?.assetId ?? null
    case 'elements':
      return shot.elements.items[0]?.assetId ?? null
    case 'image':
      return shot.image.picture?.assetId ?? null
    case 'text':
      return null
  }
}

/**
 * What a shot is called: its title, else the name of its first image without the ending of the file, so that forty shots
 * made of forty photographs can be told from each other. Empty where it has neither.
 */
export const shotName = (document: Pick<BoardDocument, 'assets'>, shot: Shot): string => {
  const title = shot.title.trim()
  if (title !== '') return title
  const assetId = firstImage(shot)
  const name = (assetId !== null && recordOf(document.assets, assetId)?.name) || ''
  return name.replace(/(?<=.)\.[^.\s]{1,5}$/, '').trim()
}

/** The sum of a shot's gaps, in seconds. */
export const totalSeconds = (gaps: readonly Gap[]): number => gaps.reduce((sum, gap) => sum + gap.seconds, 0)

/** Length of a shot as planned, in whole seconds; 0 for keyframes without a gap. */
export const plannedSeconds = (shot: Shot): number => {
  switch (shot.mode) {
    case 'frames':
      return Math.min(totalSeconds(shot.frames.gaps), gapSecondsTotal)
    case 'elements':
      return shot.elements.seconds
    case 'image':
      return shot.image.seconds
    case 'text':
      return shot.text.seconds
  }
}

/** The shape a shot is made in: its own, or the board's. */
export const aspectOf = (document: BoardDocument, shot: Shot): Aspect => shot.aspect ?? document.aspect

/** What the user says of a take. */
export const markOf = (document: BoardDocument, takeId: TakeId): TakeMark =>
  recordOf(document.takeMarks, takeId) ?? emptyTakeMark

/** Takes of a shot, oldest first, without those that the user has binned. */
export const takesOf = (document: BoardDocument, shotId: ShotId): Take[] =>
  allTakesOf(document, shotId).filter((take) => !markOf(document, take.id).binned)

const allTakesOf = (document: BoardDocument, shotId: ShotId): Take[] =>
  Object.values(document.takes)
    .filter((take) => take.shotId === shotId)
    .toSorted((a, b) => a.number - b.number)

/**
 * The number of the shot's next take. Numbers are never used twice while the earlier take is on the board, binned or
 * not.
 */
export const nextTakeNumber = (document: BoardDocument, shotId: ShotId): number =>
  (allTakesOf(document, shotId).at(-1)?.number ?? 0) + 1

/**
 * The takes of every shot that has some, oldest first, without those that the user has binned: for whoever goes
 * through a whole board.
 */
export const takesByShot = (document: BoardDocument): ReadonlyMap<ShotId, readonly Take[]> =>
  groupTakes(document, (take) => !markOf(document, take.id).binned)

/** The takes of every shot that the user has binned, oldest first. */
export const binnedTakesByShot = (document: BoardDocument): ReadonlyMap<ShotId, readonly Take[]> =>
  groupTakes(document, (take) => markOf(document, take.id).binned)

const groupTakes = (document: BoardDocument, counts: (take: Take) => boolean) =>
  Map.groupBy(
    Object.values(document.takes)
      .filter(counts)
      .toSorted((a, b) => a.number - b.number),
    (take) => take.shotId,
  )

/**
 * The take that stands for the shot: the circled one, else the latest; never a binned one. `takes` are the shot's that
 * are not binned, where they are known.
 */
export const chosenTake = (
  document: BoardDocument,
  shot: Shot,
  takes: readonly Take[] = takesOf(document, shot.id),
): Take | undefined => takes.find((take) => take.id === shot.circledTakeId) ?? takes.at(-1)

/** File name of an asset inside `media/`. */
export const assetFileName = (asset: Asset): string => `${asset.id}.${asset.format}`
