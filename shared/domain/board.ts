import { documentVersion, type Asset, type BoardDocument, type Shot, type Take } from './document.ts'
import { gapSecondsTotal, type Aspect } from './endpoints.ts'
import type { ProjectId, SceneId, ShotId } from './ids.ts'
import { totalSeconds } from './reduce.ts'

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
  sceneIds: [sceneId],
  scenes: { [sceneId]: { id: sceneId, title: '', shotIds: [] } },
  shots: {},
  assets: {},
  takes: {},
})

/** An empty shot, in `frames` mode and at 720p, the cheaper resolution; everything else is set by commands. */
export const createShot = (id: ShotId, label: string): Shot => ({
  id,
  label,
  title: '',
  action: '',
  dialogue: '',
  notes: '',
  mode: 'frames',
  prompt: '',
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

/** Takes of a shot, oldest first. */
export const takesOf = (document: BoardDocument, shotId: ShotId): Take[] =>
  Object.values(document.takes)
    .filter((take) => take.shotId === shotId)
    .toSorted((a, b) => a.number - b.number)

/** The number of the shot's next take. Numbers are never used twice while the earlier take is on the board. */
export const nextTakeNumber = (document: BoardDocument, shotId: ShotId): number =>
  (takesOf(document, shotId).at(-1)?.number ?? 0) + 1

/** The takes of every shot that has some, oldest first: for whoever goes through a whole board. */
export const takesByShot = (document: BoardDocument): ReadonlyMap<ShotId, readonly Take[]> =>
  Map.groupBy(
    Object.values(document.takes).toSorted((a, b) => a.number - b.number),
    (take) => take.shotId,
  )

/** The take that stands for the shot: the circled one, else the latest. `takes` are the shot's, where they are known. */
export const chosenTake = (
  document: BoardDocument,
  shot: Shot,
  takes: readonly Take[] = takesOf(document, shot.id),
): Take | undefined => (shot.circledTakeId && document.takes[shot.circledTakeId]) || takes.at(-1)

/** File name of an asset inside `media/`. */
export const assetFileName = (asset: Asset): string => `${asset.id}.${asset.format}`
