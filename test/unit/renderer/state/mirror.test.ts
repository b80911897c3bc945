import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UserCommand } from '../../../../shared/domain/commands.ts'
import type { BoardDocument } from '../../../../shared/domain/document.ts'
import { createDocument, createShot } from '../../../../shared/domain/board.ts'
import { beginHistory, perform, undo, type History } from '../../../../shared/domain/history.ts'
import { createIdSource } from '../../../../shared/domain/ids.ts'
import {
  anticipate,
  answered,
  beginMirror,
  confirm,
  isSame,
  reconcile,
  replaced,
  strand,
  withdraw,
  type Mirror,
} from '../../../../renderer/state/mirror.ts'

const ids = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)))

const setting = () => {
  const sceneId = ids.scene()
  const shot = createShot(ids.shot(), '10')
  const empty = createDocument(ids.project(), sceneId, 'Film', '16:9')
  const document: BoardDocument = {
    ...empty,
    shots: { [shot.id]: shot },
    scenes: { [sceneId]: { id: sceneId, title: '', shotIds: [shot.id] } },
  }
  return { document, shotId: shot.id, sceneId }
}
const { document, shotId, sceneId } = setting()

const retitle = (title: string): UserCommand => ({ type: 'shot.edit', shotId, fields: { title } })
const titleOf = ({ document: { shots } }: { readonly document: BoardDocument }) => shots[shotId]?.title

/** A core: carries out commands and tells of the change. */
const createCore = () => {
  let history: History = beginHistory(document)
  let revision = 1
  return {
    document: () => history.document,
    revision: () => revision,
    perform: (commands: readonly UserCommand[], editId: string | null) => {
      const change = perform(history, commands)
      if (!change.ok) return null
      ;({ history } = change)
      if (change.patches.length > 0) revision++
      return { revision, patches: structuredClone([...change.patches]), editId }
    },
    undo: () => {
      const change = undo(history)
      if (!change) throw new TypeError('nothing to undo')
      ;({ history } = change)
      revision++
      return { revision, patches: structuredClone([...change.patches]), editId: null }
    },
  }
}

const ahead = (mirror: Mirror, editId: string, ...commands: UserCommand[]): Mirror => {
  const done = anticipate(mirror, { editId, commands, name: null })
  if (!done.ok) throw new TypeError(done.refusal.reason)
  return done.mirror
}
const told = (mirror: Mirror, change: Parameters<typeof confirm>[1] | null): Mirror => {
  const next = change && confirm(mirror, change)
  if (!next) throw new TypeError('a change was missed')
  return next
}

describe('an edit', () => {
  test('shows at once, and stays as it is when the core confirms it', () => {
    const core = createCore()
    const mirror = ahead(beginMirror(document, 1), 'a', retitle('Dusk'))
    expect(titleOf(mirror)).toBe('Dusk')
    expect(mirror.revision).toBe(1)
    const confirmed = told(mirror, core.perform([retitle('Dusk')], 'a'))
    expect(confirmed).toMatchObject({ revision: 2, pending: [] })
    // The very same object: nothing has to be shown anew.
    expect(confirmed.document).toBe(mirror.document)
    expect(confirmed.confirmed).toEqual(core.document())
  })

  test('that is refused here changes nothing', () => {
    const mirror = beginMirror(document, 1)
    const command: UserCommand = { type: 'scene.remove', sceneId }
    expect(anticipate(mirror, { editId: 'a', commands: [command], name: null })).toMatchObject({
      ok: false,
      refusal: { reason: 'scene-not-empty' },
    })
    expect(mirror.pending).toEqual([])
  })

  test('that the core refuses is taken back, and later ones stand', () => {
    const both = ahead(ahead(beginMirror(document, 1), 'a', retitle('Dusk')), 'b', {
      type: 'project.edit',
      title: 'Film 2',
    })
    const without = withdraw(both, 'a')
    expect(titleOf(without)).toBe('')
    expect(without.document.title).toBe('Film 2')
  })

  test('goes on top of what others changed meanwhile', () => {
    const core = createCore()
    const mirror = ahead(beginMirror(document, 1), 'a', retitle('Dusk'))
    const others = told(mirror, core.perform([{ type: 'project.edit', title: 'Theirs' }], 'other'))
    expect(others.document.title).toBe('Theirs')
    expect(titleOf(others)).toBe('Dusk')
    expect(others.pending).toHaveLength(1)
    expect(titleOf({ document: others.confirmed })).toBe('')
  })

  test('that changes nothing is settled by the answer alone', () => {
    const mirror = ahead(beginMirror(document, 1), 'a', retitle(''))
    expect(answered(mirror, 'a', 1).pending).toEqual([])
  })

  test('whose answer comes before its change waits for the change', () => {
    const core = createCore()
    const mirror = answered(ahead(beginMirror(document, 1), 'a', retitle('Dusk')), 'a', 2)
    expect(mirror.pending).toHaveLength(1)
    expect(titleOf(mirror)).toBe('Dusk')
    expect(told(mirror, core.perform([retitle('Dusk')], 'a')).pending).toEqual([])
  })
})

