import { recordOf, type BoardDocument, type Scene, type Shot } from '../../../shared/domain/document.ts'
import { shotsInOrder } from '../../../shared/domain/board.ts'
import { duplicateShot } from '../../../shared/domain/duplicate.ts'
import { steadyIds } from './sample-document.ts'

/** Shots in a scene of a large board. */
const sceneSize = 12

/** A board of `count` shots, made of copies of those that are there. */
export const manyShots = (document: BoardDocument, count: number): BoardDocument => {
  // Others than those of the shots that are there.
  const ids = steadyIds(70)
  const own = shotsInOrder(document)
  if (own.length === 0) return document
  const shots: Shot[] = Array.from({ length: count }, (_, at) => {
    const shot = own[at % own.length]!
    return at < own.length
      ? shot
      : duplicateShot(shot, { id: ids.shot(), label: String((at + 1) * 10), slot: ids.slot })
  })
  const scenes: Scene[] = []
  for (let at = 0; at < shots.length; at += sceneSize) {
    const known = document.sceneIds[scenes.length]
    const scene = known && recordOf(document.scenes, known)
    scenes.push({
      id: known ?? ids.scene(),
      title: scene?.title ?? `Scene ${scenes.length + 1}`,
      shotIds: shots.slice(at, at + sceneSize).map((shot) => shot.id),
    })
  }
  return {
    ...document,
    shots: Object.fromEntries(shots.map((shot) => [shot.id, shot])),
    scenes: Object.fromEntries(scenes.map((scene) => [scene.id, scene])),
    sceneIds: scenes.map((scene) => scene.id),
  }
}
