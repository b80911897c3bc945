import stringWidth from 'string-width'
import { programPath, startCommand, type Running, type Start } from './program.ts'

/** A terminal's size in characters. */
export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** Starts `boardwright` in a pseudo-terminal of its own, by way of `script` (Debian's bsdutils). */
export const startOnTerminal = (
  args: readonly string[],
  { columns, rows }: TerminalSize,
  start: Start,
): Running => {
  const command = [process.execPath, programPath, ...args].map(quoted).join(' ')
  return startCommand(
    'script',
    [
      '--quiet',
      '--flush',
      '--return',
      '--command',
      `stty cols ${columns} rows ${rows}; exec ${command}`,
      '/dev/null',
    ],
    start,
  )
}

/**
 * What a terminal of this size shows after this output, line by line without trailing blanks, scrolled-out lines
 * first. Knows what the program writes, and throws at anything else.
 */
export const screenAfter = (output: string, { columns, rows }: TerminalSize): string[] => {
  const lines: string[][] = [[]]
  let row = 0
  let column = 0
  const top = () => Math.max(0, lines.length - rows)
  const goTo = (target: number) => {
    row = Math.min(Math.max(target, top()), lines.length - 1)
  }
  const feed = () => {
    row++
    if (row === lines.length) lines.push([])
  }
  const put = (text: string) => {
    const width = stringWidth(text)
    if (width === 0) return
    if (column + width > columns) {
      feed()
      column = 0
    }
    const line = lines[row] ?? []
    while (line.length < column) line.push(' ')
    line.splice(column, width, text, ...Array.from({ length: width - 1 }, () => ''))
    column += width
  }
  const control = (parameters: string, letter: string) => {
    const count = Number(parameters || '1')
    const line = lines[row] ?? []
    if (letter === 'A') goTo(row - count)
    else if (letter === 'B') goTo(row + count)
    else if (letter === 'G') column = count - 1
    else if (letter === 'K' && parameters === '2') line.length = 0
    else if (letter === 'K') line.length = Math.min(line.length, column)
    else if (letter === 'J') {
      line.length = Math.min(line.length, column)
      for (const below of lines.slice(row + 1)) below.length = 0
    } else throw new Error(`the screen does not know the sequence ESC [ ${parameters}${letter}`)
  }
  const characters = new Intl.Segmenter()
  // oxlint-disable-next-line no-control-regex -- a terminal's language is control characters
  const pieces = /\u001B\[([0-9]*)([A-Z])|\u001B\[\?[0-9]+[hl]|[\r\n\u001B]|[^\r\n\u001B]+/g
  for (const [piece, parameters, letter] of output.matchAll(pieces)) {
    if (letter !== undefined) control(parameters ?? '', letter)
    else if (piece === '\r') column = 0
    else if (piece === '\n') feed()
    else if (piece === '\u001B') throw new Error('the screen does not know a sequence')
    else if (!piece.startsWith('\u001B')) for (const { segment } of characters.segment(piece)) put(segment)
  }
  return lines.map((line) => line.join('').trimEnd())
}
