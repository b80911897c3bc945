import { dayWords } from '../strings/en/times.ts'

/** Bytes for people: `0 B`, `37 MB`, `1.9 GB`, in powers of a thousand as file managers show them. */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[unit]}`
}

const steps = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['week', 604_800],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' })

/** How long ago something was: `just now`, `5 minutes ago`, `yesterday`, `3 weeks ago`; from two months on, its day. */
export const formatAgo = (iso: string, nowMs: number): string => {
  const at = Date.parse(iso)
  const seconds = Math.max(0, (nowMs - at) / 1000)
  if (seconds < 60) return 'just now'
  if (seconds > 61 * 86_400) return dayWords(at)
  const [unit, length] = steps.findLast(([, size]) => seconds >= size) ?? steps[0]
  return relative.format(-Math.floor(seconds / length), unit)
}
