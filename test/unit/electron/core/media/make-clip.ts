import { registerMediabunnyServer } from '@mediabunny/server'
import { BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny'

/** Colours as an encoder stores them: light, blue difference, red difference, 16–235 and 16–240. */
export type Yuv = readonly [number, number, number]

/** Fills a 4:2:0 frame with one colour. */
export const plain = ([y, u, v]: Yuv, width: number, height: number): Uint8Array => {
  const light = width * height
  const pixels = new Uint8Array(light * 1.5)
  pixels.fill(y, 0, light)
  pixels.fill(u, light, light * 1.25)
  pixels.fill(v, light * 1.25)
  return pixels
}

/** A real H.264 MP4, ten frames a second, one plain colour per frame. */
export const makeClip = async (options: {
  readonly frames: readonly Yuv[]
  readonly width?: number
  readonly height?: number
  readonly rotation?: 0 | 90
  readonly indexFirst?: boolean
}): Promise<Buffer> => {
  const { frames, width = 128, height = 64, rotation = 0, indexFirst = false } = options
  registerMediabunnyServer()
  const target = new BufferTarget()
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: indexFirst ? 'in-memory' : false }),
    target,
  })
  const track = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality('high'),
    hardwareAcceleration: 'prefer-software',
  })
  output.addVideoTrack(track, { frameRate: 10, rotation })
  await output.start()
  for (const [index, colour] of frames.entries()) {
    using sample = new VideoSample(plain(colour, width, height), {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp: index / 10,
      duration: 0.1,
    })
    await track.add(sample)
  }
  await output.finalize()
  if (!target.buffer) throw new Error('the encoder gave no file')
  return Buffer.from(target.buffer)
}
