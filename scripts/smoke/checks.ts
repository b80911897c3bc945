import { readFile } from 'node:fs/promises'
import type { ElectronApplication, Page } from 'playwright-core'
import type { Bridge } from '../../shared/contract.ts'
import type { ProjectSnapshot } from '../../shared/views.ts'

declare global {
  interface Window {
    readonly boardwright: Bridge
  }
}

const need = (isTrue: boolean, otherwise: string): void => {
  if (!isTrue) throw new Error(otherwise)
}

/** The preferences of the window as Electron has them, and its renderer in a sandbox. */
export const checkWindow = async (app: ElectronApplication): Promise<void> => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Electron keeps it for debugging; it is in no type.
    return (
      contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
    ).getLastWebPreferences()
  })
  for (const [name, wanted] of Object.entries({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  }))
    need(preferences[name] === wanted, `${name} is ${String(preferences[name])}`)
}

/** The sandbox as the system has it around the window's process, whatever the window says. */
export const checkSandbox = async (app: ElectronApplication): Promise<void> => {
  const { pid, isSandboxed } = await app.evaluate(({ app: program, BrowserWindow }) => {
    const renderer = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
    const metric = program.getAppMetrics().find((one) => one.pid === renderer)
    return { pid: renderer, isSandboxed: metric?.sandboxed ?? false }
  })
  if (process.platform !== 'linux') return need(isSandboxed, 'the window’s process is not in a sandbox')
  // Electron does not tell it there: 2 is a filter of system calls.
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  need(/^Seccomp:\s*2$/m.test(status), 'the window’s process may call the system as it likes')
}

/** The keychain's process starts where it is packaged, and its native part loads, whatever this system's keychain says. */
export const checkKeychain = async (page: Page): Promise<void> => {
  const status = await page.evaluate(() => window.boardwright.call('key.status', { profile: 'development' }))
  if (!status.ok) throw new Error(status.error.message)
  const { state } = status.value
  const detail = 'detail' in state ? state.detail : ''
  need(!detail.includes('process ended'), detail)
  // On Linux libsecret may be missing, which it says by its name.
  need(state.kind !== 'library-missing' || detail.includes('libsecret'), `the native part: ${detail}`)
}

/** What a page can reach: nothing of Node's, no other address, no other window. */
export const checkIsolation = async (app: ElectronApplication, page: Page): Promise<void> => {
  const reached = await page.evaluate(() =>
    ['process', 'require', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in globalThis),
  )
  need(reached.length === 0, `the page has ${reached.join(', ')}`)
  const fetched = await page.evaluate(() =>
    fetch('https://fal.ai/').then(
      () => true,
      () => false,
    ),
  )
  need(!fetched, 'the page fetched something from elsewhere')
  await page.evaluate(() => void window.open('https://fal.ai/'))
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  need(windows === 1, `there are ${windows} windows`)
}

const openSample = (page: Page): Promise<ProjectSnapshot> =>
  page.evaluate(async () => {
    const state = await window.boardwright.call('app.state', {})
    if (!state.ok) throw new Error(state.error.message)
    const opened = await window.boardwright.call('project.open', { folder: state.value.lastProject ?? '' })
    if (!opened.ok) throw new Error(opened.error.message)
    return opened.value
  })

/** A shot of the sample board becomes a clip: worker threads, native parts and the ledger work where they are packaged. */
export const checkRehearsal = async (page: Page): Promise<void> => {
  const { projectId, document } = await openSample(page)
  const shotId = document.sceneIds.flatMap((id) => document.scenes[id]?.shotIds ?? [])[0]
  if (shotId === undefined) throw new Error('the sample board has no shots')
  const deadline = performance.now() + 180_000
  const ordered = await page.evaluate(
    ([project, shot]) =>
      window.boardwright.call('take.render', {
        projectId: project,
        orders: [{ shotId: shot, intentId: 'int_000000000000', another: false }],
        quality: 'final',
        engine: 'rehearsal',
        agreed: { microUsd: 0, unknown: 0 },
      }),
    [projectId, shotId] as const,
  )
  if (!ordered.ok) throw new Error(ordered.error.message)
  for (;;) {
    const listed = await page.evaluate(
      (project) => window.boardwright.call('job.list', { projectId: project, ended: true, limit: 1 }),
      projectId,
    )
    const job = listed.ok ? listed.value.jobs[0] : undefined
    if (job?.state === 'succeeded') return
    need(job?.failure === null, `the job came to ${job?.state ?? 'nothing'}: ${job?.failure?.message ?? ''}`)
    need(performance.now() < deadline, 'the job has not ended in three minutes')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** The clip of that shot through Electron's own protocol: whole, in a piece, and beyond its end. */
export const checkProtocols = async (app: ElectronApplication, page: Page): Promise<void> => {
  const { projectId, document: board } = await openSample(page)
  const [takeId] = Object.keys(board.takes)
  const address = `clip://media/${projectId}/clip/${takeId}`
  const answers = await app.evaluate(async ({ net }, clip) => {
    const statusOf = async (range?: string) =>
      (await net.fetch(clip, range === undefined ? {} : { headers: { Range: range } })).status
    return [await statusOf(), await statusOf('bytes=0-9'), await statusOf('bytes=999999999-')]
  }, address)
  need(answers.join(' ') === '200 206 416', `the clip is answered with ${answers.join(' ')}`)
  const seconds = await page.evaluate(
    (source) =>
      new Promise<number>((resolve) => {
        const video = document.createElement('video')
        video.addEventListener('loadedmetadata', () => resolve(video.duration))
        video.addEventListener('error', () => resolve(0))
        video.src = source
      }),
    address,
  )
  need(seconds > 0, 'the clip does not play')
}
