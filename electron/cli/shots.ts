import { shotLabelled, shotsInOrder } from '../../shared/domain/board.ts'
import type { BoardDocument, Shot } from '../../shared/domain/document.ts'
import { wrongUse } from './context.ts'

/** The shots that `--shot` names, each once, or all of the board. */
export const chooseShots = (document: BoardDocument, labels: readonly string[]): Shot[] => {
  if (labels.length === 0) return shotsInOrder(document)
  const chosen = labels.map((label) => {
    const shot = shotLabelled(document, label)
    if (shot) return shot
    const known = shotsInOrder(document).map((other) => other.label)
    return wrongUse(
      `--shot ${label}: the board has no shot of that label. ${known.length > 0 ? `It has ${known.join(', ')}.` : 'It has no shots yet.'}`,
    )
  })
  return [...new Set(chosen)]
}

/** A shot for people, on one line: `20 · Up the stairs`. */
export const nameOf = (shot: { readonly label: string; readonly title: string }): string =>
  shot.title ? `${shot.label} · ${shot.title.replaceAll(/\s+/g, ' ')}` : shot.label
