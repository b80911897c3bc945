import { useState } from 'react'
import { aspectOf } from '../../shared/domain/board.ts'
import { recordOf, type Asset, type Framing, type Shot } from '../../shared/domain/document.ts'
import { frameSize, type Aspect } from '../../shared/domain/endpoints.ts'
import { Button } from '../design/kit/button.tsx'
import { Checkbox } from '../design/kit/checkbox.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { useBoard } from '../state/board.ts'
import { setSession, useSession, type OpenDialog } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { CropControls } from './crop-controls.tsx'
import styles from './crop-dialog.module.css'
import { CropStage } from './crop-stage.tsx'
import { applyFraming } from './apply-framing.ts'
import type { Placeable } from './edit-frames.ts'
import { useAsset } from './framed-image.tsx'
import { shapeName } from './framing.ts'
import { SentPicture } from './sent-picture.tsx'
import { useCrop } from './use-crop.ts'

const words = strings.timeline.crop

type Slot = Extract<OpenDialog, { kind: 'crop' }>['slot']

const close = () => setSession({ dialog: null })

/** The crop tool, while the window's dialog is the one of a crop. */
export const CropDialog = () => {
  const dialog = useSession((session) => (session.dialog?.kind === 'crop' ? session.dialog : null))
  const shot = useBoard(({ document }) => (dialog ? (recordOf(document.shots, dialog.shotId) ?? null) : null))
  const slot = dialog?.slot
  const use = shot && slot ? imageIn(shot, slot) : null
  if (!shot || !slot || !use) return null
  return <OfImage key={`${shot.id} ${JSON.stringify(slot)}`} shot={shot} slot={slot} use={use} />
}

const imageIn = (shot: Shot, slot: Slot): Placeable | null =>
  slot.kind === 'picture' ? shot.image.picture : (shot.frames.keyframes[slot.index] ?? null)

const OfImage = ({
  shot,
  slot,
  use,
}: {
  readonly shot: Shot
  readonly slot: Slot
  readonly use: Placeable
}) => {
  const aspect = useBoard(({ document }) => aspectOf(document, shot))
  const asset = useAsset(use.assetId)
  const title = words.title(slot.kind === 'picture' ? words.picture : words.keyframe(slot.index + 1))
  return asset ? (
    <Tool {...{ shot, slot, asset, aspect, title }} begun={use.framing} />
  ) : (
    <Dialog open onClose={close} title={title}>
      <p>{words.gone}</p>
    </Dialog>
  )
}

const Tool = ({
  shot,
  slot,
  asset,
  aspect,
  title,
  begun,
}: {
  readonly shot: Shot
  readonly slot: Slot
  readonly asset: Asset
  readonly aspect: Aspect
  readonly title: string
  readonly begun: Framing
}) => {
  const { draft, framing, change, reset } = useCrop(begun, asset, aspect)
  const [isForAll, setForAll] = useState(false)
  const size = frameSize(aspect, '1080p')
  const count = shot.frames.keyframes.length
  const apply = () => {
    close()
    applyFraming(shot, slot, framing, isForAll)
  }
  return (
    <Dialog
      open
      onClose={close}
      title={title}
      width="large"
      className={styles['dialog']}
      footer={
        <>
          <Button variant="quiet" onClick={reset}>
            {words.reset}
          </Button>
          <span className={styles['space']} />
          {slot.kind === 'keyframe' && count > 1 && (
            <Checkbox checked={isForAll} onChange={setForAll}>
              {words.all(count)}
            </Checkbox>
          )}
          <Button onClick={close}>{words.cancel}</Button>
          <Button variant="primary" onClick={apply}>
            {words.apply}
          </Button>
        </>
      }
    >
      <div className={styles['columns']}>
        <div className={styles['work']}>
          {draft.fit === 'cover' ? (
            <CropStage
              {...{ asset, aspect }}
              view={draft.view}
              onChange={(view) => change({ view })}
              onReset={reset}
            />
          ) : (
            <SentPicture {...{ asset, aspect, framing, size }} />
          )}
        </div>
        <div className={styles['side']}>
          <CropControls {...{ draft, change, asset, aspect, size }} />
          {draft.fit === 'cover' && (
            <figure className={styles['sent']}>
              <figcaption>{words.sent}</figcaption>
              <SentPicture {...{ asset, aspect, framing, size }} />
            </figure>
          )}
          <p className={styles['note']}>
            {shapeName(asset)} → {words.size(size.width, size.height, aspect)}
          </p>
          {isForAll && <p className={styles['note']}>{words.allHint}</p>}
        </div>
      </div>
    </Dialog>
  )
}
