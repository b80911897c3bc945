import { mediaBase } from './channels.ts'

/** The one origin that may speak to the program. */
export const pageOrigin = 'app://boardwright'

/** Address of the page. */
export const pageAddress = `${pageOrigin}/`

/** Scheme and host of an address, as this file writes them; null for what is not an address. */
const originOf = (address: string): string | null => {
  const url = URL.parse(address)
  return url && `${url.protocol}//${url.host}`
}

/** Whether an address is of the page's own origin. */
export const isOfPage = (address: string): boolean => originOf(address) === pageOrigin

/**
 * Whether a window may fetch an address: the page, its media, and what the page makes itself. Threat: a page that was
 * made to fetch or send something elsewhere; the content security policy forbids it too.
 * @param devTools whether the developer tools may load their own files.
 */
export const mayFetch = (address: string, devTools: boolean): boolean => {
  const protocol = URL.parse(address)?.protocol
  if (protocol === 'data:' || protocol === 'blob:') return true
  if (protocol === 'devtools:') return devTools
  return isOfPage(address) || originOf(address) === mediaBase
}

/** Whether a window may go to an address by itself: to the page again, and nowhere else. */
export const mayNavigate = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && isOfPage(address) && url.pathname === '/' && url.search === ''
}

/** What a page may be permitted, of all that Chromium asks about; only to the page's own main frame. */
const permitted: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write'])

/** Whether a permission is given. `asking`: origin or address of who asks. */
export const mayHave = (permission: string, asking: string, isMainFrame: boolean): boolean =>
  permitted.has(permission) && isOfPage(asking) && isMainFrame
