import { strings } from '../strings/en/index.ts'
import { dayWords } from '../strings/en/times.ts'

const words = strings.takes.age
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long ago something was, in words that need no clock beside them. Both in milliseconds since 1970. */
export const ageWords = (atMs: number, nowMs: number): string => {
  const ms = Math.max(0, nowMs - atMs)
  if (ms < minuteMs) return words.now
  if (ms < hourMs) return words.minutes(Math.floor(ms / minuteMs))
  if (ms < dayMs) return words.hours(Math.floor(ms / hourMs))
  if (ms < 2 * dayMs) return words.yesterday
  if (ms < 7 * dayMs) return words.days(Math.floor(ms / dayMs))
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return dayWords(atMs, isThisYear ? 'without' : 'with year')
}
