import type { Aspect } from '../../shared/domain/endpoints.ts'

/** A frame within the picture, in percent of its sides. */
export interface SafeArea {
  readonly name: 'action' | 'title' | 'phone'
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

const all = (name: SafeArea['name'], percent: number): SafeArea => ({
  name,
  top: percent,
  right: percent,
  bottom: percent,
  left: percent,
})

// SMPTE ST 2046-1: action within 93 %, titles within 90 % of each side.
const action = all('action', 3.5)
const title = all('title', 5)
// Upright pictures are watched on phones, whose players lay names, words and buttons over top, bottom and right side.
const phone: SafeArea = { name: 'phone', top: 14, right: 12, bottom: 20, left: 6 }

/** What stays visible wherever a picture of this shape is shown. */
export const safeAreasOf = (aspect: Aspect): readonly SafeArea[] =>
  aspect === '9:16' || aspect === '2:3' ? [action, phone] : [action, title]
