import { describe, expect, test } from 'vitest'
import { saveWords } from '../../../../renderer/app/top-bar/save-words.ts'

const write = { kind: 'write' } as const
const savedAtMs = new Date(2026, 10, 24, 14, 2).getTime()

describe('how a project is saved', () => {
  test('is said with the time of the last save', () => {
    expect(saveWords({ saveState: 'saved', savedAtMs, access: write }, 0, true).text).toBe('Saved 14:02')
    expect(saveWords({ saveState: 'saved', savedAtMs: null, access: write }, 0, true).text).toBe('Saved')
  })

  test('is not called saved while an edit is on its way', () => {
    expect(saveWords({ saveState: 'saved', savedAtMs, access: write }, 1, true).text).toBe('Saving…')
    expect(saveWords({ saveState: 'unsaved', savedAtMs, access: write }, 0, true).text).toBe('Saving…')
  })

  test('says why not, where it failed', () => {
    const failed = { code: 'disk/full', message: 'The disk is full.' } as const
    expect(saveWords({ saveState: { failed }, savedAtMs, access: write }, 0, true)).toMatchObject({
      kind: 'trouble',
      text: 'Not saved',
      why: 'The disk is full.',
      failure: failed,
    })
  })

  test('says that edits wait while the connection is lost', () => {
    expect(saveWords({ saveState: 'saved', savedAtMs, access: write }, 2, false)).toMatchObject({
      kind: 'trouble',
      text: 'Not saved',
    })
    expect(saveWords({ saveState: 'saved', savedAtMs, access: write }, 0, false).kind).toBe('fine')
  })

  test('a choice between two documents goes before reading only', () => {
    const access = { kind: 'read-only', why: 'locked', words: 'Open elsewhere.' } as const
    expect(saveWords({ saveState: 'saved', savedAtMs, access }, 0, true).text).toBe('Reading only')
    expect(saveWords({ saveState: 'changed-outside', savedAtMs, access }, 0, true).text).toBe('Not saved')
  })
})
