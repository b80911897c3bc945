import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny'
import { Codec, CodecContext, FFmpegError, Packet, Rational, type Frame } from 'node-av'
import {
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_LIBX264,
} from 'node-av/constants'

/**
 * Pictures to H.264 in MP4: x264 through node-av, put into the file by mediabunny. Mediabunny's own encoder on this
 * side offers x264's `medium` (too slow) or `ultrafast` without lookahead (three times the size), and leaves the
 * colour space unsaid; here all three are ours to set.
 */

/** Takes pictures one by one; then `finish` for the bytes of the file, or `dispose` without them. */
interface ClipEncoder {
  /** Adds the next frame, a picture as `pictureFromPixels` makes them, and frees it. */
  readonly add: (frame: Frame) => Promise<void>
  /** The finished MP4, index first, so that it plays while it is still being read. */
  readonly finish: () => Promise<Uint8Array>
  /** Frees the encoder. Call it in the end, whatever happened. */
  readonly dispose: () => Promise<void>
}

/** What the file says about itself. */
interface ClipTags {
  readonly title: string
  readonly comment: string
}

/** x264's own default rate factor. */
const rateFactor = '23'

const openEncoder = async (width: number, height: number, fps: number): Promise<CodecContext> => {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264)
  if (codec === null) throw new Error('The H.264 encoder libx264 is missing from the FFmpeg libraries')
  const context = new CodecContext()
  context.allocContext3(codec)
  context.width = width
  context.height = height
  context.pixelFormat = AV_PIX_FMT_YUV420P
  context.timeBase = new Rational(1, fps)
  context.framerate = new Rational(fps, 1)
  // A key frame each second keeps stepping and scrubbing quick.
  context.gopSize = fps
  context.colorPrimaries = AVCOL_PRI_BT709
  context.colorTrc = AVCOL_TRC_BT709
  context.colorSpace = AVCOL_SPC_BT709
  context.colorRange = AVCOL_RANGE_MPEG
  context.setOption('preset', 'superfast')
  context.setOption('crf', rateFactor)
  // x264 reports to the terminal unless told otherwise.
  context.setOption('x264-params', 'log=-1')
  FFmpegError.throwIfError(await context.open2(), 'Opening the H.264 encoder')
  return context
}

/** RFC 6381 name of the stream, from the profile and level bytes of its sequence parameter set (Annex B form). */
const codecString = (stream: Uint8Array): string => {
  const at = stream.findIndex(
    (byte, index) =>
      byte === 1 &&
      stream[index - 1] === 0 &&
      stream[index - 2] === 0 &&
      ((stream[index + 1] ?? 0) & 31) === 7,
  )
  if (at === -1) throw new Error('The H.264 stream does not begin with its parameters')
  return `avc1.${Buffer.from(stream.subarray(at + 2, at + 5)).toString('hex')}`
}

/** What the muxer must know of the stream, from its first packet. */
const describeStream = (stream: Uint8Array, width: number, height: number) => ({
  decoderConfig: {
    codec: codecString(stream),
    codedWidth: width,
    codedHeight: height,
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  } as const,
})

/** Opens an encoder for clips of one size. Fails by throwing: nothing in here depends on the user's input. */
export const openClipEncoder = async (
  { width, height }: { readonly width: number; readonly height: number },
  fps: number,
  tags: ClipTags,
): Promise<ClipEncoder> => {
  const context = await openEncoder(width, height, fps)
  const packet = new Packet()
  packet.alloc()
  const source = new EncodedVideoPacketSource('avc')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  output.addVideoTrack(source, { frameRate: fps })
  output.setMetadataTags(tags)
  await output.start()
  let framesAdded = 0
  let packetsTaken = 0

  const takePackets = async (): Promise<void> => {
    for (;;) {
      const received = await context.receivePacket(packet)
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return
      FFmpegError.throwIfError(received, 'Encoding')
      if (packet.data === null) throw new Error('The H.264 encoder handed out an empty packet')
      // A copy: the packet's memory is used again for the next one.
      const data = Uint8Array.from(packet.data)
      const kind = packet.isKeyframe ? 'key' : 'delta'
      await source.add(
        new EncodedPacket(data, kind, Number(packet.pts) / fps, 1 / fps),
        packetsTaken === 0 ? describeStream(data, width, height) : undefined,
      )
      packetsTaken += 1
    }
  }

  const send = async (frame: Frame | null): Promise<void> => {
    FFmpegError.throwIfError(await context.sendFrame(frame), 'Encoding')
    await takePackets()
  }

  return {
    add: async (frame) => {
      frame.pts = BigInt(framesAdded)
      frame.timeBase = new Rational(1, fps)
      framesAdded += 1
      try {
        await send(frame)
      } finally {
        frame.free()
      }
    },
    finish: async () => {
      await send(null)
      if (packetsTaken !== framesAdded) {
        throw new Error(`The H.264 encoder made ${packetsTaken} frames of ${framesAdded}`)
      }
      await output.finalize()
      if (target.buffer === null) throw new Error('The MP4 file was not finished')
      return new Uint8Array(target.buffer)
    },
    dispose: async () => {
      if (output.state !== 'finalized') await output.cancel()
      packet.free()
      context.freeContext()
    },
  }
}
