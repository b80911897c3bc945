import type { ShotId } from '../../shared/domain/ids.ts'
import type { Take } from '../../shared/domain/document.ts'
import { recordOf } from '../../shared/domain/document.ts'
import { useBoard } from '../state/board.ts'
import { useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { boxOfShot, rectOfShot, shotAt, type BoardLayout, type SceneBox } from './board-layout.ts'
import { useBoardUi } from './board-ui.ts'
import { ShotCard } from './shot-card.tsx'
import { useTakes } from './use-board-figures.ts'

const none: readonly Take[] = []

/** The cards in sight, by their scenes; the shown shot's as well, since it has the focus. */
export const ShotList = ({
  layout,
  scenes,
  from,
  to,
  placeOf,
}: {
  readonly layout: BoardLayout
  readonly scenes: readonly SceneBox[]
  readonly from: number
  readonly to: number
  readonly placeOf: (id: ShotId) => number
}) => {
  const currentShotId = useSession((session) => session.currentShotId)
  const currentAt = currentShotId === null ? -1 : placeOf(currentShotId)
  const groups = scenes.map((scene) => ({ scene, ...within(scene, from, to) }))
  const far =
    currentAt >= 0 && (currentAt < from || currentAt >= to) ? boxOfShot(layout, currentAt) : undefined
  if (layout.shotCount === 0) return null
  const reached = currentAt >= 0 ? currentAt : Math.min(from, layout.shotCount - 1)
  return (
    <div
      role="listbox"
      aria-multiselectable="true"
      aria-orientation="horizontal"
      aria-label={strings.board.list}
    >
      {groups.map(({ scene, first, last }) => (
        <Group
          key={scene.sceneId}
          layout={layout}
          scene={scene}
          first={first}
          last={last}
          reached={reached}
          extra={far?.sceneId === scene.sceneId ? currentAt : null}
        />
      ))}
      {far && !scenes.some(({ sceneId }) => sceneId === far.sceneId) && (
        <Group
          key={far.sceneId}
          layout={layout}
          scene={far}
          first={currentAt}
          last={currentAt + 1}
          reached={reached}
          extra={null}
        />
      )}
    </div>
  )
}

const within = ({ first, shotIds }: SceneBox, from: number, to: number) => ({
  first: Math.max(first, from),
  last: Math.min(first + shotIds.length, to),
})

const Group = ({
  layout,
  scene,
  first,
  last,
  reached,
  extra,
}: {
  readonly layout: BoardLayout
  readonly scene: SceneBox
  readonly first: number
  readonly last: number
  readonly reached: number
  /** One more card, out of sight. */
  readonly extra: number | null
}) => {
  const title = useBoard(({ document }) => recordOf(document.scenes, scene.sceneId)?.title ?? '')
  const selected = useSession(({ selectedShotIds }) => selectedShotIds)
  const currentShotId = useSession((session) => session.currentShotId)
  const cut = useBoardUi((ui) => ui.cut)
  const takes = useTakes()
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at)
  if (extra !== null) shown.push(extra)
  if (shown.length === 0) return null
  const chosen = new Set(selected)
  return (
    <div role="group" aria-label={strings.board.scene.label(scene.number, title)}>
      {shown.map((at) => {
        const id = shotAt(layout, at)
        return (
          id !== undefined && (
            <ShotCard
              key={id}
              shotId={id}
              place={rectOfShot(layout, at)}
              position={at + 1}
              of={layout.shotCount}
              takes={takes.get(id) ?? none}
              isSelected={chosen.has(id)}
              isCurrent={id === currentShotId}
              isCut={cut.includes(id)}
              isReached={at === reached}
            />
          )
        )
      })}
    </div>
  )
}
