import { useId, type KeyboardEvent } from 'react'
import { elementRoles, type Shot } from '../../shared/domain/document.ts'
import { elementCount } from '../../shared/domain/endpoints.ts'
import { announce } from '../a11y/announce.ts'
import { useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { ElementTile } from './element-tile.tsx'
import { ElementSlot } from './element-slot.tsx'
import styles from './elements-row.module.css'
import { setRole } from './track-edits.ts'
import { runTrackKey } from './track-keys.ts'
import { dropElementFiles, useElementsDrop } from './use-elements-drop.ts'
import { useRoving } from './use-roving.ts'

const words = strings.timeline.elements

/** The elements of a shot: up to five images with their roles. */
export const ElementsRow = ({ shot }: { readonly shot: Shot }) => {
  const { items } = shot.elements
  const slot = useSession((session) => session.slot)
  const help = useId()
  const { aim, connect } = useElementsDrop(shot)
  const stops = items.map((_, index) => `element-${index}`)
  if (items.length < elementCount.max) stops.push('slot')
  const roving = useRoving(stops, slot && `${slot.kind}-${slot.index}`)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return
    const from = event.target.dataset['stop']
    if (from === undefined) return
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const to = plain ? roving.beside(from, event.key) : undefined
    const role = plain ? elementRoles[Number(event.key) - 1] : undefined
    if (to !== undefined) {
      event.preventDefault()
      roving.focus(to)
    } else if (role && slot?.kind === 'element') {
      event.preventDefault()
      announce(setRole(shot, slot.index, role))
    } else runTrackKey(event)
  }

  return (
    <div
      ref={(element) => {
        roving.row.current = element
        connect(element)
      }}
      className={styles['row']}
      role="group"
      aria-label={words.title(shot.label)}
      aria-describedby={help}
      onKeyDown={onKeyDown}
      onFocus={roving.onFocus}
      onBlur={roving.onBlur}
    >
      <p id={help} hidden>
        {words.keys}
      </p>
      {items.map((element, index) => (
        <ElementTile
          key={element.id}
          {...{ shot, element, index }}
          isStop={roving.stop === `element-${index}`}
          aim={aim?.kind === 'tile' && aim.index === index ? (aim.isOwn ? 'move' : 'replace') : null}
        />
      ))}
      {items.length < elementCount.max && (
        <ElementSlot
          isFirst={items.length === 0}
          isStop={roving.stop === 'slot'}
          isAimedAt={aim?.kind === 'slot'}
          onFiles={(files) => void dropElementFiles(files, shot, { kind: 'slot' })}
        />
      )}
      {items.length === 0 && <p className={styles['hint']}>{words.emptyHint}</p>}
    </div>
  )
}
