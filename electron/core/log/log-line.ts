import type { Log } from '../ports.ts'

/** Longest text of a detail, in characters; prompts and answers are longer, and codes, ids and names shorter. */
const textLimit = 300

/**
 * One event as one line of JSON, without the line's end.
 *
 * Threat: a log that is passed on to a stranger. Details are flat by their type; of their texts, one that looks like a
 * key or holds an address is withheld whole, whatever it was meant to be; paths are taken out, and a long one is cut.
 * Whoever reads the log sees that something was there.
 * @param atMs milliseconds since 1970.
 */
export const logLine = (
  level: 'info' | 'warn',
  event: string,
  details: Parameters<Log['info']>[1],
  atMs: number,
  processId: number,
): string =>
  JSON.stringify({
    at: new Date(atMs).toISOString(),
    pid: processId,
    level,
    event: safeText(event),
    ...Object.fromEntries(
      Object.entries(details ?? {}).map(([name, value]) => [
        name,
        typeof value === 'string' ? safeText(value) : value,
      ]),
    ),
  })

const safeText = (text: string): string => {
  if (looksLikeKey(text)) return '[withheld: like a key]'
  if (holdsAddress(text)) return '[withheld: an address]'
  const plain = withoutPaths(text)
  return plain.length > textLimit ? `${plain.slice(0, textLimit)}… [cut from ${plain.length}]` : plain
}

/** Where something is on this machine says who its user is; the system's words for an error name it. */
const withoutPaths = (text: string): string =>
  text
    .replaceAll(/(['"])(?:\/|~\/|[a-z]:[\\/]|\\\\).*?\1/gi, '$1…$1')
    .replaceAll(/(^|[\s(=])(?:\/|~\/|[a-z]:[\\/]|\\\\)[^\s)]+/gi, '$1…')

/** What fal.ai gives out (a UUID, a colon, 32 hexadecimal digits), any part of it, its like, and what a header holds. */
const looksLikeKey = (text: string): boolean =>
  /(?<![a-z])(?:key|bearer|basic)[\s=:]+[\w:.+/=-]{8,}/i.test(text) ||
  /(?<![\w-])[\w-]{8,}:[\w-]{16,}/.test(text) ||
  /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/i.test(text)

const holdsAddress = (text: string): boolean =>
  /[a-z][a-z0-9+.-]*:\/\//i.test(text) || /[?&](?:token|sig|signature|x-[a-z-]+|expires|key)=/i.test(text)
