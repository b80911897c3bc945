/** What is wrong with a command line, in the parser's words, as sentences that end with where to read on. */
export const usageWords = (parserMessage: string, command: string | undefined): string => {
  const words = parserMessage
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/'([^']{60})[^']+'/g, "'$1…'")
    .trim()
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?)]$/.test(words) ? '' : '.'}`
  return `${sentence} “boardwright ${command ? `${command} ` : ''}--help” says what is right.`
}
