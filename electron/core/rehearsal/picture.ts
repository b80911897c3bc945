/**
 * Pictures as video stores them: 8-bit Y′CbCr in BT.709 limited range, colour at half resolution in both directions
 * (4:2:0, sited left as H.264 assumes where nothing else is said). Formulas: ITU-R BT.709-6, items 3.2 to 3.5.
 */

/** A picture in I420 layout: all luma rows, then all Cb rows, then all Cr rows, without padding. Sides are even. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** One plane of a picture, as a view on its data. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** Pixels as sharp hands them out: rows of `channels` bytes, red, green and blue first. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** A picture to be painted on, all zeros. Sides must be even. */
export const createPicture = (width: number, height: number): Picture => ({
  width,
  height,
  data: new Uint8ClampedArray((width * height * 3) / 2),
})

/** The luma, Cb and Cr planes of a picture. */
export const planesOf = ({ width, height, data }: Picture): readonly [Plane, Plane, Plane] => {
  const luma = width * height
  const half = { width: width / 2, height: height / 2 }
  return [
    { width, height, data: data.subarray(0, luma) },
    { ...half, data: data.subarray(luma, luma + luma / 4) },
    { ...half, data: data.subarray(luma + luma / 4) },
  ]
}

const lumaOf = (red: number, green: number, blue: number): number =>
  16 + 0.182586 * red + 0.614231 * green + 0.062007 * blue
const cbOf = (red: number, green: number, blue: number): number =>
  128 - 0.100644 * red - 0.338572 * green + 0.439216 * blue
const crOf = (red: number, green: number, blue: number): number =>
  128 + 0.439216 * red - 0.398942 * green - 0.040274 * blue

/** Converts full-range R′G′B′ to a picture. Both sides must be even. */
export const pictureFromPixels = ({ width, height, channels, data }: Pixels): Picture => {
  const picture = createPicture(width, height)
  const [luma, cb, cr] = planesOf(picture)
  for (let index = 0, at = 0; index < width * height; index += 1, at += channels) {
    luma.data[index] = lumaOf(data[at]!, data[at + 1]!, data[at + 2]!)
  }
  // A colour sample sits on the left pixel of its pair: weights 1 2 1 across, 1 1 down.
  for (let y = 0; y < cb.height; y += 1) {
    for (let x = 0; x < cb.width; x += 1) {
      const here = (2 * y * width + 2 * x) * channels
      const left = x === 0 ? 0 : -channels
      const below = width * channels
      const mean = (channel: number): number => {
        const at = here + channel
        return (
          (data[at + left]! +
            data[at + left + below]! +
            data[at + channels]! +
            data[at + channels + below]!) /
            8 +
          (data[at]! + data[at + below]!) / 4
        )
      }
      const red = mean(0)
      const green = mean(1)
      const blue = mean(2)
      cb.data[y * cb.width + x] = cbOf(red, green, blue)
      cr.data[y * cb.width + x] = crOf(red, green, blue)
    }
  }
  return picture
}
