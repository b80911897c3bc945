/**
 * Text as it may be sent to the service: Unicode NFC, without control characters or lone surrogates, runs of white
 * space folded to one space, trimmed. What a user typed is kept in the document as it is.
 */
export const cleanPrompt = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\uFFFD\uFEFF]/gu, '')
    .trim()

/** Length of a text in characters as people count them (code points). */
export const characterCount = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}
