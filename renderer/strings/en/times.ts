/** Times as the user reads them, in one form everywhere. All take milliseconds since 1970. */

/** `24 Nov 2026`; without the year where everybody knows it. */
export const dayWords = (ms: number, year: 'with year' | 'without' = 'with year'): string =>
  new Date(ms).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(year === 'with year' && { year: 'numeric' as const }),
  })

/** `14:02`. */
export const timeOfDay = (ms: number): string =>
  new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** `24 Nov 2026, 14:02`. */
export const minuteWords = (ms: number): string => `${dayWords(ms)}, ${timeOfDay(ms)}`
