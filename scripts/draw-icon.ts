import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

/** Draws `assets/icon.png`, which windows, packages and the desktop show, from `assets/icon.svg`. */

const asset = (name: string): string => fileURLToPath(new URL(`../assets/${name}`, import.meta.url))

await sharp(asset('icon.svg')).resize(1024, 1024).png({ compressionLevel: 9 }).toFile(asset('icon.png'))
