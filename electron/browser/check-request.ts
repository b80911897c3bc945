import type { IncomingHttpHeaders } from 'node:http'

/** A request as it came, before anything is believed of it. */
export interface RawRequest {
  readonly method: string
  /** What stands in the request line. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

/** A request that may be looked at further. */
export interface SoundRequest {
  readonly kind: 'sound'
  readonly path: string
  /** Without its question mark. */
  readonly query: string
}

/** Why a request is turned away, before it is known who asks. */
export interface Turned {
  readonly kind: 'turned'
  readonly status: 400 | 403 | 404 | 405 | 414
  readonly words: string
}

/** Longest request target that is read, in characters: the longest of our own are framings. */
const maxTargetLength = 8192

/**
 * Checks what every request and socket must be, whoever asks. Threats: a name that an attacker points at this machine
 * (DNS rebinding: the Host is not ours), a page of another site (its Origin or `Sec-Fetch-Site` says so), and addresses
 * that lead elsewhere than they look. Our own paths are made of plain names, so that anything encoded is refused as it
 * stands instead of being decoded and judged.
 * @param mustHaveOrigin for what only a page asks for, and browsers always say the origin of.
 */
export const checkRequest = (
  { method, target, headers }: RawRequest,
  port: number,
  mustHaveOrigin: boolean,
): SoundRequest | Turned => {
  const { host, origin } = headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return turned(403, 'This address is not Boardwright’s own.')
  if (origin === undefined ? mustHaveOrigin : origin !== `http://${host}`)
    return turned(403, 'Only Boardwright’s own page may ask for this.')
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return turned(
      403,
      'Only Boardwright’s own page may ask for this. Type or paste the address into the browser instead of following a link.',
    )
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return turned(405, 'Boardwright does not know this method.')
  if (target.length > maxTargetLength) return turned(414, 'The address is too long.')
  const [path = '', ...rest] = target.split('?')
  if (!path.startsWith('/')) return turned(400, 'This is not an address of Boardwright.')
  if (!/^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$|^\/$/.test(path)) return turned(404, 'There is nothing here.')
  return { kind: 'sound', path, query: rest.join('?') }
}

const turned = (status: Turned['status'], words: string): Turned => ({ kind: 'turned', status, words })
