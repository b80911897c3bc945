import type { Page } from 'playwright-core'
import { press, run, type Screen } from './screen.ts'

const openSettings = async (window: Page, name: string): Promise<void> => {
  await run(window, `harness.setSession({ dialog: { kind: 'settings', page: '${name}' } })`)
  await window.getByRole('dialog').waitFor()
}

const page = (name: string, title: string, more: Partial<Screen> = {}): Screen => ({
  name: `settings-${name}`,
  title,
  steps: (window) => openSettings(window, name),
  ...more,
})

const keyState = (state: string) =>
  `app=${encodeURIComponent(JSON.stringify({ engine: 'rehearsal', key: { profile: 'production', inUse: null, keychain: JSON.parse(state) } }))}`

const banner = (name: string, title: string, script: string): Screen => ({
  name,
  title,
  steps: (window) => run(window, script),
})

/** What is around the editor: settings, notices, and what may go wrong. */
export const aroundScreens: readonly Screen[] = [
  page('general', 'Settings', { isMain: true }),
  page('key', 'Settings: the key'),
  {
    name: 'settings-key-none',
    title: 'No key yet',
    query: keyState('{"kind":"no-key","seenOpen":true}'),
    steps: async (window) => {
      await run(window, `harness.core.bridge.call('key.forget', { profile: 'production' })`)
      await openSettings(window, 'key')
    },
  },
  {
    name: 'settings-key-locked',
    title: 'A keychain that is locked',
    query: keyState('{"kind":"locked","detail":"The collection is locked."}'),
    steps: async (window) => {
      await run(
        window,
        `harness.core.answerNext('key.status', () => ({ ok: true, value: { state: { kind: 'locked', detail: '' }, words: 'The keychain is locked. Unlock it with its own program, then look again.' } }))`,
      )
      await openSettings(window, 'key')
    },
  },
  {
    name: 'settings-key-forget',
    title: 'Forgetting a key',
    steps: async (window) => {
      await openSettings(window, 'key')
      await press(window, 'Forget the key')
    },
  },
  page('rendering', 'Settings: what renders, prices'),
  page('limits', 'Settings: limits'),
  page('spending', 'Settings: budgets'),
  page('shortcuts', 'Settings: shortcuts'),
  page('template', 'Settings: the look of the board'),
  {
    name: 'notices',
    title: 'Notices',
    steps: async (window) => {
      await run(window, `harness.notify({ tone: 'info', text: 'The diagnostics are in the clipboard.' })`)
      await run(
        window,
        `harness.notify({ tone: 'good', text: 'Shot 30 · The lamp room, take 1 is done.', action: { label: 'Show', run() {} } })`,
      )
      await run(
        window,
        `harness.notifyFailure({ code: 'fal/rejected', message: 'fal.ai rejected the request: the prompt is not allowed. Change it and render again.', detail: '422: body.prompt: content policy violation', requestId: '764cabcf-b745-4b3e-ae38-1200304cf45b', cost: 'nothing' })`,
      )
    },
  },
  {
    name: 'save-failed',
    title: 'Saving has failed: why, and another try',
    steps: async (window) => {
      await run(
        window,
        `harness.core.board.setSaveState({ failed: { code: 'disk/full', message: 'The disk is full. Free some space.', detail: 'ENOSPC: no space left on device', cost: 'nothing' } })`,
      )
      await press(window, /^Not saved/)
    },
  },
  banner(
    'read-only',
    'A project that is open elsewhere',
    `harness.core.board.setAccess({ kind: 'read-only', why: 'locked', words: 'The project is open in another Boardwright on this computer. Close it there to change it here.' })`,
  ),
  banner('disconnected', 'The connection is lost; changes wait', `harness.core.setConnected(false)`),
  banner(
    'changed-outside',
    'Another program changed the project file',
    `harness.core.board.setSaveState('changed-outside')`,
  ),
  banner(
    'recovered',
    'A damaged project, brought back',
    `harness.core.board.replace(harness.board().document, { report: { repairs: ['The order of scene 2 named a shot that is not there; it was left out.'], recoveredFrom: { why: 'damaged', source: 'ladder', savedAt: Date.parse('2026-11-24T13:40:00Z') }, keptAside: 'boardwright (damaged, 24 Nov 13.58).json' } })`,
  ),
]
