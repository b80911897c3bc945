import { memo, useCallback, useRef, useState } from 'react'
import type { Asset } from '../../shared/domain/document.ts'
import { useFieldFocus } from '../board/use-field-focus.ts'
import { classNames } from '../design/class-names.ts'
import type { AssetsDrag } from '../dnd/items.ts'
import { useDragItem } from '../dnd/use-drag-item.ts'
import { thumbUrl } from '../state/media.ts'
import { strings } from '../strings/en/index.ts'
import styles from './asset-tile.module.css'
import { beginAssetsDrag, takeName } from './library-deeds.ts'
import { setLibraryUi, useLibraryUi } from './library-ui.ts'

const words = strings.library

interface AssetTileProps {
  readonly asset: Asset
  readonly uses: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly position: number
  readonly of: number
  readonly isSelected: boolean
  readonly isReached: boolean
}

/** An image in the library. */
export const AssetTile = memo((props: AssetTileProps) => {
  const { asset, uses, x, y, width, height, isSelected } = props
  const [isDragging, drag] = useDragItem<AssetsDrag>('assets', () => beginAssetsDrag(asset.id))
  const connect = useCallback((element: HTMLElement | null) => void drag(element), [drag])
  const isRenaming = useLibraryUi((ui) => ui.renaming === asset.id)
  const place = { transform: `translate(${x}px, ${y}px)`, width, height }
  return (
    <>
      <div
        ref={connect}
        role="option"
        tabIndex={props.isReached ? 0 : -1}
        data-asset={asset.id}
        aria-selected={isSelected}
        aria-posinset={props.position}
        aria-setsize={props.of}
        title={`${asset.name}\n${words.size(asset.width, asset.height)}`}
        className={classNames(styles['tile'], isSelected && styles['selected'], isDragging && styles['away'])}
        style={place}
      >
        <span className={styles['spoken']}>
          {words.name(asset.name, words.size(asset.width, asset.height), uses)}
        </span>
        <span className={styles['picture']} aria-hidden="true">
          <Still address={thumbUrl(asset.id, 160)} />
          {uses > 0 && <span className={styles['uses']}>{words.used(uses)}</span>}
        </span>
        <span className={styles['name']} aria-hidden="true">
          {asset.name}
        </span>
      </div>
      {isRenaming && <NameField asset={asset} style={place} />}
    </>
  )
})

const Still = ({ address }: { readonly address: string }) => {
  const [isThere, setThere] = useState(true)
  return isThere ? (
    <img
      className={styles['still']}
      src={address}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setThere(false)}
    />
  ) : null
}

const NameField = ({ asset, style }: { readonly asset: Asset; readonly style: React.CSSProperties }) => {
  const [name, setName] = useState(asset.name)
  const input = useRef<HTMLInputElement>(null)
  const ended = useRef(false)
  // The ending stays as it is in most renames.
  const dot = asset.name.lastIndexOf('.')
  const settled = useFieldFocus(input, (field) =>
    field.setSelectionRange(0, dot > 0 ? dot : asset.name.length),
  )
  const end = (takes: boolean) => {
    if (ended.current) return
    ended.current = true
    if (takes) takeName(asset.id, name)
    else setLibraryUi({ renaming: null, focus: asset.id })
  }
  return (
    <span className={styles['rename']} style={style}>
      <input
        ref={input}
        className={styles['field']}
        aria-label={words.nameField(asset.name)}
        maxLength={200}
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => settled.current && end(true)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') end(true)
          if (event.key === 'Escape') end(false)
        }}
      />
    </span>
  )
}
