import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import type { RehearsalRecipe } from '../../electron/core/rehearsal/recipe.ts'
import { createRehearsalRenderer } from '../../electron/core/rehearsal/render-in-worker.ts'

/** Times of ours and of the peer for the same work, in milliseconds, run by turns; `limit` bounds their ratio. */
export interface RehearsalBench {
  readonly name: string
  readonly ours: readonly number[]
  readonly peer: readonly number[]
  readonly limit: number
}

const width = 1280
const height = 720
const secondsPerGap = [2, 3, 2, 3] as const
const seconds = 10

/** Soft colours under a fine grain: neither trivial nor hopeless for an encoder, and the same on every run. */
const paintKeyframe = async (path: string, index: number): Promise<void> => {
  const hue = 72 * index
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0.4" y2="1"><stop stop-color="hsl(${hue},55%,62%)"/><stop offset="1" stop-color="hsl(${hue + 50},60%,22%)"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    ${Array.from({ length: 60 }, (_, blob) => `<circle cx="${(blob * 337 + index * 91) % width}" cy="${(blob * 193) % height}" r="${12 + ((blob * 29) % 70)}" fill="hsl(${hue + blob * 6},60%,50%)" fill-opacity="0.35"/>`).join('')}
  </svg>`
  const grain = Buffer.from(
    Uint8Array.from(
      { length: width * height },
      (_, at) => 120 + ((Math.imul(at + index, 2_654_435_761) >>> 28) & 15),
    ),
  )
  const texture = await sharp(grain, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  await sharp(Buffer.from(svg))
    .composite([{ input: texture, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toFile(path)
}

/** The same cross-fades, and the same push-in where it is wanted, as FFmpeg does them at its cheapest. */
const peerArguments = (images: readonly string[], output: string, pushIn: boolean): string[] => {
  const held = images.map(
    (_, index) =>
      `[${index}:v]scale=${width}:${height},format=yuv420p,loop=loop=-1:size=1,setpts=N/24/TB,fps=24,trim=end_frame=${24 * seconds}[s${index}]`,
  )
  let from = 's0'
  let offset = 0
  const fades = secondsPerGap.map((duration, gap) => {
    const fade = `[${from}][s${gap + 1}]xfade=duration=${duration}:offset=${offset}[x${gap}]`
    from = `x${gap}`
    offset += duration
    return fade
  })
  const push = `[${from}]zoompan=z='1+0.06*in/239':d=1:fps=24:x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':s=${width}x${height}[v]`
  const graph = [...held, ...fades, pushIn ? push : `[${from}]null[v]`].join(';')
  const input = images.flatMap((image) => ['-i', image])
  const encode = `-map [v] -frames:v ${24 * seconds} -c:v libx264 -preset veryfast -movflags +faststart`
  return ['-v', 'error', '-y', ...input, '-filter_complex', graph, ...encode.split(' '), output]
}

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/**
 * Five keyframes over ten seconds at 1280×720: a fresh renderer, its worker's start included, against `ffmpeg` with
 * the same cross-fades and push-in through libx264 `veryfast`. Needs `ffmpeg` on the PATH and throws where it is not.
 * @param options.runs of each, at least 5. @param options.pushIn whether the peer pushes in as well (ours always does).
 */
export const bench = async ({ runs = 5, pushIn = true } = {}): Promise<RehearsalBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-bench-'))
  try {
    const images = [0, 1, 2, 3, 4].map((index) => join(folder, `${index}.jpg`))
    for (const [index, path] of images.entries()) await paintKeyframe(path, index)
    const recipe: RehearsalRecipe = {
      kind: 'frames',
      images,
      gaps: secondsPerGap.map((value) => ({ seconds: value, prompt: '' })),
      width,
      height,
      fps: 24,
      title: 'Bench',
      seed: 1,
      output: join(folder, 'ours.mp4'),
    }
    const ours: number[] = []
    const peer: number[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(await timed(() => renderOnce(recipe)))
      peer.push(
        await timed(() =>
          promisify(execFile)('ffmpeg', peerArguments(images, join(folder, 'peer.mp4'), pushIn)),
        ),
      )
    }
    return { name: 'Rehearsal of five keyframes, 10 s at 1280×720, against ffmpeg', ours, peer, limit: 1.25 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const renderOnce = async (recipe: RehearsalRecipe): Promise<void> => {
  const renderer = createRehearsalRenderer()
  try {
    const result = await renderer.render(recipe)
    if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`)
  } finally {
    await renderer.close()
  }
}
