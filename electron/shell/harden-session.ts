import type { Session } from 'electron'
import type { Log } from '../core/ports.ts'
import { mayFetch, mayHave } from './origin.ts'

/**
 * Closes a session: no permission but those of `mayHave`, no device, no screen, no download, and no request but to the
 * page and its media.
 * @param devTools whether the developer tools may be opened.
 */
export const hardenSession = (session: Session, devTools: boolean, log: Log): void => {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl, isMainFrame }) => {
    const isGiven = mayHave(permission, requestingUrl, isMainFrame)
    if (!isGiven) log.warn('permission.refused', { permission })
    decide(isGiven)
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    mayHave(permission, origin, isMainFrame),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide(null))
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }))
  session.on('will-download', (event) => {
    event.preventDefault()
    log.warn('download.refused')
  })
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const isAllowed = mayFetch(url, devTools)
    if (!isAllowed) log.warn('request.refused', { scheme: URL.parse(url)?.protocol ?? '' })
    decide({ cancel: !isAllowed })
  })
}
