import sharp from 'sharp'
import type { VideoSample } from 'mediabunny'

/** A picture without compression: rows of red, green, blue, one byte each. */
export interface RawPicture {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
}

/**
 * A decoded film frame as RGB, in the colours a player would show.
 *
 * The decoder's own conversion always uses the matrix of standard definition (Rec. 601), which turns the red (200, 50,
 * 20) of a high-definition clip into (185, 34, 22); a frame taken as the next shot's first keyframe would not match. So
 * the usual 4:2:0 frames are converted here, with the matrix the clip names. Other layouts take the decoder's conversion.
 */
export const toRgb = async (sample: VideoSample): Promise<RawPicture> => {
  const width = sample.visibleRect.width
  const height = sample.visibleRect.height
  if (sample.format !== 'I420') {
    const { left: x, top: y } = sample.visibleRect
    const options = { rect: { x, y, width, height }, format: 'RGBA' }
    const data = new Uint8Array(width * height * 4)
    await sample.copyTo(data, options)
    return { data, width, height, channels: 4 }
  }
  const planes = new Uint8Array(sample.allocationSize())
  const layout = await sample.copyTo(planes)
  const chroma = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const plane = (index: number, size: { width: number; height: number }) =>
    packed(planes, layout[index] ?? { offset: 0, stride: 0 }, size)
  const light = plane(0, { width, height })
  const blue = await doubled(plane(1, chroma), chroma, { width, height })
  const red = await doubled(plane(2, chroma), chroma, { width, height })
  return {
    data: mix(light, blue, red, weightsOf(sample), sample.colorSpace.fullRange === true),
    width,
    height,
    channels: 3,
  }
}

/** Rows one after another, without the padding that decoders leave between them. */
const packed = (
  planes: Uint8Array,
  { offset, stride }: { offset: number; stride: number },
  size: { width: number; height: number },
): Uint8Array => {
  const rows = new Uint8Array(size.width * size.height)
  for (let row = 0; row < size.height; row += 1) {
    const start = offset + row * stride
    rows.set(planes.subarray(start, start + size.width), row * size.width)
  }
  return rows
}

/** Colour comes at half the size of the light: smoothly enlarged, or edges would show steps. */
const doubled = (
  plane: Uint8Array,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Promise<Uint8Array> =>
  sharp(plane, { raw: { ...from, channels: 1 } })
    .resize(from.width * 2, from.height * 2, { kernel: 'cubic', fit: 'fill' })
    .extract({ left: 0, top: 0, ...to })
    .toColourspace('b-w')
    .raw()
    .toBuffer()

interface Weights {
  readonly red: number
  readonly blue: number
}

/** The weights of red and blue in the light. Source: ITU-R BT.601, BT.709, BT.2020; players' habit for untagged clips. */
const weightsOf = (sample: VideoSample): Weights => {
  const standard = { red: 0.299, blue: 0.114 }
  const high = { red: 0.2126, blue: 0.0722 }
  switch (sample.colorSpace.matrix) {
    case 'bt709':
      return high
    case 'bt2020-ncl':
      return { red: 0.2627, blue: 0.0593 }
    case 'smpte170m':
    case 'bt470bg':
      return standard
    default:
      return sample.codedWidth >= 1280 || sample.codedHeight > 576 ? high : standard
  }
}

/** Y′CbCr to R′G′B′. Source: ITU-R BT.709 §3; 16–235 and 16–240 where the range is not full. */
const mix = (light: Uint8Array, blue: Uint8Array, red: Uint8Array, weights: Weights, fullRange: boolean) => {
  const scale = fullRange ? 1 : 255 / 219
  const base = fullRange ? 0 : 16
  const chromaScale = fullRange ? 1 : 255 / 224
  const toRed = 2 * (1 - weights.red) * chromaScale
  const toBlue = 2 * (1 - weights.blue) * chromaScale
  const green = 1 - weights.red - weights.blue
  // Clamped and rounded by the array itself.
  const picture = new Uint8ClampedArray(light.length * 3)
  for (let at = 0; at < light.length; at += 1) {
    const y = ((light[at] ?? 0) - base) * scale
    const r = toRed * ((red[at] ?? 0) - 128)
    const b = toBlue * ((blue[at] ?? 0) - 128)
    picture[at * 3] = y + r
    picture[at * 3 + 1] = y - (weights.red * r + weights.blue * b) / green
    picture[at * 3 + 2] = y + b
  }
  return new Uint8Array(picture.buffer)
}
