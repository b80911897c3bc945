import { randomBytes } from 'node:crypto'
import files from 'node:fs/promises'
import { z } from 'zod'
import { systemClock } from '../../electron/core/clock.ts'
import type { Project } from '../../electron/core/project/open-project.ts'
import { createCore } from '../../electron/core/session.ts'
import { defaultSettings } from '../../electron/core/settings.ts'
import { createDocument, createShot } from '../../shared/domain/board.ts'
import { createIdSource, projectIdSchema } from '../../shared/domain/ids.ts'
import { priceTableSchema } from '../../shared/domain/prices.ts'

/**
 * Run as a process of its own: one of several programs that order takes at the same moment. Each message is a round:
 * the project with its folder, and the budgets that hold. Answers with what became of the order: `ordered`, or the code of its refusal.
 */
const roundSchema = z.object({
  projectId: projectIdSchema,
  folder: z.string(),
  dayMicroUsd: z.int().nullable(),
  projectMicroUsd: z.int().nullable(),
})
const [home = ''] = process.argv.slice(2)
const draw = (count: number) => randomBytes(count)
const ids = createIdSource(draw)
const prices = priceTableSchema.parse(
  JSON.parse(await files.readFile(new URL('../../assets/prices.json', import.meta.url), 'utf8')),
)
const settings = defaultSettings()
let budget = settings.budget
const core = createCore({
  home,
  files,
  clock: systemClock,
  log: { info: () => {}, warn: () => {} },
  randomBytes: draw,
  key: () => 'a key that is never used',
  keyProfile: () => null,
  falProxy: 'http://127.0.0.1:9/proxy',
  prices: () => prices,
  settings: () => ({ ...settings, budget }),
})

const play = (message: unknown): string => {
  const { projectId, folder, ...limits } = roundSchema.parse(message)
  budget = { ...budget, ...limits }
  const document = createDocument(projectId, ids.scene(), 'Race', '16:9')
  const shot = { ...createShot(ids.shot(), '10'), mode: 'text' as const, prompt: 'a heron lands' }
  // Only what an order looks at.
  const project = { document, folder, access: { kind: 'write' } } as unknown as Project
  const planned = core.plan({ ...document, shots: { [shot.id]: shot } }, shot, 'final', 'fal')
  if (!planned.ok) throw new Error('the shot can be rendered')
  const intent = { plan: planned.plan, intentId: ids.intent(), takeIndex: 0 }
  const ordered = core.order(project, [intent])
  return ordered.ok ? 'ordered' : ordered.error.code
}

process.on('message', (message) => process.send?.(play(message)))
process.on('disconnect', () => void core.close().then(() => process.exit()))
process.send?.('ready')
