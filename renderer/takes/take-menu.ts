import { recordOf, type Take } from '../../shared/domain/document.ts'
import { keysOfAction } from '../actions/shortcuts.ts'
import { copyText } from '../app/copy-text.ts'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { app } from '../state/app.ts'
import { board } from '../state/board.ts'
import { takesOfShot } from '../state/board-order.ts'
import { session } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { frameEntries, shownTakes } from '../viewer/take-frame.ts'
import {
  applySettings,
  binTake,
  circleTake,
  compareTakes,
  keepSeed,
  nextShotTarget,
  placeLastFrame,
  revealTake,
  saveCopy,
} from './take-deeds.ts'
import { shownTake } from './shown-take.ts'
import { openMarks } from './take-ui.ts'

const words = strings.takes.actions

const item = (
  label: string,
  run: () => void,
  { action, ...more }: { disabled?: boolean; danger?: boolean; action?: string } = {},
): MenuEntry => {
  const hint = action === undefined ? null : keysOfAction(action)
  return { kind: 'item', label, run, ...more, ...(hint !== null && { hint }) }
}

/** Everything that can be done with a take. */
export const takeEntries = (take: Take): readonly MenuEntry[] => {
  const { document, missingClips } = board()
  const isCircled = recordOf(document.shots, take.shotId)?.circledTakeId === take.id
  const isMissing = missingClips.has(take.file)
  const { abilities, frontDoor } = app()
  return [
    item(isCircled ? words.uncircle : words.circle, () => circleTake(take), { action: 'takes.circle' }),
    ...compareEntries(take),
    separator,
    item(words.settings, () => applySettings(take), { disabled: take.request === null }),
    item(words.seed, () => keepSeed(take)),
    item(words.copySeed, () => void copyText(String(take.seed), words.seedCopied)),
    separator,
    ...frameMenu(take),
    item(words.lastFrameNext, () => placeLastFrame(take, nextShotTarget(take)), { disabled: isMissing }),
    item(words.lastFrameHere, () => placeLastFrame(take, { kind: 'shot', shotId: take.shotId }), {
      disabled: isMissing,
    }),
    item(words.lastFrameLibrary, () => placeLastFrame(take, { kind: 'library' }), { disabled: isMissing }),
    separator,
    item(words.marks, () => openMarks(take.id), { action: 'takes.rename' }),
    ...(abilities.reveal ? [item(words.reveal, () => revealTake(take), { disabled: isMissing })] : []),
    ...(frontDoor === 'browser' ? [item(words.save, () => saveCopy(take), { disabled: isMissing })] : []),
    separator,
    item(words.bin, () => binTake(take), { danger: true, action: 'takes.bin' }),
  ]
}

const compareEntries = (take: Take): readonly MenuEntry[] => {
  const { document } = board()
  if (session().compareTakeIds?.includes(take.id)) return ['play.endCompare']
  const others = takesOfShot(document, take.shotId).filter(({ id }) => id !== take.id)
  const shown = shownTake()
  const first = others.find(({ id }) => id === shown?.id)
  if (first)
    return [{ kind: 'item', label: words.compareWith(first.number), run: () => compareTakes(first, take) }]
  return others.length === 0
    ? []
    : [
        {
          kind: 'menu',
          label: words.compare,
          items: others.toReversed().map((other) => ({
            kind: 'item',
            label: words.compareWith(other.number),
            run: () => compareTakes(take, other),
          })),
        },
      ]
}

/** The frame in sight can be used where this take is what is in sight. */
const frameMenu = (take: Take): readonly MenuEntry[] => {
  const shown = shownTakes()
  if (shown.length !== 1 || shown[0]?.id !== take.id) return []
  return [{ kind: 'menu', label: words.thisFrame, items: frameEntries() }]
}
