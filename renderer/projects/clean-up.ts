import type { ProjectUsage } from '../../shared/views.ts'

/** What is to go: the caches, unused images by their files, takes by their ids. */
export interface CleanUpChoice {
  readonly caches: boolean
  readonly media: ReadonlySet<string>
  readonly takes: ReadonlySet<string>
}

/** What nobody misses: the caches and takes that are in the board's bin already. Everything else is the user's to say. */
export const cautiousChoice = (usage: ProjectUsage): CleanUpChoice => ({
  caches: usage.cacheBytes > 0,
  media: new Set(),
  takes: new Set(usage.uncircledTakes.filter(({ binned }) => binned).map(({ takeId }) => takeId)),
})

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** What a choice comes to. */
export interface CleanUpSum {
  readonly bytes: number
  readonly images: number
  readonly takes: number
  /** What the chosen takes cost, in micro-dollars, and of how many that is not known. */
  readonly paidMicroUsd: number
  readonly paidUnknown: number
}

export const sumOf = (usage: ProjectUsage, choice: CleanUpChoice): CleanUpSum => {
  const media = usage.unusedMedia.filter(({ file }) => choice.media.has(file))
  const takes = usage.uncircledTakes.filter(({ takeId }) => choice.takes.has(takeId))
  return {
    bytes: sum([
      choice.caches ? usage.cacheBytes : 0,
      ...media.map(({ bytes }) => bytes),
      ...takes.map(({ bytes }) => bytes),
    ]),
    images: media.length,
    takes: takes.length,
    paidMicroUsd: sum(takes.map(({ priceMicroUsd }) => priceMicroUsd ?? 0)),
    paidUnknown: takes.filter(({ priceMicroUsd }) => priceMicroUsd === null).length,
  }
}

/** A part of what a project takes on disk. */
export interface UsagePart {
  readonly kind: 'media' | 'clips' | 'exports' | 'cache'
  readonly bytes: number
  /** Part of the whole, from 0 to 1. */
  readonly share: number
}

/** What a project takes on disk, in parts, with their sum. */
export const partsOf = (
  usage: ProjectUsage,
): { readonly total: number; readonly parts: readonly UsagePart[] } => {
  const { mediaBytes, clipsBytes, exportsBytes, cacheBytes } = usage
  const total = mediaBytes + clipsBytes + exportsBytes + cacheBytes
  const part = (kind: UsagePart['kind'], bytes: number) => ({
    kind,
    bytes,
    share: total > 0 ? bytes / total : 0,
  })
  return {
    total,
    parts: [
      part('clips', clipsBytes),
      part('media', mediaBytes),
      part('exports', exportsBytes),
      part('cache', cacheBytes),
    ],
  }
}

/** A set with one member put in or taken out. */
export const toggled = (set: ReadonlySet<string>, member: string, isIn: boolean): ReadonlySet<string> => {
  const next = new Set(set)
  if (isIn) next.add(member)
  else next.delete(member)
  return next
}

/** Whether all, some or none are in a set, as a checkbox over them says it. */
export const checkedOf = (members: readonly string[], set: ReadonlySet<string>): boolean | 'mixed' => {
  const count = members.filter((member) => set.has(member)).length
  return count === 0 ? false : count === members.length ? true : 'mixed'
}
