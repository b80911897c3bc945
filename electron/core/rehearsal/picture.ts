import { FFmpegError, Frame, SoftwareScaleContext } from 'node-av'
import {
  AVCHROMA_LOC_LEFT,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_RGBA,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVA420P,
  type AVPixelFormat,
} from 'node-av/constants'

/** Pixels as sharp hands them out: rows of red, green, blue and, where there are four channels, opacity. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** A frame with memory of its own, for the caller to free. */
const blankFrame = (width: number, height: number, format: AVPixelFormat): Frame => {
  const frame = new Frame()
  frame.alloc()
  frame.width = width
  frame.height = height
  frame.format = format
  FFmpegError.throwIfError(frame.getBuffer(), 'Making room for a picture')
  return frame
}

/** Copies pixels to a frame, whose lines have the spare bytes that the converter may read. */
const frameFromPixels = ({ width, height, channels, data }: Pixels): Frame => {
  const format = channels === 4 ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24
  // Not a copy, whatever its name says: it looks at the pixels where they are.
  using view = Frame.fromVideoBuffer(Buffer.from(data.buffer, data.byteOffset, data.length), {
    width,
    height,
    format,
  })
  const frame = blankFrame(width, height, format)
  FFmpegError.throwIfError(frame.copy(view), 'Copying a picture')
  frame.colorSpace = AVCOL_SPC_RGB
  frame.colorRange = AVCOL_RANGE_JPEG
  return frame
}

/**
 * Converts full-range R′G′B′ to a picture as video stores it: 8-bit Y′CbCr in BT.709 limited range, colour at half
 * resolution in both directions, sited left as H.264 assumes where nothing else is said. Both sides must be even.
 * Four channels make a picture with transparency. The picture is the caller's to free.
 */
export const pictureFromPixels = (pixels: Pixels): Frame => {
  using full = frameFromPixels(pixels)
  const format = pixels.channels === 4 ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P
  const picture = blankFrame(pixels.width, pixels.height, format)
  picture.colorSpace = AVCOL_SPC_BT709
  picture.colorRange = AVCOL_RANGE_MPEG
  picture.chromaLocation = AVCHROMA_LOC_LEFT
  using converter = new SoftwareScaleContext()
  converter.allocContext()
  converter.setOption('sws_flags', 'bicubic+accurate_rnd+full_chroma_inp')
  FFmpegError.throwIfError(converter.scaleFrameSync(picture, full), 'Converting a picture')
  return picture
}
