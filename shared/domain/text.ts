/** Longest text of one field of the document, in characters; guards against a file made to exhaust memory. */
export const textLimit = 20_000

// What no service takes: control characters other than white space, replacement characters, stray byte order marks.
const unsupported = /[^\P{Cc}\s]|[\uFFFD\uFEFF]/gu

// Most prompts: words of printable ASCII with single spaces between, which are clean as they are.
const plainWords = /^(?:[!-~]+(?: [!-~]+)*)?$/

/**
 * Text as it may be sent to the service: Unicode NFC, without control characters or lone surrogates, runs of white
 * space folded to one space, trimmed. What a user typed is kept in the document as it is.
 */
export const cleanPrompt = (text: string): string =>
  plainWords.test(text)
    ? text
    : text
        .toWellFormed()
        // Taken out first: what stood on both sides may form a run of white space, or one character.
        .replace(unsupported, '')
        .normalize('NFC')
        .replace(/\s+/gu, ' ')
        .trim()

/** How many characters of a text `cleanPrompt` takes out because they cannot be sent; folded white space is none. */
export const unsupportedCount = (text: string): number => text.toWellFormed().match(unsupported)?.length ?? 0

/** Length of a text in characters as people count them (code points). */
export const characterCount = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}
