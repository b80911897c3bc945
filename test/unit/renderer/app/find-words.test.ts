import { expect, test } from 'vitest'
import { holdsWordsOf } from '../../../../renderer/app/find-words.ts'

test('a search finds every word of it anywhere, whatever the case and the accents', () => {
  expect(holdsWordsOf('weg kusten')('Küstenweg ä.jpg')).toBe(true)
  expect(holdsWordsOf('Küsten')('kustenweg')).toBe(true)
  expect(holdsWordsOf('kusten 2')('Küstenweg ä.jpg')).toBe(false)
  expect(holdsWordsOf('  ')('anything')).toBe(true)
})
