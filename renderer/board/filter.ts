import type { BoardDocument, Shot, ShotStatus } from '../../shared/domain/document.ts'
import type { ShotStanding } from '../../shared/domain/board-totals.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import type { ShownScene } from './board-layout.ts'

/** Which shots the board shows: all, those of a status, or those that want rendering. */
export type BoardFilter = 'all' | ShotStatus | 'stale' | 'missing' | 'blocked'

/** The scenes with the shots that a filter leaves, without those of which it leaves none. */
export const shownScenes = (
  document: Pick<BoardDocument, 'sceneIds' | 'scenes' | 'shots'>,
  filter: BoardFilter,
  standingOf: (id: ShotId) => ShotStanding | undefined,
): ShownScene[] =>
  document.sceneIds.flatMap((sceneId, at) => {
    const scene = document.scenes[sceneId]
    if (!scene) return []
    if (filter === 'all') return [{ sceneId, number: at + 1, shotIds: scene.shotIds }]
    const shotIds = scene.shotIds.filter((id) => {
      const shot = document.shots[id]
      return shot !== undefined && passes(shot, filter, standingOf(id))
    })
    return shotIds.length === 0 ? [] : [{ sceneId, number: at + 1, shotIds }]
  })

const passes = (
  shot: Shot,
  filter: Exclude<BoardFilter, 'all'>,
  standing: ShotStanding | undefined,
): boolean =>
  filter === 'stale' || filter === 'missing' || filter === 'blocked'
    ? standing === filter
    : shot.status === filter
