/**
 * Text as it may be sent to the service: Unicode NFC, without control characters or lone surrogates, runs of white
 * space folded to one space, trimmed. What a user typed is kept in the document as it is.
 */
export const cleanPrompt = (text: string): string =>
  text
    .toWellFormed()
    // Taken out first: what stood on both sides may form a run of white space, or one character.
    .replace(/[^\P{Cc}\s]|[\uFFFD\uFEFF]/gu, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim()

/** Length of a text in characters as people count them (code points). */
export const characterCount = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}
