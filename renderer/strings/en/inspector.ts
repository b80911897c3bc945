import type { Motion, PromptPart, ShotStatus } from '../../../shared/domain/document.ts'
import type { IngredientsMode, Model, ShotMode } from '../../../shared/domain/endpoints.ts'
import { counted, grouped } from './counting.ts'

const shots = (count: number) => counted(count, 'shot')

const parts: Readonly<Record<PromptPart, string>> = {
  subject: 'Subject',
  scene: 'Scene',
  action: 'Action',
  camera: 'Camera',
  style: 'Style',
  constraints: 'Keep',
}

const statuses: Readonly<Record<ShotStatus, string>> = {
  todo: 'To do',
  drafting: 'Drafting',
  review: 'For review',
  approved: 'Approved',
}

const models: Readonly<Record<Model, string>> = { '2.2': 'Pika 2.2', '2.1': 'Pika 2.1', turbo: 'Pika Turbo' }
const ingredientsModes: Readonly<Record<IngredientsMode, string>> = {
  precise: 'Precise',
  creative: 'Creative',
}
const motions: Readonly<Record<Motion, string>> = {
  subtle: 'Subtle',
  moderate: 'Moderate',
  strong: 'Strong',
}

/** What Pika advises to say in each part, by the mode of the shot. */
type Advice = Readonly<Record<PromptPart | 'description', string>>
const advice: Readonly<Record<ShotMode, Advice>> = {
  frames: {
    description: 'How the shot goes from keyframe to keyframe; the images show the rest',
    subject: 'What changes on the way',
    scene: 'What the keyframes lack',
    action: 'What happens between them',
    camera: 'One move through the shot',
    style: 'What the keyframes lack',
    constraints: 'What stays: horizon, face',
  },
  elements: {
    description: 'Who does what, with which of the elements, and where',
    subject: 'Each element by its name',
    scene: 'Where they meet',
    action: 'What they do together',
    camera: 'How the camera moves',
    style: 'Light, material, period',
    constraints: 'What looks as in its image',
  },
  image: {
    description: 'What moves, how the camera moves, and what stays as it is',
    subject: 'What moves',
    scene: 'Changes of weather or light',
    action: 'How it moves, how fast',
    camera: 'How the camera moves',
    style: 'Leave it to the image',
    constraints: 'What stays as it is',
  },
  text: {
    description: 'One moment: who, where, what happens, how it is filmed',
    subject: 'Who, with two or three traits',
    scene: 'Where, when, weather, light',
    action: 'One thing that happens',
    camera: 'Shot size and one move',
    style: 'Medium, light, colours',
    constraints: 'What must be or stay so',
  },
}

