import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import type { BoardDocument } from '../../../shared/domain/document.ts'
import type { AssetId } from '../../../shared/domain/ids.ts'
import { serialiseDocument } from '../../../shared/domain/opening.ts'
import { largeBoard } from '../../kit/large-board.ts'

const pictures = 40

/** Writes a project folder with a large board whose pictures are there, and whose takes have a clip. */
export const writeBoardFolder = async (folder: string, shotCount: number): Promise<void> => {
  for (const name of ['media', 'clips']) await files.mkdir(join(folder, name), { recursive: true })
  const board = largeBoard(shotCount)
  const assets = await Promise.all(
    Array.from({ length: pictures }, (_, at) => writePicture(join(folder, 'media'), at)),
  )
  const clip = await writeClip(join(folder, 'clips'))
  for (const take of Object.values(board.takes))
    await files.link(join(folder, 'clips', 'clip.mp4'), join(folder, 'clips', take.file))
  await files.writeFile(join(folder, 'boardwright.json'), serialiseDocument(withMedia(board, assets, clip)))
}

type Picture = BoardDocument['assets'][AssetId]

const writePicture = async (folder: string, at: number): Promise<Picture> => {
  const [width, height] = [1920, 1080]
  const shades = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="g"><stop stop-color="hsl(${at * 9} 70% 60%)"/><stop offset="1" stop-color="hsl(${at * 9 + 140} 60% 20%)"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`
  const bytes = await sharp(Buffer.from(shades)).jpeg({ quality: 85 }).toBuffer()
  const id = createHash('sha256').update(bytes).digest('hex') as AssetId
  await files.writeFile(join(folder, `${id}.jpg`), bytes)
  const addedAt = '2026-11-01T10:00:00.000Z'
  return { id, name: `keyframe ${at}.jpg`, format: 'jpg', width, height, bytes: bytes.length, addedAt }
}

const writeClip = async (folder: string): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  const path = join(folder, 'clip.mp4')
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=24', '-t', '8']
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart']
  await promisify(execFile)('ffmpeg', ['-loglevel', 'error', '-y', ...source, ...coding, path])
  const bytes = await files.readFile(path)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}

const withMedia = (
  board: BoardDocument,
  assets: readonly Picture[],
  clip: { readonly sha256: string; readonly bytes: number },
): BoardDocument => ({
  ...board,
  assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])),
  takes: Object.fromEntries(Object.values(board.takes).map((take) => [take.id, { ...take, ...clip }])),
  shots: Object.fromEntries(
    Object.values(board.shots).map((shot, at) => [
      shot.id,
      {
        ...shot,
        frames: {
          ...shot.frames,
          keyframes: shot.frames.keyframes.map((keyframe, offset) => ({
            ...keyframe,
            assetId: assets[(at + offset) % assets.length]?.id ?? keyframe.assetId,
          })),
        },
      },
    ]),
  ),
})
