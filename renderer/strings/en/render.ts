import type { Quality } from '../../../shared/domain/document.ts'
import { counted } from './counting.ts'

const shots = (count: number) => counted(count, 'shot')
const takes = (count: number) => counted(count, 'take')

const qualities: Readonly<Record<Quality, string>> = { draft: 'Draft', final: 'Final' }

export const render = {
  title: 'Render',
  qualities,
  priceUnknown: 'price unknown',
  unknownShort: '?',
  free: 'free',
  about: (usd: string) => `about ${usd}`,
  roughly: (usd: string) => `≈ ${usd}`,
  andUnknown: (sum: string, unknown: number) => `${sum} and ${unknown} of unknown price`,

  bar: {
    draft: 'Draft',
    final: 'Render',
    rehearse: 'Rehearse',
    draftSame: 'The draft would be the same as the final, so it is rehearsed here, free.',
    rehearsing: 'Free, on this machine; marked REHEARSAL.',
    more: 'More ways to render',
    name: (verb: string, what: string, price: string) => `${verb} ${what}: ${price}`,
    shot: (label: string) => `shot ${label}`,
    shots,
    none: 'Choose a shot to render it.',
    ready: (count: number, of: number) => `${count} of ${shots(of)} ready`,
    notReady: (reason: string, more: number) => (more > 0 ? `${reason} And ${more} more.` : reason),
    readOnly: 'The project is open for reading only.',
    disconnected: 'Boardwright cannot be reached just now.',
  },

  actions: {
    group: 'Render',
    final: 'Render',
    draft: 'Draft',
    another: 'Another take',
    rehearse: 'Rehearse, free',
    open: 'Render with options…',
    missing: 'Render all that is missing or stale…',
    jobs: 'Jobs',
  },

  said: {
    begun: (what: string, price: string) => `${what}: rendering begun, ${price}.`,
    joined: 'The same render was under way already, or just done: nothing was sent a second time.',
    anotherTake: 'Another take',
    nothingMissing: 'Nothing is missing or stale: every shot that is ready is rendered.',
    allUnderWay: 'Everything that is missing or stale is being rendered already.',
    nothingReady: 'No shot is ready to render.',
    addKey: 'Add a key',
  },

  dialog: {
    /** What the button does, as a question. */
    title: (verb: string, what: string, price: string) => `${verb} ${what} for ${price}?`,
    titleUnknown: (verb: string, what: string) => `${verb} ${what} at an unknown price?`,
    titleFree: (verb: string, what: string) => `${verb} ${what}, free?`,
    titleNothing: 'Nothing to render',
    verbs: { draft: 'Draft', final: 'Render', rehearse: 'Rehearse', another: 'Make another take of' },
    shot: (label: string) => `shot ${label}`,
    shots,
    confirm: (verb: string, price: string) => `${verb} · ${price}`,
    confirmVerbs: { draft: 'Draft', final: 'Render', rehearse: 'Rehearse', another: 'Render' },
    quality: 'Quality',
    engine: 'Rendered by',
    engines: { fal: 'fal.ai', rehearsal: 'Rehearsal' },
    list: 'What will be rendered',
    untitled: 'Untitled',
    total: 'Total',
    rehearsedHere: 'rehearsed: the draft would be the same as the final',
    underWay: (count: number) =>
      count === 1
        ? 'Another shot is being rendered already.'
        : `${count} more shots are being rendered already.`,
    leftOut: (count: number) => `${shots(count)} left out`,
    dayLeft: (left: string) => `${left} of today’s budget is left.`,
    projectLeft: (left: string) => `${left} of the project’s budget is left.`,
    alternatives: 'Cheaper',
    alternative: {
      '720p': 'At 720p',
      turbo: 'With Pika Turbo',
      shorter: 'Clips of 5 s',
      draft: 'As drafts',
      rehearsal: 'Rehearse',
      fewer: (count: number) => (count === 1 ? 'Only the first' : `Only the first ${count}`),
    },
    alternativeHint: {
      '720p': 'Sets the shots to 720p',
      turbo: 'Sets the shots to Pika Turbo',
      shorter: 'Sets the shots to 5 s',
      draft: 'Draft quality; the shots stay as they are',
      rehearsal: 'On this machine, free; the shots stay as they are',
      fewer: 'As many as the budget holds, from the top of the list',
    },
    steps: {
      '720p': 'Render at 720p',
      turbo: 'Render with Pika Turbo',
      shorter: 'Render clips of 5 s',
    },
    overrideGate: 'Render all the same',
    failed: 'Nothing was sent.',
    spendingSettings: 'Budgets…',
    refreshPrices: 'Refresh prices',
  },

  asks: {
    dear: (high: string, low: string) => `At 1080p it costs ${high}, more than twice the ${low} at 720p.`,
    dearMany: (count: number, high: string, low: string) =>
      `${shots(count)} at 1080p cost ${high}, more than twice the ${low} at 720p.`,
    aboveLimit: (limit: string) => `That is above ${limit}, from which you want to be asked.`,
    unknown: (count: number) =>
      count === 1
        ? 'The price is not known. fal.ai will charge what it charges.'
        : `The price of ${takes(count)} is not known. fal.ai will charge what it charges.`,
    estimate: (count: number, of: number) =>
      of === 1
        ? 'The price is an estimate: fal.ai’s pages do not say it.'
        : `The price of ${takes(count)} is an estimate: fal.ai’s pages do not say it.`,
    gate: (count: number) =>
      count === 1
        ? 'No take of this shot is circled yet. The settings hold finals back until a draft or rehearsal is.'
        : `${shots(count)} have no circled take yet. The settings hold finals back until a draft or rehearsal is circled.`,
    overDay: (left: string) => `That is more than the ${left} left of today’s budget.`,
    overProject: (left: string) => `That is more than the ${left} left of the project’s budget.`,
  },
} as const
