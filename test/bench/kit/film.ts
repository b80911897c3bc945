import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { join } from 'node:path'

/** Size of the film, in bytes. */
export const filmBytes = 1024 ** 3

/** A film of a gigabyte whose every frame can be sought, about half a megabyte each. */
export const makeFilm = async (folder: string): Promise<void> => {
  const scene = join(folder, 'scene.mp4')
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=30', '-vf', 'noise=alls=60:allf=t', '-t', '6']
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '1', '-b:v', '180M', '-pix_fmt', 'yuv420p']
  await ffmpeg(...source, ...coding, scene)
  const times = Math.ceil(filmBytes / (await files.stat(scene)).size)
  const repeated = ['-stream_loop', String(times - 1), '-i', scene, '-c', 'copy', '-movflags', '+faststart']
  await ffmpeg(...repeated, join(folder, 'clip.mp4'))
  await files.rm(scene)
}

const ffmpeg = async (...args: string[]): Promise<void> => {
  const child = spawn('ffmpeg', ['-loglevel', 'error', '-y', ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}

/** How often a player seeks in one run. */
export const playerSeeks = 25

/** In the page: seeks to random frames, and gives the milliseconds until all have been shown. */
export const playSeeks = async (times: number): Promise<number> => {
  const video = document.querySelector('video')
  if (!video) throw new Error('the page has no video')
  if (video.readyState < video.HAVE_METADATA)
    await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve, { once: true }))
  const since = performance.now()
  for (let at = 0; at < times; at += 1) {
    const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = Math.random() * (video.duration - 1)
    await sought
  }
  return performance.now() - since
}
