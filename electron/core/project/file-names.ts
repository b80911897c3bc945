/** A clip's place on the board. `label` and `title` are the shot's; `takeNumber` counts from 1. */
export interface ClipPlace {
  readonly label: string
  readonly title: string
  readonly takeNumber: number
}

/** Longest clip file name, in bytes of UTF-8: leaves room for a folder's path under the limits of every system. */
const nameLimitBytes = 120

/**
 * File name of a clip in `clips/`, such as `020_arrival_take03.mp4`: at most 120 bytes in UTF-8, safe on every file
 * system, and accepted by `clipNameSchema`.
 * @param taken whether a name is in use. It must answer for every name that is the same as an existing one by
 * `foldName`, since such twins are one file on some systems.
 */
export const clipFileName = (place: ClipPlace, taken: (name: string) => boolean): string => {
  const head = labelPart(place.label)
  const tail = `_take${String(place.takeNumber).padStart(2, '0')}`
  for (let attempt = 1; ; attempt++) {
    const ending = `${tail}${attempt === 1 ? '' : `-${attempt}`}.mp4`
    const room = nameLimitBytes - Buffer.byteLength(head + ending) - 1
    const title = shorten(slug(place.title), room)
    const name = `${head}${title === '' ? '' : `_${title}`}${ending}`
    if (!taken(name) && !taken(foldName(name))) return name
  }
}

/** Form in which two names are the same file on some file system: Unicode NFC, without difference of case. */
export const foldName = (name: string): string =>
  name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')

// "20A" → "020A". The label's own rule allows dots, which would read as an ending.
const labelPart = (label: string) => {
  const clean = label
    .normalize('NFKD')
    .replaceAll(/[^0-9A-Za-z]+/g, '')
    .slice(0, 16)
  const digits = /^\d*/.exec(clean)?.[0] ?? ''
  const part = digits === '' ? clean : digits.padStart(3, '0') + clean.slice(digits.length)
  return part === '' ? '000' : part
}

// Letters and digits of every script, with the marks that belong to them; everything else parts words.
const slug = (title: string) =>
  title
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replaceAll(/(?<![\p{L}\p{N}\p{M}])\p{M}+/gu, '')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '')

// Cuts between characters as people see them, so that no letter loses its accent.
const shorten = (text: string, limitBytes: number) => {
  if (Buffer.byteLength(text) <= limitBytes) return text
  let short = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (Buffer.byteLength(short + segment) > limitBytes) break
    short += segment
  }
  return short.replace(/-$/, '')
}
