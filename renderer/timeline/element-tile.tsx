import { ChevronDown } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { elementRoles, type Element, type Shot } from '../../shared/domain/document.ts'
import { announce } from '../a11y/announce.ts'
import { Icon } from '../design/kit/icon.tsx'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { pickUpOnKey } from '../dnd/carry-keys.ts'
import type { ElementDrag } from '../dnd/items.ts'
import { useDragItem } from '../dnd/use-drag-item.ts'
import { useRejected } from '../jobs/rejection.ts'
import { thumbUrl } from '../state/media.ts'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import styles from './element-tile.module.css'
import { useAsset } from './framed-image.tsx'
import { replaceEntries, showImage } from './frames-menus.ts'
import { placeElement, setRole } from './track-edits.ts'
import { dropElementFiles } from './use-elements-drop.ts'

const words = strings.timeline.elements

/** Long side of a tile's picture, in CSS pixels. */
const pictureSide = 128

/** An element: its image as it is sent, whole, and what it is. */
export const ElementTile = ({
  shot,
  element,
  index,
  isStop,
  aim,
}: {
  readonly shot: Shot
  readonly element: Element
  readonly index: number
  readonly isStop: boolean
  /** What would come of something that is dragged over it. */
  readonly aim: 'replace' | 'move' | null
}) => {
  const asset = useAsset(element.assetId)
  const isSelected = useSession(({ slot }) => slot?.kind === 'element' && slot.index === index)
  const rejected = useRejected([shot], `image_urls.${index}`)
  const role = strings.timeline.roles[element.role]
  const select = () => setSession({ slot: { kind: 'element', index } })
  const item = (): ElementDrag => ({
    kind: 'element',
    shotId: shot.id,
    index,
    assetId: element.assetId,
    role: element.role,
    look: {
      picture: asset ? thumbUrl(element.assetId, pictureSide) : null,
      words: strings.timeline.menu.element(index + 1),
      count: 1,
    },
  })
  const [isDragging, drag] = useDragItem('element', item)
  const onKeyDown = (event: KeyboardEvent) => {
    if (pickUpOnKey(event, item, 'elements') || event.key !== 'Enter') return
    event.preventDefault()
    showImage(element)
  }
  return (
    <div className={styles['tile']}>
      <ContextMenu
        items={() => tileMenu(shot, element, index)}
        label={strings.timeline.menu.element(index + 1)}
      >
        <div
          ref={(node) => {
            drag(node)
          }}
          className={styles['picture']}
          role="button"
          tabIndex={isStop ? 0 : -1}
          aria-pressed={isSelected}
          aria-label={words.element(
            index + 1,
            shot.elements.items.length,
            role,
            asset?.name ?? strings.timeline.track.missing,
          )}
          data-stop={`element-${index}`}
          aria-description={rejected ?? undefined}
          title={rejected ?? undefined}
          data-rejected={rejected === null ? undefined : true}
          data-aim={aim ?? undefined}
          data-dragging={isDragging || undefined}
          onFocus={select}
          onPointerDown={select}
          onDoubleClick={() => showImage(element)}
          onKeyDown={onKeyDown}
        >
          {asset ? (
            <img src={thumbUrl(element.assetId, pictureSide)} alt="" draggable={false} decoding="async" />
          ) : (
            <span className={styles['missing']}>{strings.timeline.track.missing}</span>
          )}
          {aim === 'replace' && <span className={styles['aim']}>{strings.timeline.track.willReplace}</span>}
        </div>
      </ContextMenu>
      <Menu
        label={strings.timeline.menu.role}
        align="start"
        items={() => roleEntries(shot, element, index)}
        trigger={
          <button type="button" className={styles['role']} aria-label={words.roleOf(index + 1, role)}>
            {role}
            <Icon of={ChevronDown} size={12} />
          </button>
        }
      />
    </div>
  )
}

const roleEntries = (shot: Shot, element: Element, index: number): readonly MenuEntry[] =>
  elementRoles.map((role, at) => ({
    kind: 'item',
    label: strings.timeline.roles[role],
    checked: element.role === role,
    hint: String(at + 1),
    run: () => announce(setRole(shot, index, role)),
  }))

const tileMenu = (shot: Shot, element: Element, index: number): readonly MenuEntry[] => [
  { kind: 'heading', label: strings.timeline.menu.role },
  ...roleEntries(shot, element, index),
  separator,
  { kind: 'item', label: strings.timeline.menu.show, run: () => showImage(element) },
  ...replaceEntries(
    ({ assetId }) => placeElement(shot.id, [assetId], { kind: 'tile', index }),
    (file) => void dropElementFiles([file], shot, { kind: 'tile', index }),
  ),
  separator,
  'timeline.earlier',
  'timeline.later',
  separator,
  'timeline.remove',
]
