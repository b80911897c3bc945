import { createLogUpdate } from 'log-update'
import stringWidth from 'string-width'
import type { Failure, FailureCode } from '../../shared/errors.ts'

/**
 * What the program says. For people: lines on standard output, notes and errors on standard error. With `--json`: one
 * object per line on standard output, errors included, and nothing else there.
 */
export interface Output {
  readonly json: boolean
  /** Whether a person sits at the terminal, so that a picture of the work may be redrawn in place. */
  readonly interactive: boolean
  /** A result, for people. */
  line: (text: string) => void
  /** Something worth knowing that is not the result; silent with `--quiet`. */
  note: (text: string) => void
  /** An event, for programs. */
  event: (name: string, fields: Readonly<Record<string, unknown>>) => void
  /** Facts for the last line that programs read; `finish` prints them. */
  summary: (fields: Readonly<Record<string, unknown>>) => void
  failure: (failure: Failure) => void
  /** Redraws the picture of the work in place. */
  redraw: (lines: readonly string[]) => void
  /** Leaves the last picture standing. */
  endRedraw: () => void
  /** Size of the terminal, in characters. */
  size: () => { readonly columns: number; readonly rows: number }
  /** Ends the output: the summary is the last line that programs read, whatever happened. */
  finish: () => void
}

/** What the summary says where a command has nothing else to report. */
const emptySummary = { succeeded: 0, failed: 0, uncertain: 0, spentUsd: 0, clips: [] }

/** Output on the given streams. */
export const createOutput = (
  streams: { readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream },
  options: { readonly json: boolean; readonly quiet: boolean },
): Output => {
  const { json, quiet } = options
  const { stdout, stderr } = streams
  const picture = createLogUpdate(stdout)
  let standing: string | null = null
  let facts: Readonly<Record<string, unknown>> = {}
  // Who reads may leave early (`| head`); the work goes on all the same.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreBrokenPipe)
  const event: Output['event'] = (name, fields) => {
    if (json) stdout.write(`${JSON.stringify({ event: name, ...fields })}\n`)
  }
  // What is said while a picture stands goes above it.
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (standing !== null) picture.clear()
    stream.write(`${printable(text)}\n`)
    if (standing !== null) picture(standing)
  }
  return {
    json,
    interactive: stdout.isTTY && !json && !quiet,
    line: (text) => {
      if (!json) write(stdout, text)
    },
    note: (text) => {
      if (!json && !quiet) write(stderr, text)
    },
    event,
    summary: (fields) => {
      facts = { ...facts, ...fields }
    },
    failure: (failure) => {
      if (json) event('error', { ...failure })
      else write(stderr, failureText(failure))
    },
    redraw: (lines) => {
      standing = lines.map(printable).join('\n')
      picture(standing)
    },
    endRedraw: () => {
      if (standing !== null) picture.done()
      standing = null
    },
    size: () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 }),
    finish: () => event('summary', { ...emptySummary, ...facts }),
  }
}

const ignoreBrokenPipe = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
}

/** How to take the next step at a terminal, where the sentence leaves that open. */
const nextSteps: Partial<Record<FailureCode, string>> = {
  'fal/no-key':
    '“boardwright key set” stores a key. Set FAL_KEY to use one once, or pass --engine rehearsal.',
}

/**
 * A failure for people: the sentence and what it may have cost, then how to go on, the technical words and the request
 * id where they say more.
 */
export const failureText = ({ code, message, cost, detail, requestId }: Failure): string =>
  [
    cost === 'perhaps' ? `${message} fal.ai may have charged for it.` : message,
    ...(nextSteps[code] === undefined ? [] : [`  ${nextSteps[code]}`]),
    ...(detail && !message.includes(detail) ? [`  (${detail})`] : []),
    ...(requestId && !message.includes(requestId) ? [`  request ${requestId}`] : []),
  ].join('\n')

// Threat: a title or file name from a stranger's project that steers the terminal.
const printable = (text: string) =>
  text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (character) => (character === '\n' ? '\n' : '\uFFFD'))

/** Pads a text with spaces to a width in terminal columns, or cuts it to that width with an ellipsis. */
export const fit = (text: string, width: number): string => {
  const flat = text.replaceAll('\n', ' ')
  if (stringWidth(flat) <= width) return flat + ' '.repeat(width - stringWidth(flat))
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(flat)) {
    if (stringWidth(cut + segment) > width - 1) break
    cut += segment
  }
  return `${cut}…${' '.repeat(Math.max(0, width - 1 - stringWidth(cut)))}`
}

/** Rows in columns that are as wide as their widest cell, up to `widest`; the last column is neither padded nor cut. */
export const columns = (rows: readonly (readonly string[])[], widest = 28): string[] => {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.min(Math.max(widths[at] ?? 0, stringWidth(cell)), widest)
    })
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : fit(cell, widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
