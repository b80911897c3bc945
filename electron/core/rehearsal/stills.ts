import { assertNever, succeed, type Result } from '../../../shared/errors.ts'
import { drawCard } from './card.ts'
import { flatten } from './paper.ts'
import type { Pixels } from './picture.ts'
import { readImage } from './read-image.ts'
import type { RehearsalRecipe } from './recipe.ts'
import { drawSlate } from './slate.ts'

const readStill = (
  path: string,
  field: string,
  { width, height }: RehearsalRecipe,
): Promise<Result<Pixels>> =>
  // The shape is the clip's already; `fill` evens out what whole pixels left over.
  readImage(path, field, (image) => flatten(image.resize(width, height, { fit: 'fill' })))

/** The still pictures that a clip is made of, in order, in the clip's size. */
export type Stills = readonly [Pixels, ...Pixels[]]

/** Makes the stills of a recipe. Failures: those of `readImage`. */
export const makeStills = async (recipe: RehearsalRecipe): Promise<Result<Stills>> => {
  switch (recipe.kind) {
    case 'frames': {
      const [first, ...others] = await Promise.all(
        recipe.images.map((path, index) => readStill(path, `images.${index}`, recipe)),
      )
      if (first === undefined) throw new RangeError('A recipe of keyframes has none')
      if (!first.ok) return first
      const stills: [Pixels, ...Pixels[]] = [first.value]
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
      return slate.ok ? succeed([slate.value]) : slate
    }
    case 'text':
      return succeed([await drawCard(recipe)])
    default:
      return assertNever(recipe)
  }
}
