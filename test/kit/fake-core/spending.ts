import type { JobId, ProjectId } from '../../../shared/domain/ids.ts'
import type { ReconcileEntry, Reconciliation } from '../../../shared/domain/reconciliation.ts'
import type { SpendingGrouping, SpendingReport, SpendingRow } from '../../../shared/domain/spending.ts'

/** Months of work on a board, as the report tells it. */
export const fakeSpending = (by: SpendingGrouping): SpendingReport => {
  const rows = rowsBy[by].map(([key, label, takes, cents, failed, retakes]): SpendingRow => ({
    key,
    label,
    takes,
    microUsd: cents * 10_000,
    unknown: key === '2026-11-20' ? 1 : 0,
    actualMicroUsd: failed > 0 ? null : cents * 10_000,
    actualTakes: failed > 0 ? 0 : takes,
    failedMicroUsd: failed * 10_000,
    retakeMicroUsd: retakes * 10_000,
  }))
  const sum = (of: (row: SpendingRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    rows,
    total: {
      takes: sum((row) => row.takes),
      microUsd: sum((row) => row.microUsd),
      unknown: sum((row) => row.unknown),
      actualMicroUsd: sum((row) => row.actualMicroUsd ?? 0),
      actualTakes: sum((row) => row.actualTakes),
      failedMicroUsd: sum((row) => row.failedMicroUsd),
      retakeMicroUsd: sum((row) => row.retakeMicroUsd),
    },
  }
}

/** Key, label, takes, cents, cents without a clip, cents for retakes. */
type Line = readonly [string, string, number, number, number, number]

const days = Array.from({ length: 24 }, (_, at): Line => {
  const takes = (at * 7) % 11
  const date = `2026-11-${String(at + 1).padStart(2, '0')}`
  return [date, date, takes, takes * 20, at % 9 === 4 ? 20 : 0, Math.floor(takes / 3) * 20]
}).filter(([, , takes]) => takes > 0)

const rowsBy: Readonly<Record<SpendingGrouping, readonly Line[]>> = {
  day: days,
  project: [
    ['prj_000000000001', 'The Last Keeper', 61, 1480, 40, 320],
    ['prj_000000000002', 'Tea advert', 22, 440, 0, 60],
  ],
  shot: [
    ['sht_000000000001', 'The Last Keeper · 10 · Dawn', 18, 520, 20, 200],
    ['sht_000000000002', 'The Last Keeper · 20 · The stairs', 12, 300, 0, 80],
    ['sht_000000000003', 'The Last Keeper · 30 · The lamp', 4, 80, 20, 0],
  ],
  endpoint: [
    ['fal-ai/pika/v2.2/pikaframes', 'Pikaframes 2.2', 45, 1260, 40, 300],
    ['fal-ai/pika/v2.2/pikascenes', 'Pikascenes 2.2', 15, 360, 0, 60],
    ['fal-ai/pika/v2.2/text-to-video', 'Text to video 2.2', 15, 300, 0, 20],
  ],
  quality: [
    ['final', 'final', 40, 1220, 40, 300],
    ['draft', 'draft', 43, 700, 0, 80],
  ],
  profile: [
    ['production', 'production', 70, 1620, 40, 320],
    ['', 'another key', 13, 300, 0, 60],
  ],
}

/** One of each kind of difference. */
export const fakeReconciliation = (adopt: boolean): Reconciliation => {
  const sentAtMs = Date.parse('2026-11-20T15:40:00Z')
  const entry: ReconcileEntry = {
    kind: 'not-fetched',
    keeps: 'clip',
    requestId: '764cabcf-b745-4b3e-ae38-1200304cf45b',
    endpoint: 'fal-ai/pika/v2.2/pikaframes',
    sentAtMs,
    job: {
      id: 'job_000000000001' as JobId,
      state: 'expired',
      projectId: 'prj_000000000001' as ProjectId,
      shotLabel: '20',
      shotTitle: 'The stairs',
      priceMicroUsd: 400_000,
    },
    outcome: adopt ? 'adopted' : null,
    words: null,
  }
  return {
    agreed: 81,
    entries: [
      entry,
      { ...entry, keeps: 'gone', sentAtMs: sentAtMs + 60_000, outcome: null },
      {
        ...entry,
        kind: 'only-fal',
        requestId: '0f2cabcf-b745-4b3e-ae38-1200304cf45b',
        endpoint: 'fal-ai/pika/v2.2/text-to-video',
        job: null,
        outcome: null,
      },
    ],
  }
}
