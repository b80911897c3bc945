import { z } from 'zod'

/** Camera moves and styles to choose from, as they come with the program (`assets/presets.json`). */

/** One of them: what people call it, and the words that are put into the prompt (1–500 characters). */
export const presetSchema = z.object({
  name: z.string().min(1).max(60),
  words: z.string().min(1).max(500),
})

const groupSchema = z.object({ group: z.string().min(1).max(60), presets: z.array(presetSchema).min(1) })
export type PresetGroup = Readonly<z.infer<typeof groupSchema>>

/** The schema of the file: groups of camera moves, and groups of styles, in the order in which they are shown. */
export const presetsSchema = z.object({ cameras: z.array(groupSchema), styles: z.array(groupSchema) })
export type Presets = Readonly<z.infer<typeof presetsSchema>>

/** The kinds of presets, by their names in the file and in the settings. */
export type PresetKind = keyof Presets

/** The words of a prompt's part, one piece for each comma: what presets add and take away. */
const pieces = (text: string): string[] =>
  text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

const key = (text: string): string => pieces(text).join(', ').toLowerCase()

/** Whether a part of a prompt has the words of a preset in it, as whole pieces between commas. Case does not matter. */
export const hasPreset = (text: string, words: string): boolean =>
  `, ${key(text)}, `.includes(`, ${key(words)}, `)

/** A part of a prompt with the words of a preset, behind what it says already. */
export const withPreset = (text: string, words: string): string =>
  hasPreset(text, words) ? text : [...pieces(text), words.trim()].join(', ')

/** A part of a prompt without the words of a preset; the same text where they are not in it. */
export const withoutPreset = (text: string, words: string): string => {
  if (!hasPreset(text, words)) return text
  const all = pieces(text)
  const gone = pieces(words).map((piece) => piece.toLowerCase())
  const at = all.findIndex((_, start) =>
    gone.every((piece, offset) => all[start + offset]?.toLowerCase() === piece),
  )
  return all.toSpliced(at, gone.length).join(', ')
}
