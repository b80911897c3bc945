import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const backgrounds = '/usr/share/backgrounds'

/** Photographs and pictures of Debian's mate-backgrounds and gnome-backgrounds. */
export const photographs = {
  storm: 'mate/nature/Storm.jpg',
  dune: 'mate/nature/Dune.jpg',
  garden: 'mate/nature/Garden.jpg',
  wood: 'mate/nature/Wood.jpg',
  ladyBird: 'mate/nature/LadyBird.jpg',
  /** 17.9 megapixels. */
  elephants: 'mate/abstract/Elephants_5640x3172.jpg',
  silk: 'mate/abstract/Silk.png',
  stripes: 'mate/desktop/Stripes.png',
  boards: 'gnome/wood-d.webp',
} as const

/** The path of a photograph. Fails in words where the packages are not installed. */
export const photograph = async (name: keyof typeof photographs): Promise<string> => {
  const path = join(backgrounds, photographs[name])
  try {
    await fs.access(path)
  } catch (error) {
    throw new Error(`${path} is missing: run scripts/install-system-packages.sh first.`, { cause: error })
  }
  return path
}

/** A photograph as a phone held upright stores it: lying on its side, with an EXIF tag that says so. */
export const writeSideways = async (name: keyof typeof photographs, path: string): Promise<void> => {
  await sharp(await photograph(name))
    .resize(1600, 1067, { fit: 'cover' })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(path)
}
