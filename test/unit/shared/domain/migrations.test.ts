import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { shotLabelled, shotsInOrder } from '../../../../shared/domain/board.ts'
import { documentVersion, qualities, type BoardDocument } from '../../../../shared/domain/document.ts'
import { migrations } from '../../../../shared/domain/migrations.ts'
import { openDocument } from '../../../../shared/domain/opening.ts'
import { inputOf, planRender, requestKey } from '../../../../shared/domain/plan.ts'
import { staleness } from '../../../../shared/domain/stale.ts'
import { after, shippedPrices, shotId } from './setting.ts'

// Written by the last program that knew version 1, with what it would have asked the service for.
const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const first = read('version-1.json')
const requests = z
  .record(z.string(), z.object({ key: z.string(), input: z.string() }))
  .parse(JSON.parse(read('version-1-requests.json')))

const opened = (): BoardDocument => {
  const opening = openDocument(first)
  if (opening.kind !== 'opened') throw new Error(JSON.stringify(opening))
  expect(opening).toMatchObject({ repairs: [], migratedFrom: 1 })
  return opening.document
}

test('every version from the first has its step', () => {
  expect(Object.keys(migrations).map(Number)).toEqual(
    Array.from({ length: documentVersion - 1 }, (_, at) => at + 1),
  )
})

test('a document of version 1 keeps every member that it had, as it was', () => {
  expect(opened()).toMatchObject({ ...(JSON.parse(first) as object), version: documentVersion })
})

test('what version 2 adds says nothing yet', () => {
  const document = opened()
  expect([document.template, document.takeMarks]).toEqual([
    { style: '', camera: '', quality: '', safety: '' },
    {},
  ])
  for (const shot of Object.values(document.shots))
    expect(shot).toMatchObject({ status: 'todo', labelLocked: false, motion: null })
})

test('a board of version 1 asks for the same clips, byte for byte', () => {
  const document = opened()
  const asked = shotsInOrder(document).flatMap((shot) =>
    qualities.map((quality) => {
      const planned = planRender(document, shot, { quality, engine: 'fal', prices: shippedPrices() })
      if (!planned.ok) throw new Error(JSON.stringify(planned.reasons))
      const { request } = planned.plan
      const urls = request.images.map((_, at) => `u${at}`)
      const input = JSON.stringify(inputOf(request, urls, 7))
      return [`${shot.label} ${quality}`, { key: requestKey(planned.plan, shot.seed), input }] as const
    }),
  )
  expect(asked).toHaveLength(8)
  expect(Object.fromEntries(asked)).toEqual(requests)
})

/** What has changed since the take of a shot was made. */
const changesOf = (board: BoardDocument, label: string) => {
  const shot = shotLabelled(board, label)
  const take = Object.values(board.takes).find((one) => one.shotId === shot?.id)
  if (!shot || !take) throw new Error(`shot ${label} has no take`)
  return staleness(board, shot, take)
}

test('takes of version 1 are up to date until something changes', () => {
  const document = opened()
  expect(['10', '20A', '40'].map((label) => changesOf(document, label))).toEqual([[], [], []])
  const edited = after(document, { type: 'shot.edit', shotId: shotId(1), fields: { prompt: 'a crane' } })
  expect(changesOf(edited, '10')).toEqual([{ what: 'inputs' }])
})

test('a step leaves what it does not expect to the schema, and what is there already as it is', () => {
  const step = migrations[1]
  expect(step?.({ shots: [], takes: { a: 5 } })).toMatchObject({ shots: [], takes: { a: 5 } })
  expect(step?.({ shots: { a: { status: 'review' } }, takes: null, takeMarks: { b: 1 } })).toMatchObject({
    shots: { a: { status: 'review', motion: null } },
    takes: null,
    takeMarks: { b: 1 },
  })
})