describe('a change that the core tells of', () => {
  test('is passed over where it is known', () => {
    const mirror = beginMirror(document, 5)
    expect(confirm(mirror, { revision: 5, patches: [], editId: null })).toBe(mirror)
  })

  test('after one that was missed cannot be taken over', () => {
    expect(confirm(beginMirror(document, 1), { revision: 3, patches: [], editId: null })).toBeNull()
  })

  test('may be an undo, while an edit is on its way', () => {
    const core = createCore()
    const first = told(beginMirror(document, 1), core.perform([retitle('Dusk')], null))
    const mirror = ahead(first, 'b', { type: 'project.edit', title: 'Film 2' })
    const undone = told(mirror, core.undo())
    expect(titleOf(undone)).toBe('')
    expect(undone.document.title).toBe('Film 2')
  })
})

const three = () =>
  ['One', 'Two', 'Three'].reduce(
    (mirror, title) => strand(ahead(mirror, title, retitle(title)), title),
    beginMirror(document, 1),
  )

describe('after a lost connection', () => {
  test.each([0, 1, 2, 3])('%i of three edits had arrived: the others are sent, none twice', (arrived) => {
    const core = createCore()
    const mirror = three()
    for (const { commands } of mirror.pending.slice(0, arrived)) core.perform(commands, null)
    const settled = reconcile(mirror, structuredClone(core.document()), core.revision())
    expect(settled.lost).toBe(0)
    expect(settled.toSend.map(({ editId }) => editId)).toEqual(['One', 'Two', 'Three'].slice(arrived))
    expect(titleOf(settled.mirror)).toBe('Three')
    expect(settled.mirror.revision).toBe(core.revision())
  })

  test('edits of which nobody can tell are given up, not guessed', () => {
    const core = createCore()
    core.perform([{ type: 'project.edit', title: 'Theirs' }], null)
    const settled = reconcile(three(), core.document(), core.revision())
    expect(settled).toMatchObject({ lost: 3, toSend: [] })
    expect(settled.mirror.document).toEqual(core.document())
  })
})

test('edits that are under way are not sent again when a missed change makes the document be read anew', () => {
  const core = createCore()
  const mirror = ahead(beginMirror(document, 1), 'a', retitle('Dusk'))
  core.perform([{ type: 'project.edit', title: 'Theirs' }], null)
  const settled = reconcile(mirror, core.document(), core.revision())
  expect(settled).toMatchObject({ lost: 0, toSend: [] })
  expect(titleOf(settled.mirror)).toBe('Dusk')
  expect(settled.mirror.document.title).toBe('Theirs')
})

test('a document that another program wrote keeps the edits that are under way', () => {
  const mirror = ahead(beginMirror(document, 1), 'a', retitle('Dusk'))
  const next = replaced(mirror, { ...document, title: 'From another machine' }, 2)
  expect(next).toMatchObject({ revision: 2, document: { title: 'From another machine' } })
  expect(titleOf(next)).toBe('Dusk')
})

test('however edits, confirmations and strangers interleave, the mirror ends as the core', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), title: fc.string({ maxLength: 3 }) }),
    fc.record({ kind: fc.constant('stranger' as const), title: fc.string({ maxLength: 3 }) }),
    fc.constant({ kind: 'deliver' as const }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const core = createCore()
      let mirror = beginMirror(document, 1)
      const wire: (() => void)[] = []
      let made = 0
      for (const each of steps) {
        if (each.kind === 'edit') {
          const editId = String(made++)
          mirror = ahead(mirror, editId, retitle(each.title))
          const before = core.revision()
          const change = core.perform([retitle(each.title)], editId)
          const { revision } = change ?? { revision: before }
          if (change && revision > before) wire.push(() => (mirror = told(mirror, change)))
          wire.push(() => (mirror = answered(mirror, editId, revision)))
        } else if (each.kind === 'stranger') {
          const before = core.revision()
          const change = core.perform([{ type: 'project.edit', title: each.title }], null)
          if (change && change.revision > before) wire.push(() => (mirror = told(mirror, change)))
        } else wire.shift()?.()
      }
      for (const deliver of wire) deliver()
      expect(mirror.document).toEqual(core.document())
      expect(mirror.pending).toEqual([])
      expect(mirror.revision).toBe(core.revision())
    }),
  )
})

test('values of JSON are the same whatever the order of their members', () => {
  expect(isSame({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true)
  expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false)
  expect(isSame([], {})).toBe(false)
  expect(isSame([1, 2], [2, 1])).toBe(false)
})
