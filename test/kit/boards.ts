import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createProject, type Project, type ProjectPorts } from '../../electron/core/project/open-project.ts'
import type { Take } from '../../shared/domain/document.ts'
import { createIdSource, type ShotId } from '../../shared/domain/ids.ts'
import { repeatableBytes } from './large-board.ts'
import { projectPorts } from './system.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A new project in a folder of its own, with a program's data folder of its own; both go when the test is over. */
export const startBoard = async (
  details: { readonly title: string; readonly aspect: '16:9' } = { title: 'The lighthouse', aspect: '16:9' },
  changes: Partial<ProjectPorts> = {},
): Promise<{ readonly folder: string; readonly project: Project; readonly ports: ProjectPorts }> => {
  const parent = await temporaryFolder()
  const folder = join(parent, 'board')
  const ports = projectPorts(join(parent, 'home'), changes)
  const made = await createProject(folder, details, ports)
  if (!made.ok) throw new Error(made.error.message)
  onTestFinished(async () => {
    await made.value.close()
  })
  return { folder, project: made.value, ports }
}

/** A take of a shot, the same for the same number. */
export const takeNumbered = (number: number, shotId: ShotId): Take => {
  const ids = createIdSource(repeatableBytes(number))
  return {
    id: ids.take(),
    shotId,
    number,
    jobId: ids.job(),
    engine: 'fal',
    quality: 'final',
    endpoint: 'fal-ai/pika/v2.2/pikaframes',
    requestHash: 'a'.repeat(64),
    request: null,
    requestId: `request-${number}`,
    prompt: 'the lamp turns',
    seed: number,
    resolution: '1080p',
    priceMicroUsd: 300_000,
    priceSource: 'listed',
    file: `010_take${String(number).padStart(2, '0')}.mp4`,
    sha256: 'b'.repeat(64),
    bytes: 1_000_000,
    durationMs: 5000,
    width: 1920,
    height: 1080,
    plannedMs: 5000,
    createdAt: '2026-11-20T10:00:00.000Z',
  }
}
