/** What the inputs of fal.ai's Pika endpoints are called on the board. */
const names: Readonly<Record<string, string>> = {
  prompt: 'prompt',
  negative_prompt: 'negative prompt',
  resolution: 'resolution',
  seed: 'seed',
  duration: 'length',
  aspect_ratio: 'aspect',
  ingredients_mode: 'use of elements',
  image_url: 'image',
  image_urls: 'images',
  transitions: 'gaps',
}

/**
 * A field of a request in the words of the board: `transitions.1.prompt` is the `prompt of gap 2`, `image_urls.0` is
 * `image 1`. One that is not known is named as the service names it.
 * @param path names and numbers (from 0) with full stops between them, as `Failure.field` has them.
 */
export const requestFieldWords = (path: string): string => {
  const [, list, number, part] = /^(image_urls|transitions)\.(\d+)(?:\.(\w+))?/.exec(path) ?? []
  if (list === undefined) return names[path] ?? path
  const which = `${list === 'transitions' ? 'gap' : 'image'} ${Number(number) + 1}`
  return part === undefined ? which : `${names[part] ?? part} of ${which}`
}
