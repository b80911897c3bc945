import { runAction } from '../../renderer/actions/action.ts'
import { openWindow } from '../../renderer/app/open-window.tsx'
import { start } from '../../renderer/state/start.ts'
import { edit, board } from '../../renderer/state/board.ts'
import { notify, notifyFailure } from '../../renderer/state/notices.ts'
import { selectShots, session, setSession } from '../../renderer/state/session.ts'
import { shotLabelled } from '../../shared/domain/board.ts'
import { createFakeCore, type FakeSetup } from '../kit/fake-bridge.ts'
import type { Sample } from '../kit/fake-core/sample-document.ts'
import { manyShots } from '../kit/fake-core/many-shots.ts'

/** The page on a core in memory. What the address says after `?` decides how it begins; see `harness.ts`. */
const asked = new URLSearchParams(location.search)
const sample = (await (await fetch('/sample.json')).json()) as Sample
const shots = Number(asked.get('shots') ?? 0)
const empty = asked.has('empty')

const setup: FakeSetup = {
  sample,
  mediaBase: '/media',
  start: asked.get('start') === 'projects' ? 'projects' : 'sample',
  used: !empty && !asked.has('unused'),
  settings: {
    appearance: asked.get('theme') === 'light' ? 'light' : 'dark',
    ...(JSON.parse(asked.get('settings') ?? '{}') as FakeSetup['settings']),
  },
  app: JSON.parse(asked.get('app') ?? '{}') as NonNullable<FakeSetup['app']>,
  document: (document) =>
    empty
      ? {
          ...document,
          shots: {},
          takes: {},
          takeMarks: {},
          assets: {},
          scenes: Object.fromEntries(
            Object.values(document.scenes)
              .slice(0, 1)
              .map((scene) => [scene.id, { ...scene, title: '', shotIds: [] }]),
          ),
          sceneIds: document.sceneIds.slice(0, 1),
        }
      : shots > 0
        ? manyShots(document, shots)
        : document,
}

const core = createFakeCore(setup)
core.jobs.setRunning(asked.has('alive'))

const harness = {
  core,
  board,
  edit,
  notify,
  notifyFailure,
  runAction,
  session,
  setSession,
  appearance: (appearance: 'dark' | 'light') => core.bridge.call('settings.change', { edit: { appearance } }),
  select: (...labels: readonly string[]) =>
    selectShots(labels.flatMap((label) => shotLabelled(board().document, label)?.id ?? [])),
}
declare global {
  interface Window {
    harness: typeof harness
  }
}
window.harness = harness

await openWindow(start(core.bridge))
document.documentElement.dataset['ready'] = 'true'
