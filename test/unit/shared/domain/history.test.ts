import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../../../shared/domain/commands.ts'
import { documentSchema, type BoardDocument } from '../../../../shared/domain/document.ts'
import {
  beginHistory,
  historyLimit,
  perform,
  redo,
  seal,
  undo,
  type History,
} from '../../../../shared/domain/history.ts'
import { openDocument, serialiseDocument } from '../../../../shared/domain/opening.ts'
import { patchDocument } from '../../../../shared/domain/reduce.ts'
import { arbitraryChoice, commandFrom, type Choice } from './arbitrary.ts'
import { boardWith, framesShot, shotId, take, takeId } from './setting.ts'

const start = boardWith(framesShot(1, 3, 5))

const done = (history: History, ...commands: readonly Command[]): History =>
  commands.reduce((current, command) => {
    const change = perform(current, command)
    if (!change.ok) throw new Error(`${command.type} was refused`)
    return change.history
  }, history)

const undone = (history: History): History => undo(history)?.history ?? history
const redone = (history: History): History => redo(history)?.history ?? history

const allTheWay = (history: History, step: (history: History) => { history: History } | null): History => {
  for (let current = history; ;) {
    const next = step(current)
    if (!next) return current
    current = next.history
  }
}

const title = (text: string): Command => ({ type: 'project.edit', title: text })
const prompt = (text: string, shot = 1): Command => ({
  type: 'shot.edit',
  shotId: shotId(shot),
  fields: { prompt: text },
})
const arrival: Command = { type: 'take.add', take: take(1) }

const withoutTakes = (document: BoardDocument) => ({ ...document, takes: {} })

const played = (choices: readonly (Choice | 'undo' | 'redo' | 'seal')[]) => {
  let history = beginHistory(start)
  for (const choice of choices) {
    if (choice === 'seal') history = seal(history)
    else if (choice === 'undo') history = undone(history)
    else if (choice === 'redo') history = redone(history)
    else {
      const change = perform(history, commandFrom(history.document, choice))
      if (!change.ok) continue
      expect(patchDocument(history.document, change.patches)).toEqual(change.history.document)
      history = change.history
    }
  }
  return history
}

