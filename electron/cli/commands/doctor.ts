import files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createRehearsalRenderer } from '../../core/rehearsal/render-in-worker.ts'
import { probeClip } from '../../core/media/probe-clip.ts'
import { describeKeychain } from '../../core/secrets/key-state.ts'
import type { KeyStanding } from '../../../shared/domain/keys.ts'
import { need, type Context } from '../context.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameInUse } from './key.ts'

/** One thing the program needs, tried out. */
interface Check {
  readonly name: string
  readonly ok: boolean
  readonly words: string
}

/**
 * `boardwright doctor`: tries everything that rendering needs on this machine, and says what is missing; or (`wantsText`)
 * gives the text that a maintainer needs. Sends nothing.
 */
export const examine = async (context: Context, wantsText: boolean): Promise<ExitCode> => {
  if (wantsText) {
    const text = await context.diagnostics()
    context.output.line(text)
    context.output.event('diagnostics', { text })
    return exitCodes.ok
  }
  const { output, home, keyring, falProxy } = context
  const checks: Check[] = [
    {
      name: 'runtime',
      ok: Number(process.versions.node.split('.')[0]) >= 24,
      words: `Node ${process.versions.node} on ${process.platform} ${process.arch}`,
    },
    await trial('data folder', async () => {
      const probe = join(home, `.doctor-${process.pid}`)
      await files.writeFile(probe, '')
      await files.rm(probe)
      const space = await files.statfs(home)
      return `${home}, ${Math.floor((space.bavail * space.bsize) / 1e9)} GB free`
    }),
    await trial('ledger', () => {
      const jobs = need(context.core.ledger()).list({ ended: true })
      return Promise.resolve(`${jobs.length} jobs on record`)
    }),
    await trial('images', async () => {
      await sharp({ create: { width: 64, height: 64, channels: 3, background: '#808080' } })
        .jpeg()
        .toBuffer()
      return `libvips ${sharp.versions.vips}`
    }),
    await trial('video', rehearseBriefly),
    {
      name: 'fal key',
      ok: true,
      words: keyWords(keyring.standing()),
    },
    { name: 'fal.ai', ok: true, words: falProxy ? 'through the studio proxy' : 'direct' },
  ]
  for (const check of checks) {
    output.line(`${check.ok ? '✓' : '✗'} ${check.name.padEnd(12)} ${check.words}`)
    output.event('check', { ...check })
  }
  const failed = checks.filter((check) => !check.ok).length
  output.summary({ checks: checks.length, failedChecks: failed })
  return failed > 0 ? exitCodes.jobFailed : exitCodes.ok
}

// No key is no fault: shots are rehearsed then.
const keyWords = (standing: KeyStanding): string => {
  if (standing.inUse !== null) return `${nameInUse(standing)}, which ends in …${standing.inUse.endsIn}`
  const why = standing.keychain && describeKeychain(standing.keychain, standing.profile, process.platform)
  return `none, so shots are rehearsed. ${why ?? ''}`
}

const trial = async (name: string, act: () => Promise<string>): Promise<Check> => {
  try {
    return { name, ok: true, words: await act() }
  } catch (error) {
    return { name, ok: false, words: error instanceof Error ? error.message : String(error) }
  }
}

/** A one-second rehearsal, measured: the whole way from words to an H.264 clip. */
const rehearseBriefly = async (): Promise<string> => {
  const folder = await files.mkdtemp(join(tmpdir(), 'boardwright-doctor-'))
  const renderer = createRehearsalRenderer()
  try {
    const path = join(folder, 'clip.mp4')
    need(
      await renderer.render({
        kind: 'text',
        prompt: 'Doctor',
        seconds: 1,
        width: 320,
        height: 180,
        fps: 24,
        title: '',
        seed: 1,
        output: path,
      }),
    )
    const clip = need(await probeClip(path, files))
    return `${clip.codec}, ${clip.width}×${clip.height}, ${clip.durationMs} ms`
  } finally {
    await renderer.close()
    await files.rm(folder, { recursive: true, force: true })
  }
}
