import { defaultFraming, recordOf, type Shot, type Take } from '../../shared/domain/document.ts'
import type { UserCommand } from '../../shared/domain/commands.ts'
import { elementCount, keyframeCount } from '../../shared/domain/endpoints.ts'
import type { AssetId, ShotId } from '../../shared/domain/ids.ts'
import type { MenuEntry } from '../design/kit/menu-entries.ts'
import { separator } from '../design/kit/menu-entries.ts'
import { ask } from '../state/ask.ts'
import { board, boardStore, edit, ids } from '../state/open-board.ts'
import { notify } from '../state/notices.ts'
import { currentShot, selectShots } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { dropElements, dropImages } from '../timeline/drop-on-track.ts'
import { nextShot } from '../timeline/next-shot.ts'
import { momentMsOf } from './frames.ts'
import { shotBeside } from './subject.ts'
import { transport, viewerStore } from './transport-store.ts'

const words = strings.viewer.frame

/** Where a frame of a clip may go. */
export type FrameTarget =
  | { readonly kind: 'library' }
  /** Behind what the shot has, in its own mode. */
  | { readonly kind: 'shot'; readonly shotId: ShotId }
  /** Before what the shot has: it goes on from this frame. */
  | { readonly kind: 'start-of-shot'; readonly shotId: ShotId }
  | { readonly kind: 'new-shot'; readonly afterShotId: ShotId }

/** Takes a frame of a take's clip (`atMs` null: the last) into the library, and to where it is wanted. */
export const takeFrame = async (take: Take, atMs: number | null, target: FrameTarget): Promise<void> => {
  const { projectId } = board()
  const taken = await ask('image.fromTake', { projectId, takeId: take.id, atMs })
  if (!taken.ok) return
  const { assetId } = taken.value
  if (target.kind === 'library') {
    notify({ tone: 'good', text: words.done.library })
    return
  }
  if (!(await isKnown(assetId))) {
    notify({ tone: 'bad', text: words.late })
    return
  }
  const placed = placing(assetId, target)
  if (!placed || !edit(placed.commands, words.step).ok) return
  const { shotId, label } = placed
  notify({
    tone: 'good',
    text: words.done.shot(label),
    ...(currentShot()?.id !== shotId && {
      action: { label: words.showShot, run: () => selectShots([shotId]) },
    }),
  })
}

/** The image comes with a change of the document, which may arrive after the answer. */
const isKnown = (assetId: AssetId): Promise<boolean> => {
  const known = () => {
    const open = boardStore.getState()
    return open !== null && recordOf(open.document.assets, assetId) !== undefined
  }
  if (known()) return Promise.resolve(true)
  return new Promise((resolve) => {
    const settle = (found: boolean) => {
      clearTimeout(limit)
      unsubscribe()
      resolve(found)
    }
    const limit = setTimeout(() => settle(false), 10_000)
    const unsubscribe = boardStore.subscribe(() => {
      if (known()) settle(true)
    })
  })
}

const placing = (
  assetId: AssetId,
  target: Exclude<FrameTarget, { kind: 'library' }>,
): { readonly commands: readonly UserCommand[]; readonly shotId: ShotId; readonly label: string } | null => {
  const { document } = board()
  const image = { assetId, framing: defaultFraming }
  if (target.kind === 'new-shot') {
    const after = recordOf(document.shots, target.afterShotId)
    const added = after ? nextShot(document, after, image, [], ids) : null
    return added && { commands: [added], shotId: added.shot.id, label: added.shot.label }
  }
  const shot = recordOf(document.shots, target.shotId)
  if (!shot) return null
  const place = { shotId: shot.id, label: shot.label }
  switch (shot.mode) {
    case 'frames': {
      const where = target.kind === 'shot' ? ({ kind: 'slot' } as const) : ({ kind: 'before' } as const)
      return { ...place, commands: dropImages(shot, [image], where, ids.slot).commands }
    }
    case 'elements':
      return { ...place, commands: dropElements(shot, [assetId], { kind: 'slot' }, ids.slot).commands }
    case 'image':
    case 'text':
      return {
        ...place,
        commands: [
          { type: 'image.setPicture', shotId: shot.id, picture: image },
          ...(shot.mode === 'text'
            ? [{ type: 'shot.edit', shotId: shot.id, fields: { mode: 'image' } } as const]
            : []),
        ],
      }
  }
}

/** The clips that are in sight and can be played. */
export const shownTakes = (): readonly Take[] => {
  const open = boardStore.getState()
  if (!open) return []
  return viewerStore.getState().shownTakeIds.flatMap((id) => recordOf(open.document.takes, id) ?? [])
}

/** What can be made of the frame in sight, as a menu. */
export const frameEntries = (): readonly MenuEntry[] => {
  const takes = shownTakes()
  const [only] = takes
  if (takes.length < 2) return only ? entriesFor(only) : []
  return takes.map((take) => ({ kind: 'menu', label: words.ofTake(take.number), items: entriesFor(take) }))
}

const entriesFor = (take: Take): readonly MenuEntry[] => {
  const { document } = board()
  const atMs = Math.min(momentMsOf(transport().frame), take.durationMs)
  const use = (target: FrameTarget) => () => void takeFrame(take, atMs, target)
  const shot = recordOf(document.shots, take.shotId)
  const next = shot && shotBeside(document, shot.id, 1)
  const entries: MenuEntry[] = []
  if (shot)
    entries.push({
      kind: 'item',
      label: placeWords(shot),
      run: use({ kind: 'shot', shotId: shot.id }),
      ...fullness(shot),
    })
  if (next && next.mode !== 'elements')
    entries.push({
      kind: 'item',
      label: next.mode === 'frames' ? words.nextKeyframe(next.label) : words.nextPicture(next.label),
      run: use({ kind: 'start-of-shot', shotId: next.id }),
      ...fullness(next),
    })
  if (shot)
    entries.push(
      { kind: 'item', label: words.newShot, run: use({ kind: 'new-shot', afterShotId: shot.id }) },
      separator,
    )
  return [...entries, { kind: 'item', label: words.library, run: use({ kind: 'library' }) }]
}

const placeWords = ({ mode, label }: Shot): string =>
  mode === 'frames'
    ? words.keyframe(label)
    : mode === 'elements'
      ? words.element(label)
      : words.picture(label)

const fullness = (shot: Shot) => {
  const isFull =
    (shot.mode === 'frames' && shot.frames.keyframes.length >= keyframeCount.max) ||
    (shot.mode === 'elements' && shot.elements.items.length >= elementCount.max)
  return isFull ? ({ disabled: true, hint: words.full } as const) : {}
}
