import shipped from '../../assets/presets.json' with { type: 'json' }
import type { PresetGroup, PresetKind, Presets } from '../../shared/domain/presets.ts'

/** Camera moves and styles as they come with the program. */
export const shippedPresets: Presets = shipped

/** Longest words of one's own, in characters, and how many can be kept: the settings take no more. */
export const ownPresetLimits: Readonly<
  Record<PresetKind, { readonly length: number; readonly count: number }>
> = {
  cameras: { length: 200, count: 200 },
  styles: { length: 500, count: 200 },
}

/** The groups with what is called, or says, something; groups with nothing of it are left out. */
export const foundPresets = (groups: readonly PresetGroup[], text: string): readonly PresetGroup[] => {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return groups
  return groups.flatMap(({ group, presets }) => {
    const found = presets.filter(({ name, words }) => `${name} ${words}`.toLowerCase().includes(wanted))
    return found.length > 0 ? [{ group, presets: found }] : []
  })
}