describe('any run of commands, with undo, redo and pauses between', () => {
  const moves = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: arbitraryChoice() },
      { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const, 'seal' as const) },
    ),
    { maxLength: 40 },
  )

  test('is taken back to the start and done again to the end, and keeps every take', () => {
    fc.assert(
      fc.property(moves, (choices) => {
        const end = played(choices)
        const first = allTheWay(end, undo)
        expect(withoutTakes(first.document)).toEqual(withoutTakes(start))
        expect(first.document.takes).toEqual(end.document.takes)
        const furthest = allTheWay(end, redo)
        expect(allTheWay(first, redo).document).toEqual(furthest.document)
      }),
      { numRuns: 150 },
    )
  })

  test('leaves a document that is valid, in order, and the same once it has been written and read', () => {
    fc.assert(
      fc.property(moves, (choices) => {
        const { document } = played(choices)
        expect(documentSchema.safeParse(document).error).toBeUndefined()
        expect(openDocument(serialiseDocument(document))).toEqual({
          kind: 'opened',
          document,
          repairs: [],
          migratedFrom: null,
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('any batch of commands', () => {
  const batches = fc.array(fc.array(arbitraryChoice(), { minLength: 1, maxLength: 6 }), { maxLength: 12 })

  test('is one step of undo or none at all, and is taken back to the start', () => {
    fc.assert(
      fc.property(batches, (rounds) => {
        let history = beginHistory(start)
        for (const choices of rounds) {
          const commands = choices.map((choice) => commandFrom(history.document, choice))
          const change = perform(history, commands)
          if (!change.ok) continue
          expect(patchDocument(history.document, change.patches)).toEqual(change.history.document)
          expect(change.history.undoable.length - history.undoable.length).toBeOneOf([0, 1])
          history = change.history
        }
        const first = allTheWay(history, undo)
        expect(withoutTakes(first.document)).toEqual(withoutTakes(start))
        expect(first.document.takes).toEqual(history.document.takes)
        expect(allTheWay(first, redo).document).toEqual(history.document)
      }),
      { numRuns: 150 },
    )
  })
})

describe('several commands as one', () => {
  test('are one step with the name that they were given', () => {
    const change = perform(beginHistory(start), [title('Storm'), prompt('a heron')], 'Call it a storm')
    if (!change.ok) throw new Error('refused')
    expect(change.history.undoable).toMatchObject([
      { command: 'project.edit', name: 'Call it a storm', mergeKey: null },
    ])
    expect(undone(change.history).document).toEqual(start)
    expect(redone(undone(change.history)).document).toEqual(change.history.document)
  })

  test('happen all or not at all', () => {
    const history = beginHistory(start)
    expect(perform(history, [title('Storm'), { type: 'shot.remove', shotId: shotId(9) }])).toEqual({
      ok: false,
      refusal: { reason: 'unknown', what: 'shot' },
    })
    expect(history.document).toBe(start)
  })

  test('keep a take that arrives among them out of what undo takes back', () => {
    const change = perform(beginHistory(start), [arrival, title('Storm')])
    if (!change.ok) throw new Error('refused')
    expect(change.history.undoable.map((step) => step.command)).toEqual(['project.edit'])
    expect(undone(change.history).document).toEqual({ ...start, takes: { [takeId(1)]: take(1) } })
  })

  test('join no step, while one alone in a list is like any other', () => {
    const pair = perform(done(beginHistory(start), prompt('a')), [prompt('a h'), prompt('a heron')])
    const single = perform(done(beginHistory(start), prompt('a')), [prompt('a heron')])
    expect([pair, single].map((change) => change.ok && change.history.undoable.length)).toEqual([2, 1])
  })

  test('are no step where there are none, or where they change nothing', () => {
    for (const commands of [[], [title(start.title)]])
      expect(perform(beginHistory(start), commands)).toMatchObject({
        ok: true,
        patches: [],
        history: { undoable: [] },
      })
  })
})

describe('undo', () => {
  test('takes one step back and says what it was; there is nothing before the first', () => {
    const history = done(beginHistory(start), title('Storm'), prompt('a heron'))
    expect(history.undoable.map((step) => step.command)).toEqual(['project.edit', 'shot.edit'])
    const back = undo(history)
    expect(back?.history.document.shots[shotId(1)]?.prompt).toBe('')
    expect(back?.history.document.title).toBe('Storm')
    expect(patchDocument(history.document, back?.patches ?? [])).toEqual(back?.history.document)
    expect(undo(beginHistory(start))).toBeNull()
    expect(redo(history)).toBeNull()
  })

  test('never takes a take back, nor what redo still holds', () => {
    const waiting = undone(done(beginHistory(start), title('Storm')))
    const arrived = done(waiting, arrival)
    expect(arrived.redoable).toHaveLength(1)
    const again = redone(arrived)
    expect(again.document).toMatchObject({ title: 'Storm', takes: { [takeId(1)]: take(1) } })
    expect(undone(again).document.takes).toEqual({ [takeId(1)]: take(1) })
    expect(undo(done(beginHistory(start), arrival))).toBeNull()
  })

  test('brings a removed shot back although a take of it has arrived since', () => {
    const gone = done(beginHistory(start), { type: 'shot.remove', shotId: shotId(1) }, arrival)
    expect(undone(gone).document).toEqual({ ...start, takes: { [takeId(1)]: take(1) } })
  })

  test('goes back as far as the limit and no further', () => {
    let history = beginHistory(start)
    for (let number = 0; number < historyLimit + 5; number++)
      history = seal(done(history, title(`Title ${number}`)))
    expect(history.undoable).toHaveLength(historyLimit)
    expect(allTheWay(history, undo).document.title).toBe('Title 4')
  })
})

describe('redo', () => {
  test('is given up by the next change, but not by a refused or an empty one', () => {
    const back = undone(done(beginHistory(start), title('Storm')))
    expect(perform(back, { type: 'shot.remove', shotId: shotId(9) })).toEqual({
      ok: false,
      refusal: { reason: 'unknown', what: 'shot' },
    })
    expect(done(back, title(start.title)).redoable).toHaveLength(1)
    expect(done(back, prompt('a heron')).redoable).toEqual([])
  })
})

describe('edits of the same field in a row', () => {
  test('are one step, taken back and done again as one', () => {
    const history = done(beginHistory(start), prompt('a'), prompt('a h'), prompt('a heron'))
    expect(history.undoable).toHaveLength(1)
    expect(undone(history).document).toEqual(start)
    expect(redone(undone(history)).document).toEqual(history.document)
  })

  test('stay one step while a take arrives in the middle', () => {
    const history = done(beginHistory(start), prompt('a'), arrival, prompt('a heron'))
    expect(history.undoable).toHaveLength(1)
    expect(undone(history).document).toEqual({ ...start, takes: { [takeId(1)]: take(1) } })
  })

  test.each<[string, (history: History) => History]>([
    ['a pause', seal],
    ['another field', (history) => done(history, title('Storm'))],
    ['undo and redo', (history) => redone(undone(history))],
  ])('are two steps with %s between', (_, between) => {
    const history = done(between(done(beginHistory(start), prompt('a'))), prompt('a heron'))
    expect(history.undoable.at(-1)?.command).toBe('shot.edit')
    expect(undone(history).document.shots[shotId(1)]?.prompt).toBe('a')
  })

  test('do not join a step from before the last undo', () => {
    const back = undone(done(beginHistory(start), prompt('a'), title('Storm')))
    const history = done(back, prompt('a heron'))
    expect(undone(history).document.shots[shotId(1)]?.prompt).toBe('a')
  })

  test('are remembered only where something changed', () => {
    const history = done(beginHistory(start), title(start.title))
    expect(history.undoable).toEqual([])
  })

  test('cannot be sealed where there are none', () => {
    const history = done(beginHistory(start), { type: 'shot.remove', shotId: shotId(1) })
    expect(seal(history)).toBe(history)
    expect(seal(beginHistory(start)).undoable).toEqual([])
  })
})
