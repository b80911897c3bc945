import { mkdir, writeFile } from 'node:fs/promises'
import { coast } from './sample-art/coast.ts'
import { finishCutOut, finishFrame } from './sample-art/finish.ts'
import { keeper } from './sample-art/keeper.ts'
import { lampRoom } from './sample-art/lamp-room.ts'
import { lantern } from './sample-art/lantern.ts'
import { dusk, lampLit, night } from './sample-art/moments-evening.ts'
import { gone, leaving } from './sample-art/moments-morning.ts'
import { gathering, storm } from './sample-art/moments-storm.ts'
import { oilskin } from './sample-art/oilskin.ts'
import { stairwell } from './sample-art/stairwell.ts'
import { trawler } from './sample-art/trawler.ts'

/**
 * Draws the pictures of the sample board into `assets/sample/`, always the same ones.
 * `node scripts/draw-sample.ts` draws all (some minutes); names after it draw only those: `… 10-dusk lantern`.
 */

const folder = new URL('../assets/sample/', import.meta.url)

/** A frame of the board, or an image of an element, with light that bleeds and a little grain. */
const frame =
  (drawing: () => string, width = 1920, height = 1080) =>
  async () => ({
    format: 'jpg',
    data: await finishFrame(drawing(), width, height, { bloom: 0.6, vignette: 0.4, grain: 2.5 }),
  })

const pictures: Record<string, () => Promise<{ format: string; data: Buffer }>> = {
  '10-1-dusk': frame(() => coast(dusk)),
  '10-2-lamp-lit': frame(() => coast(lampLit)),
  '10-3-night': frame(() => coast(night)),
  '10-4-gathering': frame(() => coast(gathering)),
  '10-5-storm': frame(() => coast(storm)),
  keeper: async () => ({ format: 'png', data: await finishCutOut(keeper()) }),
  lantern: frame(lantern, 1000, 1000),
  oilskin: frame(oilskin, 900, 1200),
  stairwell: frame(stairwell),
  '30-lamp-room': frame(lampRoom),
  '50-trawler': frame(trawler),
  '60-1-leaving': frame(() => coast(leaving)),
  '60-2-gone': frame(() => coast(gone)),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in pictures))
if (unknown.length > 0)
  throw new Error(`No such picture: ${unknown.join(', ')}. There are: ${Object.keys(pictures).join(', ')}`)

await mkdir(folder, { recursive: true })
for (const [name, draw] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const { format, data } = await draw()
  await writeFile(new URL(`${name}.${format}`, folder), data)
  console.log(`${name}.${format}  ${Math.round(data.length / 1024)} KB`)
}
