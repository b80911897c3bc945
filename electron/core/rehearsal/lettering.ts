import { createRequire } from 'node:module'
import sharp from 'sharp'
import type { OverlayOptions } from 'sharp'
import { cleanPrompt } from '../../../shared/domain/text.ts'
import { wordsOf } from '../disk/failure.ts'
import { outsideArchive } from '../disk/outside-archive.ts'

/** Text to be set in type, left-aligned and wrapped. Sizes and sides in pixels. */
export interface Copy {
  readonly text: string
  readonly colour: string
  readonly bold?: boolean
  /** Sizes of type to try, largest first; at the last one the text is cut to fit, with an ellipsis. */
  readonly sizes: readonly number[]
  readonly maxWidth: number
  readonly maxHeight: number
}

/** Type that has been set: transparent pixels with letters on them. */
export interface Lettering {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** More characters than a card can show at its smallest type; bounds the work for a prompt made to be long. */
const longestCopy = 2500

/** Inter comes with the program; the others stand in for scripts that it lacks, where they are installed. */
const typeface = 'Inter, Helvetica Neue, Segoe UI, Noto Sans, Sans'

const fontFile = (bold: boolean): string =>
  outsideArchive(
    createRequire(import.meta.url).resolve(
      `@expo-google-fonts/inter/${bold ? '600SemiBold/Inter_600SemiBold' : '400Regular/Inter_400Regular'}.ttf`,
    ),
  )

const lineGap = 0.1

const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const draw = async (text: string, size: number, copy: Copy): Promise<Lettering | undefined> => {
  try {
    const { data, info } = await sharp({
      text: {
        text: `<span foreground="${copy.colour}"${copy.bold === true ? ' weight="600"' : ''}>${escapeMarkup(text)}</span>`,
        font: `${typeface} ${size}`,
        fontfile: fontFile(copy.bold === true),
        dpi: 72,
        rgba: true,
        width: Math.floor(copy.maxWidth),
        wrap: 'word-char',
        spacing: Math.round(size * lineGap),
      },
    })
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch (error) {
    // Text of invisible characters only leaves nothing to draw.
    if (/no text to render/i.test(wordsOf(error))) return undefined
    throw error
  }
}

const fits = (lettering: Lettering, copy: Copy): boolean =>
  lettering.height <= copy.maxHeight && lettering.width <= copy.maxWidth

const cutAt = (characters: readonly string[], length: number): string =>
  `${characters.slice(0, length).join('').trimEnd()}…`

/**
 * Sets text in the largest of its sizes that fits its box, or cuts it at the smallest.
 * @returns nothing where the text is empty or invisible. Characters that neither Inter nor an installed font has
 * become boxes.
 */
export const setType = async (copy: Copy): Promise<Lettering | undefined> => {
  const cleaned = cleanPrompt(copy.text.slice(0, 2 * longestCopy))
  if (cleaned === '') return undefined
  const characters = [...new Intl.Segmenter().segment(cleaned)]
    .map(({ segment }) => segment)
    .slice(0, longestCopy)
  const whole = characters.join('')
  for (const size of copy.sizes) {
    const lettering = await draw(whole, Math.round(size), copy)
    if (lettering === undefined || fits(lettering, copy)) return lettering
  }
  const smallest = Math.round(copy.sizes.at(-1)!)
  // Longest cut that fits, by halving: `shown` characters are known to fit, `missed` are known not to.
  let best: Lettering | undefined
  for (let shown = 0, missed = characters.length; missed - shown > 1;) {
    const middle = Math.floor((shown + missed) / 2)
    const lettering = await draw(cutAt(characters, middle), smallest, copy)
    if (lettering !== undefined && fits(lettering, copy)) {
      best = lettering
      shown = middle
    } else {
      missed = middle
    }
  }
  return best
}

/** Places lettering with its upper left corner at a point, for sharp's `composite`; nothing where there is none. */
export const placed = (lettering: Lettering | undefined, left: number, top: number): OverlayOptions[] =>
  lettering === undefined ? [] : [{ input: lettering.data, left: Math.round(left), top: Math.round(top) }]
