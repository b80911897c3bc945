import { EncodedPacketSink } from 'mediabunny'
import { succeed } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/errors.ts'
import type { FileSystem } from '../ports.ts'
import { notAClip, withClip } from './open-clip.ts'

/** What a clip is, as measured in the file itself. */
export interface ClipFacts {
  readonly bytes: number
  /** Length of the picture, in whole milliseconds. */
  readonly durationMs: number
  /** Size as displayed, in pixels. */
  readonly width: number
  readonly height: number
  /** Short name of the picture's coding: `avc`, `hevc`, `vp9`, `av1` … */
  readonly codec: string
  /** Frames per second, to three decimals; absent where the frames are too few to tell. */
  readonly frameRate?: number
}

/** Packets looked at for the frame rate. */
const ratePackets = 100

/**
 * Measures a clip and makes sure that it is one: an MP4 whose tables hold, with a picture whose first and last frame
 * are there in the file. Nothing is decoded. Bounded in time and memory, whatever the file says.
 * Failures: `media/missing`, `media/not-a-clip` with the reason, `disk/…`.
 */
export const probeClip = (path: string, files: FileSystem): Promise<Result<ClipFacts>> =>
  withClip(path, files, async ({ bytes, track }) => {
    const codec = await track.getCodec()
    if (!codec) return notAClip('its picture is coded in an unknown way')
    const sink = new EncodedPacketSink(track)
    const first = await sink.getFirstPacket()
    const last = await sink.getPacket(Number.POSITIVE_INFINITY)
    if (!first || !last) return notAClip('it holds no frames')
    const durationMs = Math.round((last.timestamp + last.duration - Math.max(first.timestamp, 0)) * 1000)
    const width = await track.getDisplayWidth()
    const height = await track.getDisplayHeight()
    if (!(durationMs > 0 && width > 0 && height > 0)) return notAClip('its picture has no length or no size')
    const facts = { bytes, durationMs, width, height, codec }
    const { packetCount, averagePacketRate } = await track.computePacketStats(ratePackets)
    const frameRate = Math.round(averagePacketRate * 1000) / 1000
    return succeed(packetCount > 1 ? { ...facts, frameRate } : facts)
  })
