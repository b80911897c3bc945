import { useState } from 'react'
import type { Framing } from '../../shared/domain/document.ts'
import type { Aspect, PixelSize } from '../../shared/domain/endpoints.ts'
import { centredView, framingOf, viewOf, type CropView } from './framing.ts'

/** A framing while it is worked on. What the fit of the moment does not need is kept, for going back and forth. */
export interface CropDraft {
  readonly fit: Framing['fit']
  readonly view: CropView
  readonly fill: 'colour' | 'blur'
  /** `#rrggbb`. */
  readonly colour: string
  /** What it began with: while the view is that one, its very numbers are kept, so that nothing counts as changed. */
  readonly begun: { readonly framing: Framing; readonly view: CropView }
}

const black = '#000000'

export const draftOf = (framing: Framing, image: PixelSize, aspect: Aspect): CropDraft => {
  const fill = framing.fit === 'contain' ? framing.fill : { kind: 'blur' as const }
  const view = framing.fit === 'cover' ? viewOf(framing.crop, image, aspect) : centredView
  return {
    fit: framing.fit,
    view,
    begun: { framing, view },
    fill: fill.kind,
    colour: fill.kind === 'colour' ? fill.colour : black,
  }
}

/** The framing that a draft stands for. */
export const framingOfDraft = (draft: CropDraft, image: PixelSize, aspect: Aspect): Framing => {
  const { begun, view } = draft
  if (draft.fit === 'cover')
    return view === begun.view && begun.framing.fit === 'cover'
      ? begun.framing
      : framingOf(view, image, aspect)
  return {
    fit: 'contain',
    fill: draft.fill === 'colour' ? { kind: 'colour', colour: draft.colour } : { kind: 'blur' },
  }
}

/** A colour as typed (`#fa0`, `ffaa00`), or null where it is none. */
export const typedColour = (text: string): string | null => {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())
  const digits = match?.[1]?.toLowerCase()
  if (!digits) return null
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

/** The framing that is worked on. */
export const useCrop = (framing: Framing, image: PixelSize, aspect: Aspect) => {
  const [draft, setDraft] = useState(() => draftOf(framing, image, aspect))
  return {
    draft,
    framing: framingOfDraft(draft, image, aspect),
    change: (patch: Partial<CropDraft>) => setDraft((before) => ({ ...before, ...patch })),
    reset: () => setDraft((before) => ({ ...before, fit: 'cover', view: centredView })),
  }
}
