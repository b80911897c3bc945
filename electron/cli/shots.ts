import { shotLabelled, shotsInOrder } from '../../shared/domain/board.ts'
import type { BoardDocument, Shot } from '../../shared/domain/document.ts'
import { wrongUse } from './context.ts'

/** The shots that `--shot` names, each once, or all of the board. */
export const chooseShots = (document: BoardDocument, labels: readonly string[]): Shot[] => {
  if (labels.length === 0) return shotsInOrder(document)
  const chosen = labels.map((label) => {
    const shot = shotLabelled(document, label)
    if (shot) return shot
    return wrongUse(`--shot ${label}: the board has no shot of that label. ${labelsOf(document)}`)
  })
  return [...new Set(chosen)]
}

const labelsShown = 20

const labelsOf = (document: BoardDocument): string => {
  const labels = shotsInOrder(document).map((shot) => shot.label)
  if (labels.length === 0) return 'It has no shots yet.'
  const more = labels.length - labelsShown
  return `It has ${labels.slice(0, labelsShown).join(', ')}${more > 0 ? ` and ${more} more; “boardwright list” shows them` : ''}.`
}

/** A shot for people, on one line: `20 · Up the stairs`. */
export const nameOf = (shot: { readonly label: string; readonly title: string }): string =>
  shot.title ? `${shot.label} · ${shot.title.replaceAll(/\s+/g, ' ')}` : shot.label
