/** Longest name kept, in characters. */
const maxCharacters = 255

/**
 * A file's base name as it is shown and stored: Unicode NFC, at most 255 characters, without control characters, path
 * separators, and the marks that reorder text (with which `gpj.exe` reads as `exe.jpg`). Never empty.
 */
export const displayName = (baseName: string): string => {
  const plain = baseName
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/gu, '')
    .trim()
  return Array.from(plain).slice(0, maxCharacters).join('') || 'unnamed'
}
