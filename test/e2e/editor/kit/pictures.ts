import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

/** Pictures that a person has on the desktop, by what they show; those of the sample board. */
const files = {
  dusk: '10-1-dusk.jpg',
  lampLit: '10-2-lamp-lit.jpg',
  night: '10-3-night.jpg',
  gathering: '10-4-gathering.jpg',
  storm: '10-5-storm.jpg',
  trawler: '50-trawler.jpg',
  keeper: 'keeper.png',
  lantern: 'lantern.jpg',
  stairwell: 'stairwell.jpg',
} as const
export type PictureName = keyof typeof files
const names = Object.keys(files) as PictureName[]

/** The path of a picture. */
export const picture = (name: PictureName): string =>
  fileURLToPath(new URL(`../../../../assets/sample/${files[name]}`, import.meta.url))

/** The picture of which the window says the name; of those that are pasted, it is the keeper. */
export const pictureCalled = (fileName: string): PictureName => {
  const found = fileName.startsWith('pasted ') ? 'keeper' : names.find((name) => files[name] === fileName)
  if (!found) throw new Error(`there is no picture called ${fileName}`)
  return found
}

/** How far two pictures that are the same but for their encoding may be apart, of 255, on the average. */
const sameWithin = 3
const grid = { width: 48, height: 27 } as const

const pixelsOf = (image: string | Buffer, shape: { width: number; height: number }) =>
  sharp(image)
    .flatten({ background: '#000000' })
    // To one shape first, as it is cut for a shot; then small, so that only what is seen counts.
    .resize(shape.width, shape.height, { fit: 'cover' })
    .toColourspace('srgb')
    .toBuffer()
    .then((cut) => sharp(cut).resize(grid.width, grid.height, { fit: 'fill' }).removeAlpha().raw().toBuffer())

/** Which picture an image is, looked at pixel by pixel. Fails where it is none of them, or not the whole of it. */
export const pictureIn = async (image: Buffer): Promise<PictureName> => {
  const { width, height } = await sharp(image).metadata()
  const shape = { width: Math.round(width / 8), height: Math.round(height / 8) }
  const seen = await pixelsOf(image, shape)
  const apart = await Promise.all(
    names.map(async (name) => {
      const own = await pixelsOf(picture(name), shape)
      const sum = own.reduce((total, value, at) => total + Math.abs(value - (seen[at] ?? 0)), 0)
      return { name, by: sum / own.length }
    }),
  )
  const [nearest] = apart.toSorted((a, b) => a.by - b.by)
  if (!nearest || nearest.by > sameWithin) throw new Error(`no picture is like it: ${JSON.stringify(apart)}`)
  return nearest.name
}
