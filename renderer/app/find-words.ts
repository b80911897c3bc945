const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether a text holds every word of a search; accents and case do not matter. */
export const holdsWordsOf = (search: string): ((text: string) => boolean) => {
  const words = folded(search).split(/\s+/).filter(Boolean)
  return (text) => {
    const within = folded(text)
    return words.every((word) => within.includes(word))
  }
}
