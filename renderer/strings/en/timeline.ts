import type { ElementRole } from '../../../shared/domain/document.ts'
import type { IngredientsMode, Model, ShotMode } from '../../../shared/domain/endpoints.ts'
import { counted, grouped } from './counting.ts'

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'] as const
const ordinal = (number: number) => ordinals[number - 1] ?? `${number}th`

const modes: Readonly<Record<ShotMode, string>> = {
  frames: 'Keyframes',
  elements: 'Elements',
  image: 'Image',
  text: 'Text',
}
const roles: Readonly<Record<ElementRole, string>> = {
  character: 'Character',
  prop: 'Prop',
  wardrobe: 'Wardrobe',
  setting: 'Setting',
}
const models: Readonly<Record<Model, string>> = { '2.2': 'Pika 2.2', '2.1': 'Pika 2.1', turbo: 'Pika Turbo' }
const ingredientsModes: Readonly<Record<IngredientsMode, string>> = {
  precise: 'Precise',
  creative: 'Creative',
}

export const timeline = {
  title: 'Shot timeline',
  noShot: 'No shot is selected. Choose one on the board.',
  mode: 'What the shot is made from',
  modes,
  roles,
  models,
  ingredientsModes,
  seconds: (seconds: number) => `${seconds} s`,

  length: {
    of: (seconds: number) => `${seconds} of 25 s`,
    meter: 'Length of the shot',
    meterText: (seconds: number) => `${seconds} of 25 seconds`,
    billed: (seconds: number) => `billed as ${seconds} s`,
    billedWhy: (seconds: number) => `The service charges at least ${seconds} seconds.`,
    priceWhy: (resolution: string, date: string) =>
      `One final take at ${resolution} with fal.ai, at its prices of ${date}. Rehearsals are free.`,
    noPrice: '–',
    notYet: (reason: string) => `Not ready to render. ${reason}`,
    more: (count: number) => `and ${count} more`,
    rejected: (field: string, words: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}: ${words}`,
  },

  track: {
    title: (label: string) => `Keyframes of shot ${label}`,
    keyframe: (number: number, of: number, seconds: number, image: string, shape: string | null) =>
      [`Keyframe ${number} of ${of} at ${seconds} s: ${image}`, shape].filter(Boolean).join('. '),
    gap: (number: number, seconds: number, prompt: string) =>
      `Gap ${number}, ${seconds} s. ${prompt === '' ? 'Prompt of the shot' : `Prompt: ${prompt}`}`,
    keys: 'Arrows go along the track. On a gap, plus and minus change its seconds and P writes its prompt. Space picks a keyframe up, F frames it, Delete takes it out.',
    shotsPrompt: 'prompt of the shot',
    empty: {
      first: 'Drop images here',
      firstHint: 'The first becomes the keyframe the shot begins with. Two to five make a shot.',
      second: 'Drop a second',
      next: (number: number) => `Drop a ${ordinal(number)}`,
      choose: (words: string) => `${words}, or press Enter to choose files`,
    },
    missing: 'not in the library',
    playhead: 'Playhead',
    playheadAt: (seconds: string) => `at ${seconds} s`,
    shape: (shape: string, isFilled: boolean) => `${shape} → ${isFilled ? 'filled' : 'cropped'}`,
    shapeShort: (shape: string, isFilled: boolean) => `${shape} → ${isFilled ? 'fill' : 'crop'}`,
    shapeWhy: (shape: string, aspect: string, isFilled: boolean) =>
      isFilled
        ? `The image is ${shape}, the shot ${aspect}: what the image leaves free is filled. Press F to choose how.`
        : `The image is ${shape}, the shot ${aspect}: the edges are cut off. Press F to choose what is seen.`,
    edge: (number: number) => `Drag to change gap ${number}; with Alt its neighbour makes up for it`,
    willReplace: 'replaces',
    willInsert: (before: number, after: number) => `${before} s | ${after} s`,
    full: 'Five at most',
  },

  edge: {
    tip: (seconds: number, price: string) => `${seconds} s · ${price}`,
    roll: (seconds: number, next: number, price: string) => `${seconds} s | ${next} s · ${price}`,
    stop: {
      total: 'A shot lasts at most 25 s',
      shortest: 'A gap lasts at least 1 s',
      'next-shortest': 'The next gap lasts at least 1 s',
    },
    said: (number: number, seconds: number, total: number) =>
      `Gap ${number}: ${counted(seconds, 'second')}. The shot lasts ${total}.`,
    cancelled: 'Cancelled. The gap is as it was.',
    notSeconds: 'That is not a number of seconds.',
    input: (number: number) => `Seconds of gap ${number}`,
  },

  places: {
    before: 'before the first keyframe',
    post: (number: number) => `on keyframe ${number}, in its place`,
    ownPost: (number: number) => `as keyframe ${number}`,
    gap: (number: number) => `between keyframes ${number} and ${number + 1}`,
    slot: 'behind the last keyframe',
    tile: (number: number) => `on element ${number}, in its place`,
    ownTile: (number: number) => `as element ${number}`,
    elementSlot: 'behind the last element',
    picture: 'as the image of the shot',
  },

  done: {
    placed: (count: number, number: number) =>
      count === 1 ? `Keyframe ${number} is placed.` : `${count} keyframes are placed, from ${number} on.`,
    replaced: (number: number) => `Keyframe ${number} has the image.`,
    moved: (number: number) => `It is keyframe ${number} now.`,
    stays: 'It stays where it was.',
    full: 'The shot is full.',
    removed: (number: number) => `Keyframe ${number} is taken out.`,
    took: (seconds: number) =>
      `The shot was at its 25 s: the longest gap gave ${counted(seconds, 'second')}.`,
    element: (number: number) => `It is element ${number}.`,
    elementRemoved: (number: number) => `Element ${number} is taken out.`,
    picture: 'The shot has the image.',
    pictureRemoved: 'The image is taken out.',
    role: (role: string) => `Role: ${role}.`,
    mode: (mode: string) => `The shot is made from ${mode.toLowerCase()} now. What it had before is kept.`,
    framed: 'The framing is changed.',
  },

  full: {
    keyframes: (label: string, count: number) =>
      `Shot ${label} has five keyframes, the most Pikaframes takes. ${count === 1 ? 'The image' : `${count} images`} did not fit.`,
    offer: 'Start the next shot with the fifth',
    offered: (label: string) => `Shot ${label} begins with the fifth keyframe.`,
    elements: (label: string, count: number) =>
      `Shot ${label} has five elements, the most it takes. ${count === 1 ? 'The image' : `${count} images`} did not fit.`,
    noShot: 'The next shot could not be added: this shot is on no scene.',
  },

  steps: {
    place: 'Place keyframe',
    replace: 'Replace keyframe',
    move: 'Move keyframe',
    remove: 'Remove keyframe',
    gap: 'Change gap',
    gapPrompt: 'Write gap prompt',
    mode: (mode: string) => `Make from ${mode.toLowerCase()}`,
    nextShot: 'Start the next shot',
    frame: 'Frame image',
    element: {
      place: 'Place element',
      replace: 'Replace element',
      move: 'Move element',
      remove: 'Remove element',
    },
    role: 'Change role',
    picture: 'Choose image',
    removePicture: 'Remove image',
    settings: 'Change settings',
  },

  prompt: {
    title: (number: number, seconds: number) => `Gap ${number} · ${seconds} s`,
    label: (number: number) => `Prompt of gap ${number}`,
    open: (text: string, number: number) => `${text}: prompt of gap ${number}`,
    hint: 'What happens between these two keyframes. Empty: the prompt of the shot.',
    none: 'The shot has no prompt either',
    characters: (count: number) => `${grouped(count)} of 2,500`,
    clear: 'Use the shot’s',
    done: 'Done',
  },

  menu: {
    post: (number: number) => `Keyframe ${number}`,
    gap: (number: number) => `Gap ${number}`,
    element: (number: number) => `Element ${number}`,
    picture: 'Image',
    seconds: 'Seconds',
    show: 'Show in viewer',
    replaceWith: (name: string) => `Replace with ${name}`,
    replaceByFile: 'Replace from a file…',
    role: 'Role',
  },

  elements: {
    title: (label: string) => `Elements of shot ${label}`,
    element: (number: number, of: number, role: string, image: string) =>
      `Element ${number} of ${of}, ${role.toLowerCase()}: ${image}`,
    keys: 'Arrows go along the elements. 1 to 4 choose the role: character, prop, wardrobe, setting. Space picks one up, Delete takes it out.',
    roleOf: (number: number, role: string) => `Role of element ${number}: ${role}`,
    empty: 'Drop images here',
    emptyHint: 'Up to five: who is in the shot, what they hold and wear, where it is.',
    next: 'Drop another',
    ingredients: 'How the elements are used',
    ingredientsHint: {
      precise: 'Precise: the elements look as they are in their images.',
      creative: 'Creative: the elements may be changed to fit the shot.',
    },
    length: 'Length of the clip',
  },

  picture: {
    title: (label: string) => `Image of shot ${label}`,
    keys: 'F frames it, Delete takes it out, Space picks it up.',
    label: (image: string, shape: string | null) => [`Image: ${image}`, shape].filter(Boolean).join('. '),
    empty: 'Drop an image',
    emptyHint: 'The shot begins with this picture; the prompt says what moves.',
    size: (width: number, height: number) => `${width} × ${height}`,
    model: 'Model',
    frame: 'Frame…',
    tooSmall: (width: number, height: number) =>
      `Smaller than the ${width} × ${height} that is sent: it will be enlarged.`,
  },

  text: {
    title: (label: string) => `Prompt of shot ${label}`,
    empty: 'Describe the shot in the inspector: it is made from words alone.',
    aspect: 'Shape',
    boards: (aspect: string) => `Board (${aspect})`,
  },

  crop: {
    title: (what: string) => `Frame ${what}`,
    keyframe: (number: number) => `keyframe ${number}`,
    picture: 'the image',
    fit: 'How the image fills the shot',
    cover: 'Cover',
    contain: 'Contain',
    fill: 'What fills the rest',
    colour: 'Colour',
    blur: 'Blur',
    colourValue: 'Colour of the rest',
    hex: 'Colour as a hex number',
    zoom: 'Zoom',
    zoomText: (percent: number) => `${percent} percent`,
    area: 'Part of the image that is seen',
    areaText: (x: number, y: number, zoom: number) =>
      `${zoom} percent zoom, ${x} percent from the left, ${y} percent from the top`,
    keys: 'Drag to move · wheel or corners to scale · arrows, + and − · 0 resets',
    sent: 'As it will be sent',
    sentAlt: 'The image as it will be sent',
    size: (width: number, height: number, aspect: string) => `${width} × ${height} · ${aspect}`,
    enlarged: 'This part has fewer pixels than are sent: it will be enlarged.',
    failed: 'The picture could not be shown.',
    reset: 'Reset',
    all: (count: number) => `Apply to all ${count} keyframes`,
    allHint: 'A crop fits images of one shape; others are cropped from their middle.',
    apply: 'Apply',
    cancel: 'Cancel',
    gone: 'The image is not there any more.',
  },

  preview: {
    label: 'Rehearsal of the timing',
    noWords: 'No prompt yet',
  },

  actions: {
    group: 'Shot timeline',
    mode: (mode: string) => `Make the shot from ${mode.toLowerCase()}`,
    longer: 'Make the gap longer',
    shorter: 'Make the gap shorter',
    rollLonger: 'Make the gap longer, the next one shorter',
    rollShorter: 'Make the gap shorter, the next one longer',
    setSeconds: 'Type the seconds of the gap',
    prompt: 'Write the prompt of the gap',
    clearPrompt: 'Use the prompt of the shot',
    frame: 'Frame…',
    remove: 'Remove',
    duplicate: 'Duplicate the keyframe',
    split: 'Split the gap',
    next: 'Use as first keyframe of the next shot',
    earlier: 'Move earlier',
    later: 'Move later',
  },
} as const
