import { formatUsd } from '../../../shared/domain/prices.ts'
import type { ReconcileEntry } from '../../../shared/domain/reconciliation.ts'
import type { SpendingGrouping } from '../../../shared/domain/spending.ts'
import { counted, grouped } from './counting.ts'

const by: Readonly<Record<SpendingGrouping, string>> = {
  day: 'Day',
  project: 'Project',
  shot: 'Shot',
  endpoint: 'Model',
  quality: 'Quality',
  profile: 'Key',
}

const kinds: Readonly<Record<ReconcileEntry['kind'], string>> = {
  'only-fal': 'No job here stands for it',
  'only-here': 'fal.ai does not list it',
  lost: 'Its answer was lost, and it was found again',
  'not-fetched': 'Made, but its clip is not here',
  'file-missing': 'Its clip is gone from the clips folder',
}

const keeps: Readonly<Record<ReconcileEntry['keeps'], string>> = {
  clip: 'fal.ai keeps the clip',
  gone: 'Expired: fal.ai no longer has the clip',
  none: 'It ended without a clip',
  'under-way': 'It is under way',
  unknown: 'Nobody can tell just now',
}

const outcomes: Readonly<Record<NonNullable<ReconcileEntry['outcome']>, string>> = {
  adopted: 'Taken up; the clip is being fetched',
  fetched: 'Fetched again',
  expired: 'Marked as expired',
  away: 'Its project cannot be opened',
  refused: 'Not possible',
}

export const spending = {
  title: 'Spending',
  group: 'Money',
  show: 'Show spending',
  period: 'Period',
  periods: { week: '7 days', month: '30 days', 'this-month': 'This month', always: 'All' },
  scope: 'Projects',
  scopes: { project: 'This project', all: 'All projects' },
  grouping: 'Told by',
  by,
  quality: { final: 'Final', draft: 'Draft' } as Readonly<Record<string, string>>,
  anotherKey: 'Another key',
  takes: (count: number) => counted(count, 'take'),
  total: 'Agreed',
  billed: 'Billed',
  billedOf: (known: number, all: number) =>
    known === 0 ? 'fal.ai has not said' : `for ${grouped(known)} of ${counted(all, 'take')}`,
  failed: 'Without a clip',
  failedHint: 'Ended without a clip and may have been charged',
  retakes: 'Retakes',
  retakesHint: 'Takes of shots that had one of that quality already',
  unknownPrices: (count: number) => `${counted(count, 'take')} of unknown price`,
  columns: {
    takes: 'Takes',
    agreed: 'Agreed',
    billed: 'Billed',
    failed: 'Without a clip',
    retakes: 'Retakes',
  },
  chart: (what: string) => `Spending by ${what.toLowerCase()}`,
  bar: (label: string, microUsd: number, takes: number) =>
    `${label}: ${formatUsd(microUsd)} for ${counted(takes, 'take')}`,
  oftener: (often: string, times: number, seldom: string) =>
    `${often} is made ${grouped(times)} times as often as ${seldom}.`,
  firstTakes: 'First takes',
  more: (count: number) => `and ${grouped(count)} more, which the spreadsheet holds`,
  empty: 'Nothing was spent',
  emptyHint: 'Rehearsals are free. What fal.ai renders is told here, from the moment it is ordered.',
  export: 'Save as a spreadsheet',
  exported: (file: string) => `Saved as ${file}`,
  compare: 'Compare with fal.ai',
  compareHint: 'Asks fal.ai for its own list of requests, and holds it against this one. Costs nothing.',
  agreed: (count: number) => `${counted(count, 'request')} known to both sides and in order`,
  allAgreed: 'There are no others.',
  adopt: 'Fetch what is missing',
  adoptHint: 'Fetches every clip that was paid for and is not here, while fal.ai keeps it. Costs nothing.',
  differences: 'Differences',
  kinds,
  keeps,
  outcomes,
  shot: (label: string, title: string) => (title ? `Shot ${label} · ${title}` : `Shot ${label}`),
  stray: 'Fetch into exports',
  strayToShot: 'Take for the current shot',
  adoptedForShot: 'The clip is being fetched as a take of the shot.',
  copyId: (id: string) => `Request ${id}`,
} as const
