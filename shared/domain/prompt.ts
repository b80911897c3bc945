import type { BoardDocument, Gap, Motion, PromptPart, Shot, Template } from './document.ts'
import { cleanPrompt } from './text.ts'

/**
 * The prompt as sent: what the shot says, wrapped in the board's template. Where the shot says nothing of its camera or
 * style, the template's block stands in their place; its quality and safety blocks end every prompt.
 */

/** Where words of a prompt come from; `description` is the shot's free text. */
export type PromptSource = 'description' | PromptPart | 'motion' | 'gap' | keyof Template

/** A piece of a prompt. The texts of all pieces, one after the other, are the prompt as sent. */
export interface PromptPiece {
  readonly text: string
  /** Whether the words are the shot's own or come from the board's template. */
  readonly source: 'shot' | 'board'
  readonly part: PromptSource
}

/** How much is to move, in the words that are sent. */
export const motionPhrases: Readonly<Record<Motion, string>> = {
  subtle: 'subtle motion',
  moderate: 'moderate motion',
  strong: 'strong, dynamic motion',
}

/** What may become a piece. `opens` begins a sentence of its own; else it goes on with the one before. */
interface Candidate extends PromptPiece {
  readonly opens: boolean
}

/** The prompt of a shot in its pieces; none where neither the shot nor the board says anything. */
export const composedPieces = (document: BoardDocument, shot: Shot): PromptPiece[] => {
  const { promptParts: parts, motion } = shot
  const own = (part: PromptPart, opens = false) => candidate(parts[part], 'shot', part, opens)
  return joined([
    candidate(shot.prompt, 'shot', 'description', true),
    own('subject', true),
    own('scene'),
    own('action'),
    ownOrTemplate(document, shot, 'camera'),
    ownOrTemplate(document, shot, 'style'),
    candidate(motion ? motionPhrases[motion] : '', 'shot', 'motion', false),
    own('constraints', true),
    ...endings(document.template),
  ])
}

/** The prompt of a shot as it is sent; '' where there is none. */
export const composePrompt = (document: BoardDocument, shot: Shot): string =>
  textOf(composedPieces(document, shot))

/**
 * The prompt of one gap in its pieces. A gap without words of its own has the shot's, so that each transition is
 * directed. Its own words replace all that the shot says of what happens; the look stays: the style (the shot's or the
 * board's), and the board's quality and safety blocks. The camera is not added, since a gap often gives it another
 * move.
 */
export const composedGapPieces = (document: BoardDocument, shot: Shot, gap: Gap): PromptPiece[] => {
  if (cleanPrompt(gap.prompt) === '') return composedPieces(document, shot)
  return joined([
    candidate(gap.prompt, 'shot', 'gap', true),
    ownOrTemplate(document, shot, 'style'),
    ...endings(document.template),
  ])
}

/** The prompt of one gap as it is sent; '' where there is none. */
export const composeGapPrompt = (document: BoardDocument, shot: Shot, gap: Gap): string =>
  textOf(composedGapPieces(document, shot, gap))

/**
 * Whether a shot says for itself what is to be made: its description or one of its parts. The board's template alone
 * describes no shot, and neither does an amount of motion.
 */
export const isDescribed = (shot: Shot): boolean =>
  [shot.prompt, ...Object.values(shot.promptParts)].some((text) => cleanPrompt(text) !== '')

const textOf = (pieces: readonly PromptPiece[]): string => pieces.map((piece) => piece.text).join('')

const candidate = (
  text: string,
  source: PromptPiece['source'],
  part: PromptSource,
  opens: boolean,
): Candidate => ({ text: cleanPrompt(text), source, part, opens })

const ownOrTemplate = (document: BoardDocument, shot: Shot, part: 'camera' | 'style'): Candidate => {
  const own = candidate(shot.promptParts[part], 'shot', part, false)
  return own.text === '' ? candidate(document.template[part], 'board', part, false) : own
}

const endings = ({ quality, safety }: Template): Candidate[] => [
  candidate(quality, 'board', 'quality', true),
  candidate(safety, 'board', 'safety', true),
]

// Punctuation that ends a piece already, perhaps within quotes or brackets: nothing is added after it.
const ended = /[.!?…,;:。！？，；：、—–]["'”’»)\]]*$/u
// Punctuation that begins a piece and belongs to what stood before it; a decimal point stays.
const leading = /^(?:[,;:\s]|\.(?!\d))+/u

const joined = (candidates: readonly Candidate[]): PromptPiece[] => {
  const pieces: PromptPiece[] = []
  let before = ''
  let opened = false
  for (const { text, source, part, opens } of candidates) {
    opened ||= opens
    const words = before === '' ? text : text.replace(leading, '')
    if (words === '') continue
    const lead = before === '' ? '' : ended.test(before) ? ' ' : opened ? '. ' : ', '
    pieces.push({ text: lead + words, source, part })
    before = words
    opened = false
  }
  return pieces
}
