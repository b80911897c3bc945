import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { elementShot, textShot, writePng } from './board.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { makeTemplate, startTerminal, type Template } from './terminal.ts'

/** A shot with an image to upload. */
const oneShot = async (): Promise<Template> =>
  makeTemplate([elementShot(await writePng(join(await temporaryFolder(), 'lamp.png')))])

/**
 * Renders with a death at the first, second, … moment of one kind, a fresh copy each, until a run comes through. After
 * each death the work is resumed and held against the oracle.
 * @returns how many deaths there were.
 */
const dieEverywhere = async (template: Template, what: string, when: string): Promise<number> => {
  for (let at = 1; ; at++) {
    const dieAt = `${what}:${at}:${when}`
    const terminal = await startTerminal(template)
    // What was billed is a write of the ledger, too.
    const headers = { 'x-fal-billable-units': '1' }
    terminal.standIn.script({ step: 'result', nth: 'every', fault: { kind: 'amend', headers } })
    const render = await terminal.run(['render', terminal.folder, '--yes', '--json'], { dieAt })
    if (render.signal === null) {
      expect(render.code, `said: ${render.stderr}`).toBe(0)
      return at - 1
    }
    await terminal.resumeToTheEnd()
    const jobs = terminal.jobs()
    const accepted = terminal.standIn.journal.accepted().map(({ requestId }) => requestId)
    expect(
      new Set(jobs.filter((job) => job.state === 'succeeded').map((job) => job.requestId)),
      `after ${dieAt}`,
    ).toEqual(new Set(accepted))
    expect(
      jobs.filter((job) => job.state !== 'succeeded').map((job) => [job.state, job.requestId]),
      `after ${dieAt}`,
    ).toEqual(jobs.filter((job) => job.requestId === null).map(() => ['uncertain', null]))
    expect(await terminal.breaches(), `after ${dieAt}`).toEqual([])
  }
}

describe('death', () => {
  it('19 · killed before or after any write of the ledger, it resumes: nothing is paid twice, nothing paid for is lost', async () => {
    const template = await oneShot()
    const [before, after] = await Promise.all([
      dieEverywhere(template, 'ledger', 'before'),
      dieEverywhere(template, 'ledger', 'after'),
    ])
    // At least: created, uploading, the upload, submitting, queued, downloading, succeeded.
    expect(Math.min(before, after)).toBeGreaterThanOrEqual(7)
  })

  it('20 · killed before or after any renaming while clips arrive and the project is saved, it has the old or the new', async () => {
    const template = await oneShot()
    const [before, after] = await Promise.all([
      dieEverywhere(template, 'rename', 'before'),
      dieEverywhere(template, 'rename', 'after'),
    ])
    // At least: clip, sidecar, document.
    expect(Math.min(before, after)).toBeGreaterThanOrEqual(3)
  })

  it('25 · killed before or after any renaming while a board of an older version is brought up, it has the old or the new', async () => {
    const template = await makeTemplate([textShot('The tower')])
    const older = await fs.readFile(new URL('../unit/shared/domain/version-1.json', import.meta.url), 'utf8')
    const shots = Object.keys((JSON.parse(older) as { shots: object }).shots).length
    for (const when of ['before', 'after']) {
      for (let at = 1; ; at++) {
        const terminal = await startTerminal(template)
        await fs.rm(join(terminal.folder, 'boardwright.backup.json'), { force: true })
        await fs.rm(join(terminal.home, 'backups'), { recursive: true, force: true })
        await fs.writeFile(join(terminal.folder, 'boardwright.json'), older)
        const dieAt = `rename:${at}:${when}`
        const add = ['add', terminal.folder, 'text', '--prompt', 'rain']
        const died = await terminal.run(add, { dieAt })
        const names = await fs.readdir(terminal.folder)
        const kept = names.filter((name) => /^boardwright(?:\.v1.*)?\.json$/.test(name))
        const texts = await Promise.all(kept.map((name) => fs.readFile(join(terminal.folder, name), 'utf8')))
        expect(texts, `after ${dieAt}`).toContain(older)
        const listed = await terminal.run(['list', terminal.folder, '--json'])
        expect(listed.code, `after ${dieAt}: ${listed.stdout}`).toBe(0)
        expect(listed.stdout.split('"event":"shot"').length - 1).toBeGreaterThanOrEqual(shots)
        if (died.signal !== null) continue
        expect(at).toBeGreaterThan(1)
        break
      }
    }
  })

  it('20 · killed in the middle of a download, it goes on and the clip is whole', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]))
    terminal.standIn.script({ step: 'download', times: 1, fault: { kind: 'drip', bytes: 1024, everyMs: 40 } })
    const parts = join(terminal.folder, 'clips')
    const render = await terminal.run(['render', terminal.folder, '--yes', '--json'], {
      onStart: (child) => {
        void terminal.standIn
          .waitFor((journal) => journal.count('download') > 0, 20_000)
          .then(() => child.kill('SIGKILL'))
      },
    })
    expect(render.signal).toBe('SIGKILL')
    expect((await fs.readdir(parts)).filter((name) => name.endsWith('.mp4'))).toEqual([])
    await terminal.resumeToTheEnd()
    expect(terminal.jobs().map((job) => job.state)).toEqual(['succeeded'])
    expect(await terminal.breaches()).toEqual([])
  })

  it('19 · Ctrl-C stops in an orderly way with exit code 130, and the rest is resumed', async () => {
    const terminal = await startTerminal(await makeTemplate([textShot('The tower')]), { durationMs: 3000 })
    const render = await terminal.run(['render', terminal.folder, '--yes'], {
      onStart: (child) => {
        void terminal.standIn
          .waitFor((journal) => journal.count('status') > 0, 20_000)
          .then(() => child.kill('SIGINT'))
      },
    })
    expect(render).toMatchObject({ code: 130, signal: null })
    expect(render.stderr).toContain('boardwright resume')
    expect(terminal.jobs().map((job) => job.state)).toEqual([expect.stringMatching(/queued|running/)])
    await terminal.resumeToTheEnd()
    expect(terminal.jobs().map((job) => job.state)).toEqual(['succeeded'])
    expect(terminal.standIn.journal.count('submit')).toBe(1)
    expect(await terminal.breaches()).toEqual([])
  })
})
