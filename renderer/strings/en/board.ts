import type { ShotStatus } from '../../../shared/domain/document.ts'
import type { Model, ShotMode } from '../../../shared/domain/endpoints.ts'
import { counted, grouped } from './counting.ts'
import { drag } from './drag.ts'

const shots = (count: number) => counted(count, 'shot')
const images = (count: number) => counted(count, 'image')

const statuses: Readonly<Record<ShotStatus, string>> = {
  todo: 'To do',
  drafting: 'Drafting',
  review: 'For review',
  approved: 'Approved',
}

const modes: Readonly<Record<ShotMode, string>> = {
  frames: 'Keyframes',
  elements: 'Elements',
  image: 'Image',
  text: 'Text',
}

const models: Readonly<Record<Model, string>> = { '2.2': 'Pika 2.2', '2.1': 'Pika 2.1', turbo: 'Pika Turbo' }

export const board = {
  drag,
  title: 'Board',
  group: 'Board',
  statuses,
  modes,
  models,
  untitled: 'Untitled',
  list: 'Shots',
  shots,
  summary: (count: number, length: string, rest: string) => [shots(count), length, rest].join(' · '),
  toRender: (price: string) => `${price} to render what is missing`,
  toRenderUnknown: (count: number) => `${shots(count)} to render at a price that is not known`,
  toRehearse: (count: number) => `${shots(count)} to rehearse, free`,
  allRendered: 'everything rendered',
  nothingToRender: 'nothing ready to render',
  shown: (count: number, of: number) => `${grouped(count)} of ${shots(of)} shown`,
  progress: (byStatus: Readonly<Record<ShotStatus, number>>) =>
    `${byStatus.approved} approved, ${byStatus.review} for review, ${byStatus.drafting} in drafts, ${byStatus.todo} to do`,
  view: { label: 'View of the board', strip: 'Strip', sheet: 'Sheet' },
  zoom: 'Size of cards',
  zoomValue: (pixels: number) => `${pixels} pixels wide`,
  add: 'Add',
  filter: {
    label: 'Show shots',
    all: 'All shots',
    stale: 'Stale',
    missing: 'Not rendered',
    blocked: 'Not ready',
    clear: 'Show all shots',
    empty: 'No shot is like that',
    emptyHint: 'Other shots are there; the filter hides them.',
  },
  empty: {
    title: 'No shots yet',
    hint: 'Drop images here: each becomes a shot. Or begin with an empty one.',
    filesHint: 'Drop to make a shot of each image',
  },
  scene: {
    name: (number: number, title: string) => (title === '' ? `Scene ${number}` : `${number} · ${title}`),
    label: (number: number, title: string) =>
      title === '' ? `Scene ${number}` : `Scene ${number}, ${title}`,
    /** Holds what the button shows, so that whoever speaks to the machine can say it. */
    button: (number: number, title: string) =>
      title === '' ? `Scene ${number}` : `Scene ${number} · ${title}`,
    menu: (number: number) => `Scene ${number}: more`,
    titleField: 'Title of the scene',
    hollow: 'Drop shots or images here',
    add: 'New scene',
    rename: 'Rename scene',
    remove: 'Delete scene and its shots',
    removeEmpty: 'Delete scene',
    moveUp: 'Move scene earlier',
    moveDown: 'Move scene later',
    selectAll: 'Select its shots',
  },
  card: {
    ready: 'ready',
    take: (number: number) => `take ${number}`,
    stale: 'stale',
    staleAt: (price: string) => `stale · ${price}`,
    clipMissing: 'clip missing',
    clipExpired: 'clip expired',
    failed: 'failed',
    expired: 'expired',
    uncertain: 'uncertain',
    waits: 'waits for you',
    queued: 'queued',
    queuedAt: (position: number) => (position === 0 ? 'next in queue' : `${position} ahead`),
    uploading: 'uploading',
    sending: 'sending',
    rendering: 'rendering',
    percent: (percent: number) => `${percent} %`,
    downloading: 'fetching',
    noImages: 'no images',
    oneKeyframe: 'one keyframe',
    noPrompt: 'no prompt',
    promptTooLong: 'prompt too long',
    gapsDoNotFit: 'gaps do not fit',
    imageMissing: 'image missing',
    locked: 'Label locked',
    takes: (count: number) => counted(count, 'take'),
    /** What a screen reader says of a card. */
    name: (parts: readonly string[]) => parts.filter((part) => part !== '').join(', '),
    shot: (label: string) => `Shot ${label}`,
    seconds: (seconds: number) => counted(seconds, 'second'),
    noSeconds: 'no length yet',
    insertHere: (label: string | null) =>
      label === null ? 'Insert a shot here' : `Insert a shot before ${label}`,
    insertLast: 'Add a shot',
    titleField: (label: string) => `Title of shot ${label}`,
    labelField: (label: string) => `Label of shot ${label}`,
    labelHint: 'Letters, digits, dot and hyphen; it must be free.',
  },
  look: {
    shots: (labels: readonly string[]) =>
      labels.length === 1 ? `Shot ${labels[0] ?? ''}` : shots(labels.length),
  },
  place: {
    between: (before: string, after: string) => `between ${before} and ${after}`,
    before: (after: string) => `before ${after}`,
    after: (before: string) => `after ${before}`,
    inScene: (place: string, scene: string) => `${place}, ${scene}`,
    empty: (scene: string) => `${scene}, which is empty`,
  },
  steps: {
    move: (count: number) => `Move ${shots(count)}`,
    add: (count: number) => `Add ${shots(count)}`,
    addToShot: (count: number, label: string) => `Add ${images(count)} to shot ${label}`,
    duplicate: (count: number) => `Duplicate ${shots(count)}`,
    paste: (count: number) => `Paste ${shots(count)}`,
    remove: (count: number) => `Delete ${shots(count)}`,
    addScene: 'Add a scene',
    split: 'Split the scene',
    merge: 'Merge scenes',
    removeScene: 'Delete the scene',
    moveScene: 'Move the scene',
    renameScene: 'Rename the scene',
    rename: (label: string) => `Rename shot ${label}`,
    relabel: (label: string) => `Label shot ${label}`,
    renumber: 'Renumber shots',
    lock: (count: number) => `Lock ${counted(count, 'label')}`,
    unlock: (count: number) => `Unlock ${counted(count, 'label')}`,
    status: (status: ShotStatus, count: number) => `Mark ${shots(count)} ${statuses[status].toLowerCase()}`,
    model: (model: Model) => `Set the model to ${models[model]}`,
    resolution: (resolution: string) => `Set the resolution to ${resolution}`,
  },
  said: {
    moved: (what: string) => `${what} moved.`,
    notMoved: (what: string) => `${what} stays where it was.`,
    added: (count: number) => `${shots(count)} added.`,
    addedToShot: (count: number, label: string, leftOver: number) =>
      [
        count > 0 ? `${images(count)} added to shot ${label}.` : '',
        leftOver > 0
          ? `Shot ${label} has no place for ${leftOver === 1 && count === 0 ? 'it' : `${images(leftOver)} more`}.`
          : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    removed: (count: number) => `${shots(count)} deleted.`,
    copied: (count: number) => `${shots(count)} copied.`,
    cut: (count: number) => `${shots(count)} cut. Paste to move ${count === 1 ? 'it' : 'them'}.`,
    pasted: (count: number) => `${shots(count)} pasted.`,
    duplicated: (count: number) => `${shots(count)} duplicated.`,
    selected: (count: number) => `${shots(count)} selected.`,
    renumbered: (count: number) =>
      count === 0 ? 'Every label is in order already.' : `${shots(count)} renumbered.`,
  },
  actions: {
    newShot: 'New shot',
    newScene: 'New scene',
    duplicate: 'Duplicate',
    remove: 'Delete shots',
    rename: 'Rename shot',
    editLabel: 'Change label',
    lockLabel: 'Lock label',
    unlockLabel: 'Unlock label',
    renumber: 'Renumber all shots',
    splitScene: 'Begin a scene here',
    mergeScene: 'Join scene to the one before',
    moveEarlier: 'Move earlier',
    moveLater: 'Move later',
    moveToScene: 'Move to scene',
    selectAll: 'Select all shots',
    copy: 'Copy shots',
    cut: 'Cut shots',
    paste: 'Paste shots',
    render: (count: number) => (count === 1 ? 'Render…' : `Render ${shots(count)}…`),
    draft: (count: number) => (count === 1 ? 'Draft…' : `Draft ${shots(count)}…`),
    status: 'Status',
    model: 'Model',
    resolution: 'Resolution',
    mark: (status: ShotStatus) => `Mark ${statuses[status].toLowerCase()}`,
    pickUp: 'Move with keys',
    showStrip: 'Show strip',
    menu: 'Shots',
  },
} as const
