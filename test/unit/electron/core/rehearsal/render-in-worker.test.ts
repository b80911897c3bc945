import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RehearsalRecipe } from '../../../../../electron/core/rehearsal/recipe.ts'
import {
  createRehearsalRenderer,
  type RehearsalRenderer,
} from '../../../../../electron/core/rehearsal/render-in-worker.ts'

const source = new URL('../../../../../electron/core/rehearsal/', import.meta.url)

let folder: string
let started: Worker[]
let renderer: RehearsalRenderer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  started = []
  renderer = createRehearsalRenderer(() => {
    const worker = new Worker(new URL('worker.ts', source))
    started.push(worker)
    return worker
  })
})
afterEach(async () => {
  await renderer.close()
  await rm(folder, { recursive: true, force: true })
})

const card = (name: string, seconds = 1, width = 320, height = 180): RehearsalRecipe => ({
  kind: 'text',
  prompt: 'A lighthouse at dusk',
  seconds,
  width,
  height,
  fps: 24,
  title: '10',
  seed: 1,
  output: join(folder, name),
})

describe('rehearsals in a worker', () => {
  it('are rendered one after the other by one worker', async () => {
    const reports: number[] = []
    const onProgress = (done: number): void => void reports.push(done)
    const facts = { frames: 24, width: 320, height: 180, durationMs: 1000 }
    expect(await renderer.render(card('a.mp4'), { onProgress })).toEqual({ ok: true, value: facts })
    expect(await renderer.render(card('b.mp4'))).toEqual({ ok: true, value: facts })
    expect(started).toHaveLength(1)
    expect(reports.at(-1)).toBe(1)
    expect((await stat(join(folder, 'b.mp4'))).size).toBeGreaterThan(1000)
  })

  it('are rendered side by side when asked for at once', async () => {
    const results = await Promise.all([renderer.render(card('a.mp4')), renderer.render(card('b.mp4'))])
    expect(results.map(({ ok }) => ok)).toEqual([true, true])
    expect(started).toHaveLength(2)
  })

  it('stop soon after they are told to, leave no file, and the worker serves on', async () => {
    const stop = new AbortController()
    let stoppedMs = Number.NaN
    const result = await renderer.render(card('a.mp4', 25, 1280, 720), {
      signal: stop.signal,
      onProgress: () => {
        if (stop.signal.aborted) return
        stoppedMs = performance.now()
        stop.abort()
      },
    })
    expect(result).toMatchObject({ ok: false, error: { code: 'render/cancelled' } })
    // The aim is 200 ms on a free machine; the bound leaves room for a busy one, and a whole render takes far longer.
    expect(performance.now() - stoppedMs).toBeLessThan(1500)
    expect(await readdir(folder)).toEqual([])
    expect((await renderer.render(card('b.mp4'))).ok).toBe(true)
    expect(started).toHaveLength(1)
  })

  it('are not begun where the signal has fallen already', async () => {
    const result = await renderer.render(card('a.mp4'), { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ ok: false, error: { code: 'render/cancelled' } })
    expect(started).toHaveLength(0)
  })

  it('are refused before a worker is started where the recipe makes no sense', async () => {
    const result = await renderer.render({ ...card('a.mp4'), width: 321 })
    expect(result).toMatchObject({ ok: false, error: { code: 'input/invalid', field: 'width' } })
    expect(started).toHaveLength(0)
  })

  it('fail, and do not take the program along, where the worker dies', async () => {
    const frail = createRehearsalRenderer(
      () =>
        new Worker(
          'require("node:worker_threads").parentPort.on("message", () => { throw new Error("boom") })',
          { eval: true },
        ),
    )
    const result = await frail.render(card('a.mp4'))
    expect(result).toMatchObject({ ok: false, error: { code: 'render/failed', detail: 'boom' } })
    const leaving = createRehearsalRenderer(
      () =>
        new Worker('require("node:worker_threads").parentPort.on("message", () => process.exit(3))', {
          eval: true,
        }),
    )
    expect(await leaving.render(card('a.mp4'))).toMatchObject({ ok: false, error: { code: 'render/failed' } })
    await Promise.all([frail.close(), leaving.close()])
  })

  it('are cancelled by closing, and none begins afterwards', async () => {
    const rendering = renderer.render(card('a.mp4', 25))
    await renderer.close()
    expect(await rendering).toMatchObject({ ok: false, error: { code: 'render/cancelled' } })
    expect(await renderer.render(card('b.mp4'))).toMatchObject({
      ok: false,
      error: { code: 'render/cancelled' },
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('let the program end by itself once they are done', async () => {
    const script = `
      const { createRehearsalRenderer } = await import(${JSON.stringify(new URL('render-in-worker.ts', source).href)})
      const result = await createRehearsalRenderer().render(${JSON.stringify(card('a.mp4'))})
      console.log(result.ok)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: fileURLToPath(source),
      timeout: 20_000,
    })
    expect(stdout.trim()).toBe('true')
  })
})