export const inspector = {
  title: 'Shot',
  many: (count: number) => shots(count),
  none: 'No shot is chosen',
  noneHint: 'Choose one on the board, or several to change them together.',
  mixed: 'differs',
  mixedHint: (count: number) => `The ${shots(count)} differ here. What you enter holds for all of them.`,
  statuses,
  models,
  ingredientsModes,
  motions,
  parts,
  advice,

  head: {
    shot: 'Shot',
    label: 'Label',
    labelHint: 'Letters, digits, dot and hyphen; up to 16 characters.',
    lock: 'Lock the label',
    unlock: 'Unlock the label',
    lockedHint: 'The label is locked: it is on slates already.',
    name: 'Title',
    untitled: 'Untitled',
    status: 'Status',
    range: (labels: readonly string[]) =>
      labels.length > 6 ? `${labels.slice(0, 5).join(', ')} … ${labels.at(-1)}` : labels.join(', '),
  },

  sections: {
    prompt: 'Prompt',
    settings: 'Settings',
    script: 'Script and notes',
  },
  summary: {
    script: (filled: readonly string[]) => (filled.length === 0 ? 'empty' : filled.join(', ').toLowerCase()),
    prompt: (count: number) => (count === 0 ? 'empty' : counted(count, 'character')),
  },

  description: 'Description',
  boardLook: (words: string) => `Board: ${words}`,
  motion: 'Motion',
  motionNone: 'As described',
  motionHint: 'Said in words at the end of the shot’s prompt.',
  negative: 'Avoid',
  negativeDefault: (words: string | null) =>
    words === null
      ? 'The endpoint’s own list'
      : words === ''
        ? 'Nothing, as the endpoint does by itself'
        : `${words} (the endpoint’s own)`,
  negativeOff: (words: string) => `Nothing is avoided; the endpoint’s own “${words}” is off.`,
  negativeReset: 'Use the endpoint’s own',

  presets: {
    open: { cameras: 'Camera moves', styles: 'Styles' },
    find: { cameras: 'Find a camera move', styles: 'Find a style' },
    own: 'Yours',
    ownNone: 'Words that you keep are here.',
    nothing: 'Nothing is called that.',
    keep: 'Keep these words',
    keepHint: (words: string) => `Keep “${words}” among yours`,
    forget: (words: string) => `Forget “${words}”`,
    tooLong: (limit: number) => `Too long to keep: ${limit} characters at most.`,
    full: 'No more can be kept; forget one first.',
  },

  sent: {
    title: 'Sent',
    gap: (number: number) => `Gap ${number} sends`,
    longest: (label: string) => `Longest: shot ${label}`,
    region: 'Prompt as sent',
    none: 'No words are sent.',
    count: (count: number, limit: number) => `${grouped(count)} of ${grouped(limit)}`,
    over: (over: number) => `${counted(over, 'character')} too many: it cannot be sent like this.`,
    gapsOver: (gaps: readonly number[]) =>
      gaps.length === 1
        ? `The prompt of gap ${gaps[0]} is too long.`
        : `The prompts of gaps ${gaps.join(', ')} are too long.`,
    cleaned: (count: number) =>
      `${counted(count, 'character')} that cannot be sent ${count === 1 ? 'is' : 'are'} left out.`,
    board: 'from the board',
    template: 'Edit the board’s words',
  },

  settings: {
    model: 'Model',
    resolution: 'Resolution',
    aspect: 'Shape',
    aspectBoard: (aspect: string) => `Board (${aspect})`,
    aspectFramed: 'Images are framed to it.',
    length: 'Length',
    lengthOnTrack: (seconds: number) => `${seconds} s, set on the timeline`,
    lengthOption: (seconds: number) => `${seconds} s`,
    ingredients: 'Elements',
    ingredientsHint: {
      precise: 'They look as they do in their images.',
      creative: 'They may be changed to fit the shot.',
    },
    seed: 'Seed',
    seedRandom: 'New for each take',
    seedLock: 'Keep one seed for all takes',
    seedUnlock: 'Draw a new seed for each take',
    seedShuffle: 'Draw another seed and keep it',
    seedCopy: 'Copy the seed',
    seedCopied: 'The seed is in the clipboard.',
    billed: (seconds: number) => `billed as ${seconds} s`,
    pricesOf: (date: string) => `Prices of fal.ai, ${date}. Rehearsals are free.`,
    dear: (factor: string) => `1080p costs ${factor} times as much as 720p.`,
  },

  script: {
    action: 'Action',
    dialogue: 'Dialogue',
    notes: 'Notes',
    actionHint: 'What is seen, for people',
    dialogueHint: 'Who says what',
    notesHint: 'Anything else, for people',
    notSent: 'For people: nothing of this is sent.',
  },

  steps: {
    description: 'Describe the shot',
    part: (part: PromptPart) => `Change ${parts[part].toLowerCase()}`,
    motion: 'Change motion',
    negative: 'Change what is avoided',
    title: 'Rename the shot',
    label: 'Change label',
    lock: 'Lock label',
    unlock: 'Unlock label',
    status: 'Change status',
    setting: (what: string) => `Change ${what.toLowerCase()}`,
    script: (what: string) => `Write ${what.toLowerCase()}`,
    many: (step: string, count: number) => `${step} of ${shots(count)}`,
  },

  actions: {
    group: 'Shot',
    describe: 'Write the description',
    shuffleSeed: 'Draw another seed and keep it',
    freeSeed: 'Draw a new seed for each take',
    cameras: 'Choose a camera move…',
    styles: 'Choose a style…',
    resolution: (resolution: string) => `Render at ${resolution}`,
  },
} as const
