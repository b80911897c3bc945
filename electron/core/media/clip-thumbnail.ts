import { registerMediabunnyServer } from '@mediabunny/server'
import { VideoSampleSink } from 'mediabunny'
import sharp from 'sharp'
import { succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { toRgb } from './frame-colours.ts'
import { notAClip, withClip } from './open-clip.ts'

/**
 * One frame of a clip as JPEG, upright, in the clip's own size unless told: a thumbnail, or a keyframe for the next shot.
 * Failures: `media/missing`, `media/not-a-clip`, `disk/…`.
 */
export const clipThumbnail = (options: {
  /** Path of the clip. */
  readonly clip: string
  readonly files: FileSystem
  /** Moment in milliseconds: before the first frame gives the first, past the end the last. 0 unless told. */
  readonly atMs?: number
  /** Longest side of the picture in pixels; never enlarged. */
  readonly longSide?: number
}): Promise<Result<Buffer>> => {
  const { clip, files, atMs = 0, longSide } = options
  registerMediabunnyServer()
  return withClip(clip, files, async ({ track }) => {
    // One frame is decoded sooner than a graphics card is woken, and comes out the same on every machine.
    const sink = new VideoSampleSink(track, { hardwareAcceleration: 'prefer-software' })
    using frame = await sink.getSample(Math.max(atMs / 1000, await track.getFirstTimestamp()))
    if (!frame) return notAClip('no frame of it could be decoded')
    const { data, ...raw } = await toRgb(frame)
    const turned = frame.rotation % 180 !== 0
    const size = { width: frame.displayWidth, height: frame.displayHeight }
    const picture = sharp(data, { raw })
      .removeAlpha()
      // Pixels need not be square: stretched before they are turned.
      .resize(turned ? size.height : size.width, turned ? size.width : size.height, { fit: 'fill' })
      .rotate(frame.rotation)
    const upright = sharp(await picture.raw().toBuffer(), { raw: { ...size, channels: 3 } })
    if (longSide) upright.resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
    return succeed(await upright.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer())
  })
}
