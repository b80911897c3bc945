/** The separator of a path as the core gave it. */
const separatorOf = (path: string): string => (/^[a-z]:\\|^\\\\/i.test(path) ? '\\' : '/')

const namesOf = (path: string) => path.split(/[/\\]/).filter(Boolean)

/** The last name of a path. */
export const lastName = (path: string): string => namesOf(path).at(-1) ?? path

/** The folder that a file or folder lies in. */
export const parentOf = (path: string): string => {
  const separator = separatorOf(path)
  const at = path.replace(/[/\\]+$/, '').lastIndexOf(separator)
  return at <= 0 ? separator : path.slice(0, at)
}

/** A folder of that title within another; signs that no folder may have become spaces. */
export const folderWithin = (parent: string, title: string): string => {
  const name = title
    .normalize('NFC')
    .replaceAll(/[/\\:*?"<>|\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 80)
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const separator = separatorOf(parent)
  return `${parent.replace(/[/\\]+$/, '')}${separator}${name || 'Board'}`
}

/** A path that fits a narrow place: its beginning and its end, the middle left out. */
export const shortPath = (path: string, longest: number): string => {
  if (path.length <= longest) return path
  const separator = separatorOf(path)
  const names = namesOf(path)
  for (let kept = names.length - 1; kept > 1; kept--) {
    const short = `…${separator}${names.slice(-kept).join(separator)}`
    if (short.length <= longest) return short
  }
  return `…${separator}${names.at(-1) ?? ''}`
}
