/**
 * Where requests may go. The key reaches the service's own hosts, or the studio proxy, and nobody else; clips come
 * from the service's media hosts over https, or from the studio proxy's origin, and no key goes along.
 * Threat: an answer, or a project from a stranger, that names another address.
 */

const apiHosts = new Set(['queue.fal.run', 'rest.fal.ai', 'api.fal.ai'])

/** The service's platform API. */
export const platformUrl = 'https://api.fal.ai/v1'

/** Where an upload begins: the answer names the address to put the file to. */
export const uploadUrl = 'https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3'

/** The rules for addresses, for a studio proxy or (null) for the service itself. */
export interface AddressPolicy {
  readonly proxyUrl: URL | null
  /** Whether a call with the key may go to this address of the service. */
  allowsApi: (target: URL) => boolean
  /** Whether a file may be fetched from, or put to, this address, without the key. */
  allowsMedia: (target: URL) => boolean
}

/**
 * The address rules for a studio proxy.
 * @throws TypeError where the proxy's address is neither https nor on this machine: the key would travel in the open.
 */
export const createAddressPolicy = (proxyUrl: string | null): AddressPolicy => {
  if (proxyUrl !== null && !mayBeProxy(proxyUrl))
    throw new TypeError('the studio proxy must be an https address')
  const proxy = proxyUrl === null ? null : new URL(proxyUrl)
  return {
    proxyUrl: proxy,
    allowsApi: (target) =>
      target.protocol === 'https:' &&
      target.port === '' &&
      apiHosts.has(target.hostname) &&
      !hasLogin(target),
    allowsMedia: (target) => {
      if (hasLogin(target)) return false
      if (proxy && target.origin === proxy.origin) return true
      if (target.protocol !== 'https:' || target.port !== '') return false
      return (
        target.hostname === 'fal.media' ||
        target.hostname.endsWith('.fal.media') ||
        (target.hostname === 'storage.googleapis.com' && target.pathname.startsWith('/falserverless/'))
      )
    },
  }
}

/** Whether this is an address that a studio proxy may have: https, or http on this machine. */
export const mayBeProxy = (address: string): boolean => {
  const url = URL.parse(address)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
}

const hasLogin = (url: URL) => url.username !== '' || url.password !== ''

const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
