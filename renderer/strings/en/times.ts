/** Times as the user reads them, in one form everywhere. All take milliseconds since 1970. */

/** `24 Nov 2026`; without the year where everybody knows it. */
export const dayWords = (ms: number, year: 'with year' | 'without' = 'with year'): string =>
  new Date(ms).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(year === 'with year' && { year: 'numeric' as const }),
  })

/** `14:02`. By hand: the first picture shows it, and a page's first formatter costs tens of milliseconds. */
export const timeOfDay = (ms: number): string => {
  const at = new Date(ms)
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** `24 Nov 2026, 14:02`. */
export const minuteWords = (ms: number): string => `${dayWords(ms)}, ${timeOfDay(ms)}`
