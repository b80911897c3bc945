import type { ClipFor } from './media.ts'

/** Size and length of a clip; both sides even, as H.264 wants them. */
export interface ClipShape {
  readonly width: number
  readonly height: number
  readonly seconds: number
}

const framesPerSecond = 24

/** A real H.264 MP4 of one grey, 24 frames a second, index first. 5 s at 64×36 come to about 4.5 KB. */
export const makeMp4 = async ({ width, height, seconds }: ClipShape): Promise<Buffer> => {
  // Loaded on demand: the encoder is native code that most tests never need.
  const { registerMediabunnyServer } = await import('@mediabunny/server')
  const { BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } =
    await import('mediabunny')
  registerMediabunnyServer()
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const track = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality('very-low'),
    hardwareAcceleration: 'prefer-software',
  })
  output.addVideoTrack(track, { frameRate: framesPerSecond })
  await output.start()
  const pixels = new Uint8Array((width * height * 3) / 2).fill(128)
  for (let frame = 0; frame < seconds * framesPerSecond; frame += 1) {
    const sample = new VideoSample(pixels, {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp: frame / framesPerSecond,
      duration: 1 / framesPerSecond,
    })
    await track.add(sample)
    sample.close()
  }
  await output.finalize()
  if (!target.buffer) throw new Error('The encoder gave no file')
  return Buffer.from(target.buffer)
}

/**
 * Clips of the length that was asked for, encoded once per length. Each ends in a `free` box filled with its request
 * id, which players ignore: so every clip has bytes of its own, and a file mixed from two of them shows.
 * @param tailBytes size of that filling; makes downloads as long as a test wants them.
 */
export const createClipMaker = (
  { width, height }: Omit<ClipShape, 'seconds'> = { width: 64, height: 36 },
  tailBytes = 16_384,
): ClipFor => {
  const encoded = new Map<number, Promise<Buffer>>()
  return async ({ requestId, seconds }) => {
    const known = encoded.get(seconds) ?? makeMp4({ width, height, seconds })
    encoded.set(seconds, known)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + tailBytes, 0)
    head.write('free', 4, 'latin1')
    return Buffer.concat([await known, head, Buffer.alloc(tailBytes, requestId)])
  }
}
