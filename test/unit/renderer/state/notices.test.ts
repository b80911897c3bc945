import { beforeEach, expect, test } from 'vitest'
import { dismissNotice, noticesStore, notify, notifyFailure } from '../../../../renderer/state/notices.ts'

const notices = () => noticesStore.getState().notices
beforeEach(() => noticesStore.setState({ notices: [] }))

test('the same again counts up instead of standing there twice', () => {
  notify({ tone: 'info', text: 'Copied.' })
  notify({ tone: 'info', text: 'Copied.' })
  expect(notices()).toMatchObject([{ text: 'Copied.', times: 2 }])
})

test('a failure says what it cost and keeps the words of the service to copy', () => {
  notifyFailure({
    code: 'fal/rejected',
    message: 'fal.ai rejected the request.',
    detail: '422: prompt',
    requestId: 'req-1',
    cost: 'nothing',
  })
  expect(notices()).toMatchObject([
    {
      tone: 'bad',
      text: 'fal.ai rejected the request. It cost nothing.',
      detail: '422: prompt\nRequest: req-1\nCode: fal/rejected',
    },
  ])
})

test('more than four push the oldest out', () => {
  for (const text of ['1', '2', '3', '4', '5']) notify({ tone: 'info', text })
  expect(notices().map(({ text }) => text)).toEqual(['2', '3', '4', '5'])
})

test('a dismissed notice goes, the others stay', () => {
  notify({ tone: 'info', text: 'one' })
  notify({ tone: 'info', text: 'two' })
  dismissNotice(notices()[0]?.id ?? -1)
  expect(notices().map(({ text }) => text)).toEqual(['two'])
})
