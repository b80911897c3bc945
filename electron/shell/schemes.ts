import { protocol } from 'electron'

/**
 * Makes the page's and the media's schemes known; must happen before `ready`. They are standard and secure, so that
 * each has an origin of its own and the rules of the web hold between them. Neither may pass by the content security
 * policy, register service workers, or be read across origins.
 */
export const registerSchemes = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'clip', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}
