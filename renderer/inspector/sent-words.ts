import type { BoardDocument, Shot } from '../../shared/domain/document.ts'
import { promptLimit } from '../../shared/domain/endpoints.ts'
import { composedGapPieces, composedPieces, type PromptPiece } from '../../shared/domain/prompt.ts'
import { characterCount, cleanPrompt, unsupportedCount } from '../../shared/domain/text.ts'

/** The prompt as sent, with what there is to say about it. Pure. */
export interface SentWords {
  readonly shot: Shot
  /** Number of the gap whose prompt it is, from 1; null for the shot's. */
  readonly gap: number | null
  readonly pieces: readonly PromptPiece[]
  readonly characters: number
  /** How many characters it is too long. */
  readonly over: number
  /** How many typed characters cannot be sent. */
  readonly cleaned: number
  /** Numbers of the gaps whose own prompts are too long, from 1. */
  readonly gapsOver: readonly number[]
}

const lengthOf = (pieces: readonly PromptPiece[]): number =>
  characterCount(pieces.map(({ text }) => text).join(''))

/** The words of one shot, or of one of its gaps (`gap` from 0). */
export const sentWordsOf = (document: BoardDocument, shot: Shot, gap: number | null): SentWords => {
  const chosen = gap === null || shot.mode !== 'frames' ? undefined : shot.frames.gaps[gap]
  const pieces = chosen ? composedGapPieces(document, shot, chosen) : composedPieces(document, shot)
  const characters = lengthOf(pieces)
  const typed = chosen ? [chosen.prompt] : [shot.prompt, ...Object.values(shot.promptParts)]
  return {
    shot,
    gap: chosen && gap !== null ? gap + 1 : null,
    pieces,
    characters,
    over: Math.max(0, characters - promptLimit),
    cleaned: typed.reduce((sum, text) => sum + unsupportedCount(text), 0),
    gapsOver: shot.mode === 'frames' ? gapsOver(document, shot) : [],
  }
}

// A gap without words of its own has the shot's, whose length is told already.
const gapsOver = (document: BoardDocument, shot: Shot): number[] =>
  shot.frames.gaps.flatMap((gap, at) =>
    cleanPrompt(gap.prompt) !== '' && lengthOf(composedGapPieces(document, shot, gap)) > promptLimit
      ? [at + 1]
      : [],
  )

/** Of several shots, the words of the one that sends the most. Throws for no shots. */
export const longestWordsOf = (document: BoardDocument, shots: readonly Shot[]): SentWords => {
  const [first, ...others] = shots.map((shot) => sentWordsOf(document, shot, null))
  if (!first) throw new RangeError('no shots send no words')
  return others.reduce((longest, words) => (words.characters > longest.characters ? words : longest), first)
}
