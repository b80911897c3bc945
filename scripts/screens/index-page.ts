import { chapters } from './all.ts'
import { looks, pictureName, type Look } from './looks.ts'
import type { Screen } from './screen.ts'

/** The index of the pictures among these files, as Markdown. */
export const indexOf = (files: readonly string[]): string =>
  [
    '# Every screen',
    '',
    'The window in each of its states, and the most important ones at each size and in each appearance. Made by\n`npm run screenshots`; `npm run screenshots -- --all --into FOLDER` makes all of them in all four.',
    '',
    ...chapters.flatMap(({ title, screens }) =>
      [`## ${title}`, ''].concat(
        screens.flatMap((screen) => line(screen, files)),
        '',
      ),
    ),
  ].join('\n')

const line = (screen: Screen, files: readonly string[]): readonly string[] => {
  const links = looks.flatMap((look) => {
    const file = `${pictureName(screen, look)}.webp`
    return files.includes(file) ? [`[${nameOf(look)}](${file})`] : []
  })
  return links.length === 0 ? [] : [`- ${screen.title}: ${links.join(' · ')}`]
}

const nameOf = ({ width, theme }: Look): string => `${theme} ${width}`
