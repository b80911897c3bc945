import { recordOf, type Shot } from '../../shared/domain/document.ts'
import { gapSeconds, gapSecondsTotal } from '../../shared/domain/endpoints.ts'
import { totalSeconds } from '../../shared/domain/board.ts'
import { formatPrice } from '../../shared/domain/prices.ts'
import { announce } from '../a11y/announce.ts'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { app } from '../state/app.ts'
import { board, seal } from '../state/board.ts'
import { session, setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { chooseFiles } from './choose-files.ts'
import type { Placeable } from './edit-frames.ts'
import { moveEdge } from './gap-drag.ts'
import { lengthWithGaps } from './shot-length.ts'
import { placeOnTrack, setGap, unframed } from './track-edits.ts'
import { dropFiles } from './use-frames-drop.ts'

/** Menus of posts and gaps. */

const words = strings.timeline.menu

/** Shows an image of the library in the viewer. */
export const showImage = ({ assetId }: Pick<Placeable, 'assetId'>): void =>
  setSession({ viewer: { kind: 'image', assetId } })

/** Lines that put another image in the place of one: the one that is selected in the library, or a file. */
export const replaceEntries = (
  replace: (image: Placeable) => string,
  byFile: (file: File) => void,
): readonly MenuEntry[] => {
  const [selected] = session().selectedAssetIds
  const asset = selected && recordOf(board().document.assets, selected)
  return [
    ...(asset
      ? [
          {
            kind: 'item',
            label: words.replaceWith(asset.name),
            run: () => announce(replace(unframed(asset.id))),
          } as const,
        ]
      : []),
    {
      kind: 'item',
      label: words.replaceByFile,
      run: () => {
        void chooseFiles(false).then(([file]) => file && byFile(file))
      },
    },
  ]
}

export const postMenu = (shot: Shot, index: number): readonly MenuEntry[] => {
  const keyframe = shot.frames.keyframes[index]
  if (!keyframe) return []
  const place = { kind: 'post', index } as const
  return [
    'timeline.frame',
    { kind: 'item', label: words.show, run: () => showImage(keyframe) },
    separator,
    ...replaceEntries(
      (image) => placeOnTrack(shot.id, [image], place),
      (file) => void dropFiles([file], shot, place),
    ),
    'timeline.duplicate',
    'timeline.nextShot',
    separator,
    'timeline.earlier',
    'timeline.later',
    separator,
    'timeline.remove',
  ]
}

const presets = [1, 2, 3, 5, 8, 10, 15, 20]

export const gapMenu = (shot: Shot, index: number): readonly MenuEntry[] => {
  const gap = shot.frames.gaps[index]
  if (!gap) return []
  const most = gapSecondsTotal - totalSeconds(shot.frames.gaps) + gap.seconds
  const lengths = [...new Set([...presets.filter((seconds) => seconds <= most), most])].filter(
    (seconds) => seconds >= gapSeconds.min,
  )
  return [
    'timeline.prompt',
    'timeline.clearPrompt',
    separator,
    {
      kind: 'menu',
      label: words.seconds,
      items: lengths.map((seconds) => lengthEntry(shot, index, seconds)),
    },
    'timeline.longer',
    'timeline.shorter',
    ...(shot.frames.gaps[index + 1] ? ['timeline.rollLonger', 'timeline.rollShorter'] : []),
    'timeline.setSeconds',
    separator,
    'timeline.splitGap',
  ]
}

const lengthEntry = (shot: Shot, index: number, seconds: number): MenuEntry => {
  const { gaps } = moveEdge(shot.frames.gaps, index, seconds, 'ripple')
  const { price } = lengthWithGaps(shot, [...gaps], app().prices)
  return {
    kind: 'item',
    label: strings.timeline.seconds(seconds),
    checked: seconds === shot.frames.gaps[index]?.seconds,
    hint: price ? formatPrice(price) : strings.timeline.length.noPrice,
    run: () => {
      seal()
      announce(setGap(shot, index, seconds, 'ripple'))
      seal()
    },
  }
}
