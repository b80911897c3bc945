import type { KeyboardEvent } from 'react'
import type { ShotId } from '../../shared/domain/ids.ts'
import { recordOf } from '../../shared/domain/document.ts'
import { cameByPointer } from '../dnd/came-by.ts'
import { pickUpOnKey } from '../dnd/carry-keys.ts'
import { board } from '../state/board.ts'
import { beginShotsDrag } from './begin-drag.ts'
import { beginField } from './board-deeds.ts'
import { shotAt, shotBeside, type BoardLayout } from './board-layout.ts'
import { boardUi, setBoardLook, setBoardUi } from './board-ui.ts'
import { chooseShot, shotUnder } from './use-board-pointer.ts'
import { labelMeant, nothingTyped, typeMore, type Typed } from './type-ahead.ts'

/** Id of the board's row of drop places. */
export const boardRow = 'board'

/** What keys do on a card that has the focus. `shownAt` gives its place among the shown shots. */
export const createBoardKeys = () => {
  let typed: Typed = nothingTyped
  return (event: KeyboardEvent<HTMLElement>, layout: BoardLayout, shownAt: (id: ShotId) => number): void => {
    const id = shotUnder(event.target)
    if (id === null || event.nativeEvent.isComposing) return
    if (!cameByPointer() && pickUpOnKey(event, () => beginShotsDrag(id), boardRow)) return
    const at = shownAt(id)
    const take = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    const go = (to: number) => {
      take()
      goTo(layout, to, event.shiftKey)
    }
    if (event.altKey) return
    const more = event.ctrlKey || event.metaKey
    switch (event.key) {
      case 'ArrowLeft':
        return more ? undefined : go(at - 1)
      case 'ArrowRight':
        return more ? undefined : go(at + 1)
      case 'ArrowUp':
        return more ? undefined : go(shotBeside(layout, at, 'up'))
      case 'ArrowDown':
        return more ? undefined : go(shotBeside(layout, at, 'down'))
      case 'Home':
        return go(0)
      case 'End':
        return go(layout.shotCount - 1)
      case ' ':
        if (!more) return undefined
        take()
        return chooseShot(layout, id, 'toggle')
      case 'Enter':
        if (more) return undefined
        take()
        // On the sheet the timeline is out of sight: Enter opens the shot, as a double click does.
        return boardUi().look.view === 'sheet' ? setBoardLook({ view: 'strip' }) : beginField('title')
      default: {
        if (more) return undefined
        const next = typeMore(typed, event.key, event.timeStamp)
        if (!next) return undefined
        typed = next
        take()
        return find(layout, next.text)
      }
    }
  }
}

const goTo = (layout: BoardLayout, at: number, extends_: boolean) => {
  const id = shotAt(layout, Math.max(0, Math.min(at, layout.shotCount - 1)))
  if (id === undefined) return
  chooseShot(layout, id, extends_ ? 'range' : 'alone')
  setBoardUi({ focus: id })
}

const find = (layout: BoardLayout, text: string) => {
  const ids = layout.scenes.flatMap(({ shotIds }) => shotIds)
  const { document } = board()
  const found =
    ids[
      labelMeant(
        ids.map((id) => recordOf(document.shots, id)?.label ?? ''),
        text,
      )
    ]
  if (found === undefined) return
  chooseShot(layout, found, 'alone')
  setBoardUi({ focus: found })
}
