import { useRef, useState } from 'react'
import { recordOf } from '../../shared/domain/document.ts'
import type { ShotId } from '../../shared/domain/ids.ts'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { leaveField, returnToCard, takeField } from './board-deeds.ts'
import { metrics, rectOfShot, type BoardLayout, type Rect } from './board-layout.ts'
import { useBoardUi, type BoardField } from './board-ui.ts'
import styles from './field-in-place.module.css'
import { useFieldFocus } from './use-field-focus.ts'

/** A field over what is renamed: a card's caption, a scene's title. */
export const FieldInPlace = ({
  layout,
  placeOf,
}: {
  readonly layout: BoardLayout
  readonly placeOf: (id: ShotId) => number
}) => {
  const field = useBoardUi((ui) => ui.field)
  const told = useBoard(({ document }) => {
    if (!field) return null
    if (field.kind === 'scene') return recordOf(document.scenes, field.sceneId)?.title ?? null
    return recordOf(document.shots, field.shotId)?.[field.kind] ?? null
  })
  const label = useBoard(({ document }) =>
    field && field.kind !== 'scene' ? (recordOf(document.shots, field.shotId)?.label ?? '') : '',
  )
  const rect = field && rectOf(field, layout, placeOf)
  if (!field || told === null || !rect) return null
  return (
    <Field
      key={JSON.stringify(field)}
      field={field}
      rect={rect}
      text={told}
      name={nameOf(field, label)}
      maxLength={field.kind === 'label' ? 16 : 200}
    />
  )
}

const nameOf = (field: BoardField, label: string) => {
  if (field.kind === 'scene') return strings.board.scene.titleField
  return field.kind === 'title' ? strings.board.card.titleField(label) : strings.board.card.labelField(label)
}

const rectOf = (field: BoardField, layout: BoardLayout, placeOf: (id: ShotId) => number): Rect | null => {
  if (field.kind === 'scene') {
    const box = layout.scenes.find(({ sceneId }) => sceneId === field.sceneId)
    if (!box) return null
    return layout.view === 'sheet'
      ? { ...box.title, y: box.title.y + 2, width: 280, height: 26 }
      : { x: box.title.x, y: box.title.y + 4, width: 180, height: 28 }
  }
  const at = placeOf(field.shotId)
  if (at < 0) return null
  const card = rectOfShot(layout, at)
  return { ...card, y: card.y + card.height - metrics.caption - 1, height: metrics.caption }
}

const Field = ({
  field,
  rect,
  text,
  name,
  maxLength,
}: {
  readonly field: BoardField
  readonly rect: Rect
  readonly text: string
  readonly name: string
  readonly maxLength: number
}) => {
  const [value, setValue] = useState(text)
  const input = useRef<HTMLInputElement>(null)
  const settled = useFieldFocus(input, (element) => element.select())
  const left = useRef(false)
  /** By a key. Who goes elsewhere by the pointer has the focus there already. */
  const end = (takes: boolean) => {
    if (left.current) return
    // A label that is taken keeps the field open, with what was typed.
    if (takes && !takeField(value)) return
    left.current = true
    if (!takes) leaveField()
    returnToCard(field)
  }
  return (
    <input
      ref={input}
      className={styles['field']}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      aria-label={name}
      maxLength={maxLength}
      spellCheck={false}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => {
        if (settled.current && !left.current && !takeField(value)) leaveField()
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') end(true)
        if (event.key === 'Escape') end(false)
      }}
    />
  )
}
