/** `7`, `1,200`: a number, its thousands apart. By hand: a page's first formatter costs its start tens of milliseconds. */
export const grouped = (count: number): string =>
  String(count).replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',')

/** `1 shot`, `3 shots`, `1,200 images`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`
