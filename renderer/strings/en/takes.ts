import type { EngineId, Quality } from '../../../shared/domain/document.ts'
import type { StaleInput } from '../../../shared/domain/stale.ts'
import { counted } from './counting.ts'

const qualities: Readonly<Record<Quality, string>> = { draft: 'draft', final: 'final' }
const engines: Readonly<Record<EngineId, string>> = { fal: 'fal.ai', rehearsal: 'rehearsal' }

export const takes = {
  title: 'Takes',
  note: (count: number) => String(count),
  ofShot: (label: string) => `Takes of shot ${label}`,
  take: (number: number) => `Take ${number}`,
  qualities,
  engines,
  rehearsal: 'rehearsal',
  seed: (seed: number) => `seed ${seed}`,
  free: 'free',
  priceUnknown: 'price unknown',
  seconds: (seconds: string) => `${seconds} s`,
  empty: 'No takes yet',
  emptyHint: 'Render or rehearse the shot: every clip is kept here, with all that made it.',
  firstHint: {
    title: 'See the shot move',
    text: 'Press Rehearse below: it costs nothing and needs no key. The clip comes here.',
    dismiss: 'Got it',
  },
  noShot: 'Choose one shot to see its takes.',

  age: {
    now: 'just now',
    minutes: (minutes: number) => `${minutes} min ago`,
    hours: (hours: number) => `${hours} h ago`,
    yesterday: 'yesterday',
    days: (days: number) => `${days} days ago`,
  },

  stale: (changes: string) => `stale: ${changes} changed`,
  staleMany: (changes: string, more: number) => `stale: ${changes} and ${more} more changed`,
  staleWhy: (changes: string) => `Since this take was made, these have changed: ${changes}.`,
  missing: 'The clip is gone from the disk.',
  expired:
    'Expired: the clip is gone from the disk, and fal.ai no longer keeps it. Render again for another.',
  missingFetch: 'Fetch again',
  missingFetching: 'Fetching…',
  missingHint: 'fal.ai keeps clips for about a week; fetching costs nothing.',
  missingRehearsal: 'The clip is gone from the disk. Rehearse again: it is free.',
  fetched: (number: number) => `The clip of take ${number} is here again.`,

  row: {
    circled: 'circled',
    circle: (number: number) => `Circle take ${number}`,
    uncircle: (number: number) => `Take ${number} is circled; take the circle away`,
    more: (number: number) => `Take ${number}: more`,
  },

  job: {
    failed: 'failed',
    cancel: (number: number) => `Cancel take ${number}`,
    details: (number: number) => `Take ${number}: show in jobs`,
    needsYou: 'needs you',
  },

  bin: {
    title: (count: number) => `${count} in the bin`,
    restore: (number: number) => `Bring take ${number} back`,
    said: (number: number, price: string) =>
      price === '' ? `Take ${number} is in the bin.` : `Take ${number} is in the bin. It cost ${price}.`,
    clip: 'Its clip stays on the disk until you clean up.',
    undo: 'Undo',
  },

  marks: {
    title: (number: number) => `Take ${number}`,
    name: 'Name',
    nameHint: 'Shown in place of the number',
    note: 'Note',
    noteHint: 'What is good or wrong with it',
    done: 'Done',
    price: 'Price',
    seed: 'Seed',
    model: 'Model',
    size: 'Picture',
    length: 'Length',
    made: 'Made',
    request: 'Request',
    file: 'File',
    prompt: 'Prompt as sent',
    copyRequest: 'Copy the request id',
    copied: 'Copied.',
    details: 'What made it',
  },

  used: {
    settings: (number: number) => `The shot has the settings of take ${number}.`,
    missing: (count: number) =>
      `${counted(count, 'image')} of it ${count === 1 ? 'is' : 'are'} not in the library any more; the shot keeps the images it has.`,
    none: 'This take does not remember its settings: it was made before they were kept.',
    seed: (seed: number) => `The shot keeps the seed ${seed} now.`,
  },

  steps: {
    circle: (number: number) => `Circle take ${number}`,
    uncircle: 'Take the circle away',
    name: (number: number) => `Name take ${number}`,
    note: (number: number) => `Write a note on take ${number}`,
    bin: (number: number) => `Bin take ${number}`,
    restore: (number: number) => `Bring take ${number} back`,
    settings: (number: number) => `Use the settings of take ${number}`,
    seed: (number: number) => `Use the seed of take ${number}`,
  },

  said: {
    circled: (number: number) => `Take ${number} is circled.`,
    uncircled: (number: number) => `Take ${number} is not circled any more.`,
    restored: (number: number) => `Take ${number} is back.`,
    comparing: (left: number, right: number) => `Take ${left} beside take ${right}.`,
  },

  actions: {
    group: 'Takes',
    circle: 'Circle',
    uncircle: 'Take the circle away',
    compare: 'Compare',
    endCompare: 'End comparing',
    compareWith: (number: number) => `Compare with take ${number}`,
    marks: 'Name, note and details…',
    rename: 'Name the take…',
    settings: 'Use its settings',
    seed: 'Use the same seed',
    lastFrameNext: 'Last frame → first keyframe of the next shot',
    lastFrameHere: 'Last frame → keyframe of this shot',
    lastFrameLibrary: 'Last frame → library',
    thisFrame: 'Use the frame in sight',
    frames: 'Use a frame',
    reveal: 'Show in folder',
    save: 'Save a copy…',
    bin: 'Move to the bin',
    next: 'Next take',
    previous: 'Previous take',
    copySeed: 'Copy the seed',
    seedCopied: 'The seed is in the clipboard.',
  },
} as const

/** What of a take's inputs has changed, in a few words. */
export const staleWords = (input: StaleInput): string => {
  switch (input.what) {
    case 'inputs':
      return 'what it was made from'
    case 'mode':
    case 'model':
    case 'resolution':
    case 'length':
    case 'prompt':
    case 'seed':
    case 'roles':
      return input.what
    case 'aspect':
      return 'shape'
    case 'negative-prompt':
      return 'what is avoided'
    case 'image-order':
      return 'order of images'
    case 'ingredients-mode':
      return 'use of elements'
    case 'image':
      return `image ${input.number}`
    case 'framing':
      return `framing of image ${input.number}`
    case 'gap-prompt':
      return `prompt of gap ${input.number}`
    case 'gap-seconds':
      return `gap ${input.number}`
  }
}
