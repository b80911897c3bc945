import { assertNever, succeed, type Result } from '../../../shared/errors.ts'
import { drawCard } from './card.ts'
import { flatten } from './paper.ts'
import { pictureFromPixels, type Picture } from './picture.ts'
import { readImage } from './read-image.ts'
import type { RehearsalRecipe } from './recipe.ts'
import { drawSlate } from './slate.ts'

const readStill = async (
  path: string,
  field: string,
  { width, height }: RehearsalRecipe,
): Promise<Result<Picture>> => {
  // The shape is the clip's already; `fill` evens out what whole pixels left over.
  const pixels = await readImage(path, field, (image) =>
    flatten(image.resize(width, height, { fit: 'fill' })),
  )
  return pixels.ok ? succeed(pictureFromPixels(pixels.value)) : pixels
}

/** The still pictures that a clip is made of, in order, in the clip's size. */
export type Stills = readonly [Picture, ...Picture[]]

/** Makes the stills of a recipe. Failures: those of `readImage`. */
export const makeStills = async (recipe: RehearsalRecipe): Promise<Result<Stills>> => {
  switch (recipe.kind) {
    case 'frames': {
      const [first, ...others] = await Promise.all(
        recipe.images.map((path, index) => readStill(path, `images.${index}`, recipe)),
      )
      if (first === undefined) throw new RangeError('A recipe of keyframes has none')
      if (!first.ok) return first
      const stills: [Picture, ...Picture[]] = [first.value]
      for (const still of others) {
        if (!still.ok) return still
        stills.push(still.value)
      }
      return succeed(stills)
    }
    case 'image': {
      const still = await readStill(recipe.path, 'path', recipe)
      return still.ok ? succeed([still.value]) : still
    }
    case 'elements': {
      const slate = await drawSlate(recipe)
      return slate.ok ? succeed([pictureFromPixels(slate.value)]) : slate
    }
    case 'text':
      return succeed([pictureFromPixels(await drawCard(recipe))])
    default:
      return assertNever(recipe)
  }
}
