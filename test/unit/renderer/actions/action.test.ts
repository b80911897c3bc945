import { expect, test } from 'vitest'
import {
  allActions,
  isEnabled,
  registerActions,
  runAction,
  titleOf,
} from '../../../../renderer/actions/action.ts'
import { registerAllActions } from '../../../../renderer/actions/all.ts'
import { noticesStore } from '../../../../renderer/state/notices.ts'

test('an action that cannot be done is not done', () => {
  let done = 0
  registerActions([
    { id: 'test.off', title: 'Off', keys: [], group: 'Test', when: () => false, run: () => void done++ },
  ])
  expect(runAction('test.off')).toBe(false)
  expect(runAction('test.unknown')).toBe(false)
  expect(done).toBe(0)
})

test('an action that fails by mistake says so and takes nothing with it', async () => {
  registerActions([
    {
      id: 'test.broken',
      title: 'Break',
      keys: [],
      group: 'Test',
      run: async () => {
        throw new Error('a mistake')
      },
    },
  ])
  expect(runAction('test.broken')).toBe(true)
  await Promise.resolve()
  expect(noticesStore.getState().notices.at(-1)).toMatchObject({
    tone: 'bad',
    detail: expect.stringContaining('a mistake'),
  })
})

test('before a project is open, every action can be asked for its title and whether it can be done', () => {
  registerAllActions()
  for (const action of allActions()) {
    expect(action.id).toMatch(/^[a-z]+(\.[a-zA-Z0-9]+)+$/)
    expect(titleOf(action)).not.toBe('')
    expect(typeof isEnabled(action)).toBe('boolean')
  }
  // The ids that the native menu sends.
  for (const id of [
    'project.new project.open project.close project.projects project.save edit.undo edit.redo app.settings',
    'app.palette view.strip view.sheet view.fullScreen play.toggle jobs.show help.shortcuts',
  ].flatMap((line) => line.split(' ')))
    expect(allActions().some((action) => action.id === id)).toBe(true)
})
