import { expect, test } from 'vitest'
import { requestFieldWords } from '../../../../shared/domain/request-fields.ts'

test.each([
  ['prompt', 'prompt'],
  ['negative_prompt', 'negative prompt'],
  ['transitions.1.prompt', 'prompt of gap 2'],
  ['transitions.0.duration', 'length of gap 1'],
  ['transitions.3', 'gap 4'],
  ['transitions', 'gaps'],
  ['image_urls.4', 'image 5'],
  ['image_urls.4.url', 'url of image 5'],
  ['image_url', 'image'],
  ['a_field_of_next_year', 'a_field_of_next_year'],
])('the field %s of a request is called “%s”', (path, words) => {
  expect(requestFieldWords(path)).toBe(words)
})
