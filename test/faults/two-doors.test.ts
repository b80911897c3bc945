import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createShot } from '../../shared/domain/board.ts'
import { createIdSource } from '../../shared/domain/ids.ts'
import { must } from '../kit/text-board.ts'
import { startStandIn } from '../stand-in/server.ts'
import { deliver, visit, type Page } from './browser-mode.ts'

const ids = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)))

it('36 · a second click, a second window, a terminal beside them and a restart all meet the same open job', async () => {
  const standIn = await startStandIn()
  onTestFinished(() => standIn.close())
  const underWay = standIn.script({
    step: 'status',
    nth: 'every',
    fault: { kind: 'amend', fields: { status: 'IN_PROGRESS' } },
  })
  const { start, terminal } = await deliver({
    settings: { timing: { pollFloorMs: 50, pollCeilingMs: 200 } },
    environment: { FAL_KEY: standIn.key, BOARDWRIGHT_FAL_PROXY: standIn.proxyUrl },
  })
  const program = start()
  const page = await visit(await program.address())
  const { projectId, document, folder } = must(
    await page.call('project.create', {
      folder: null,
      title: 'Doors',
      aspect: '16:9',
      from: { kind: 'empty' },
    }),
  )
  const shot = { ...createShot(ids.shot(), '10'), mode: 'text' as const, prompt: 'a heron lands' }
  const commands = [
    { type: 'shots.add' as const, shots: [shot], sceneId: document.sceneIds[0] ?? '', index: 0 },
  ]
  must(await page.call('board.edit', { projectId, commands, name: null, editId: 'add' }))
  must(await page.call('project.save', { projectId }))

  const press = async ({ call }: Page, intentId = ids.intent()) => {
    const orders = [{ shotId: shot.id, intentId, another: false }]
    const agreed = { microUsd: 1_000_000, unknown: 0 }
    const pressed = await call('take.render', { projectId, orders, quality: 'final', engine: null, agreed })
    return must(pressed).jobs.map(({ id }) => id)
  }
  const click = ids.intent()
  const [first, second] = await Promise.all([press(page, click), press(page, click)])
  await standIn.waitFor((journal) => journal.accepted().length === 1, 30_000)
  const otherWindow = await visit(await start().address())
  must(await otherWindow.call('project.open', { folder }))
  const third = await press(otherWindow)
  const beside = terminal('render', folder, '--yes')
  const polls = () => standIn.journal.count('status')

  program.running.signal('SIGKILL')
  await program.running.ended
  const before = polls()
  const restarted = start()
  const back = await visit(await restarted.address())
  must(await back.call('project.open', { folder }))
  const fourth = await press(back)
  expect([second, third, fourth]).toEqual([first, first, first])
  await expect.poll(polls, { timeout: 30_000 }).toBeGreaterThan(before)
  underWay.remove()

  const ended = await beside
  expect(ended.code, `said: ${ended.stderr}`).toBe(0)
  const clips = (await fs.readdir(join(folder, 'clips'))).filter((name) => name.endsWith('.mp4'))
  expect(ended.stdout.split('\n').filter((line) => line.endsWith('.mp4'))).toEqual(
    clips.map((name) => join(folder, 'clips', name)),
  )
  expect(clips).toHaveLength(1)
  expect(must(await back.call('job.list', { projectId, ended: true, limit: 10 })).jobs).toMatchObject([
    { id: first[0], state: 'succeeded' },
  ])
  expect(standIn.journal.count('submit')).toBe(1)
})
