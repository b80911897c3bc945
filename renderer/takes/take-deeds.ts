import { markOf } from '../../shared/domain/board.ts'
import { recordOf, type Shot, type Take } from '../../shared/domain/document.ts'
import { keyframeCount } from '../../shared/domain/endpoints.ts'
import { settingsOfTake } from '../../shared/domain/take-settings.ts'
import { announce } from '../a11y/announce.ts'
import { bridge } from '../state/bridge.ts'
import { ask } from '../state/ask.ts'
import { board, edit, ids, undo } from '../state/board.ts'
import { clipUrl } from '../state/media.ts'
import { notify } from '../state/notices.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { shotBeside } from '../viewer/subject.ts'
import { takeFrame, type FrameTarget } from '../viewer/take-frame.ts'
import { takePrice } from './take-words.ts'

/** What can be done with a take. */

const words = strings.takes

const shotOf = (take: Take): Shot | undefined => recordOf(board().document.shots, take.shotId)

/** Shows a take in the viewer. */
export const showTake = (take: Take): void =>
  setSession({ viewer: { kind: 'take', takeId: take.id }, compareTakeIds: null })

/** Circles a take, or takes its circle away. */
export const circleTake = (take: Take): void => {
  const isCircled = shotOf(take)?.circledTakeId === take.id
  const done = edit(
    { type: 'take.circle', shotId: take.shotId, takeId: isCircled ? null : take.id },
    isCircled ? words.steps.uncircle : words.steps.circle(take.number),
  )
  if (done.ok) announce(isCircled ? words.said.uncircled(take.number) : words.said.circled(take.number))
}

/** Shows two takes side by side. */
export const compareTakes = (left: Take, right: Take): void => {
  setSession({ compareTakeIds: [left.id, right.id] })
  announce(words.said.comparing(left.number, right.number))
}

/** Moves a take to the bin and says what it cost; the notice takes it back. */
export const binTake = (take: Take): void => {
  if (!edit({ type: 'take.mark', takeId: take.id, binned: true }, words.steps.bin(take.number)).ok) return
  setSession({ viewer: { kind: 'auto' }, compareTakeIds: null })
  const price = takePrice(take)
  notify({
    tone: 'info',
    text: `${words.bin.said(take.number, price === words.free ? '' : price)} ${words.bin.clip}`,
    action: {
      label: words.bin.undo,
      run: () => {
        const isLast = board().undoable?.name === words.steps.bin(take.number)
        // Undo brings its circle back too; where something else was done since, the take alone comes back.
        if (isLast) void undo()
        else restoreTake(take)
      },
    },
  })
}

/** Brings a binned take back. */
export const restoreTake = (take: Take): void => {
  if (!markOf(board().document, take.id).binned) return
  if (edit({ type: 'take.mark', takeId: take.id, binned: false }, words.steps.restore(take.number)).ok)
    announce(words.said.restored(take.number))
}

/** Gives the shot the settings that the take was made from. */
export const applySettings = (take: Take): void => {
  const shot = shotOf(take)
  const settings = shot && settingsOfTake(board().document, shot, take, ids.slot)
  if (!settings) return notify({ tone: 'info', text: words.used.none })
  if (!edit(settings.commands, words.steps.settings(take.number)).ok) return
  setSession({ slot: null })
  const missing = settings.missing.length > 0 ? ` ${words.used.missing(settings.missing.length)}` : ''
  notify({ tone: missing ? 'info' : 'good', text: words.used.settings(take.number) + missing })
}

/** Lets the shot keep the seed of the take. */
export const keepSeed = (take: Take): void => {
  const { seed, shotId, number } = take
  if (edit({ type: 'shot.edit', shotId, fields: { seed } }, words.steps.seed(number)).ok)
    announce(words.used.seed(seed))
}

/** Where the last frame goes to begin the next shot with: the next shot, where it has room for it, else a new one. */
export const nextShotTarget = (take: Take): FrameTarget | null => {
  const { document } = board()
  const shot = recordOf(document.shots, take.shotId)
  if (!shot) return null
  const next = shotBeside(document, shot.id, 1)
  const hasRoom =
    next !== null &&
    next.mode !== 'elements' &&
    !(next.mode === 'frames' && next.frames.keyframes.length >= keyframeCount.max)
  return hasRoom ? { kind: 'start-of-shot', shotId: next.id } : { kind: 'new-shot', afterShotId: shot.id }
}

/** Takes the last frame of a take's clip to where it is wanted. */
export const placeLastFrame = (take: Take, target: FrameTarget | null): void => {
  if (target) void takeFrame(take, null, target)
}

/** Shows the clip in the system's file manager. */
export const revealTake = (take: Take): void => {
  void ask('project.reveal', {
    projectId: board().projectId,
    what: { kind: 'take', takeId: take.id },
  })
}

/** Saves a copy of the clip where the browser puts its downloads. */
export const saveCopy = (take: Take): void => {
  const link = document.createElement('a')
  link.href = clipUrl(take.id)
  link.download = take.file
  link.click()
}

/** Begins to drag the clip out: by the shell where it can, else as the browser does it. */
export const dragClip = (
  take: Take,
  event: Pick<DragEvent, 'preventDefault' | 'dataTransfer'>,
  byShell: boolean,
): void => {
  if (byShell) {
    event.preventDefault()
    bridge().dragOut(board().projectId, take.id)
    return
  }
  const address = new URL(clipUrl(take.id), location.href).href
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer?.setData('DownloadURL', `video/mp4:${take.file}:${address}`)
  event.dataTransfer?.setData('text/uri-list', address)
}

/** Fetches the clip of a take that is gone from the disk. Gives whether it could. */
export const fetchClip = async (take: Take): Promise<boolean> => {
  const { projectId } = board()
  const answer = await ask('take.fetchAgain', { projectId, takeId: take.id })
  if (answer.ok) notify({ tone: 'good', text: words.fetched(take.number) })
  return answer.ok
}
