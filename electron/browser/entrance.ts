import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../core/ports.ts'

/**
 * Who may come in: whoever brings a token that was made for one window, and from then on the cookie that it was
 * exchanged for.
 *
 * Threats: another site's page in the user's browser (it has neither token nor cookie, and `SameSite=Strict` keeps the
 * browser from sending the cookie for it), another program or user of this machine (the port is open to them, and a
 * browser's command line with its token can be read in the list of processes). Therefore a token opens the door once and
 * dies with that, or after ten minutes, and no cookie can be had without one. Where somebody else were quicker, the
 * user's own window is refused and says so. A page file with a redirect in place of the token on the command line would
 * not do: a browser counts what a file leads to as another site, and keeps a strict cookie back from it.
 */
export interface Entrance {
  /** A new token, 256 bits. */
  readonly newToken: () => string
  /** The `Set-Cookie` value for a token, which is used up by that; null for one that does not open the door. */
  readonly exchange: (token: string) => string | null
  /** Whether a `Cookie` header holds our cookie. Takes the same time whatever it holds. */
  readonly admits: (cookies: string | undefined) => boolean
}

/** How long a token waits to be used, in milliseconds: ten minutes. */
export const tokenLifeMs = 600_000

/** @param port part of the cookie's name: browsers send cookies to every port of a host. */
export const createEntrance = (port: number, clock: Pick<Clock, 'monotonicMs'>): Entrance => {
  const name = `boardwright-${port}`
  const session = secret()
  const expected = digest(session)
  const expiries = new Map<string, number>()
  return {
    newToken: () => {
      const now = clock.monotonicMs()
      for (const [key, expiresAt] of expiries) if (expiresAt <= now) expiries.delete(key)
      const token = secret()
      expiries.set(digest(token).toString('hex'), now + tokenLifeMs)
      return token
    },
    exchange: (token) => {
      // By its digest: how long the look-up takes says nothing about tokens.
      const key = digest(token).toString('hex')
      const expiresAt = expiries.get(key)
      expiries.delete(key)
      if (expiresAt === undefined || expiresAt <= clock.monotonicMs()) return null
      return `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    admits: (cookies) =>
      (cookies ?? '').split(';').some((cookie) => {
        const [key, value] = cookie.trim().split('=', 2)
        return key === name && timingSafeEqual(digest(value ?? ''), expected)
      }),
  }
}

/** 256 random bits, fit for addresses, cookies and headers. */
export const secret = (): string => randomBytes(32).toString('base64url')

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Whether two secrets are the same, in a time that does not depend on them. */
export const isSameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other))
