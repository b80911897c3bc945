import { cancellable } from './cancellable.ts'
import { ignoreGone } from './chromium.ts'
import type { Session } from './cdp.ts'
import { isTheApps, schemeNames, toApp, toChromium } from './protocol.ts'
import type { WebFrame } from './web-frame.ts'
import { resourceTypeOf, webRequests } from './web-request.ts'

interface Paused {
  readonly requestId: string
  readonly request: { readonly url: string; readonly method: string }
  readonly frameId: string
  readonly resourceType: string
  readonly redirectedRequestId?: string
  readonly responseStatusCode?: number
  readonly responseHeaders?: { readonly name: string; readonly value: string }[]
}

interface Page {
  readonly mainFrameId: string
  readonly frameOf: (frameId: string) => WebFrame | undefined
  /** True once for the navigation that the app itself asked for. */
  readonly takeOwnNavigation: () => boolean
  readonly emit: (name: string, ...args: unknown[]) => void
}

/** Holds a page's requests where the app has a say: navigations, its own schemes, and what `webRequest` listens for. */
export const holdRequests = (session: Session, page: Page) => {
  const enable = () =>
    session
      .send('Fetch.enable', {
        patterns: [
          { urlPattern: '*', resourceType: 'Document' },
          ...schemeNames().map((scheme) => ({ urlPattern: `${scheme}://*` })),
          ...(webRequests.wantsRequests ? [{ urlPattern: '*' }] : []),
          ...(webRequests.wantsHeaders ? [{ urlPattern: '*', requestStage: 'Response' as const }] : []),
        ],
      })
      .catch(ignoreGone)
  webRequests.whenChanged(() => void enable())

  const refuse = (requestId: string, errorReason: 'Aborted' | 'BlockedByClient') =>
    session.send('Fetch.failRequest', { requestId, errorReason })
  const redirect = (requestId: string, to: string) =>
    session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 307,
      responseHeaders: [
        { name: 'Location', value: toChromium(to) },
        { name: 'Access-Control-Allow-Origin', value: '*' },
      ],
    })

  /** False where the app keeps the page from going there. */
  const mayNavigate = ({ frameId, request, redirectedRequestId }: Paused) => {
    const isMainFrame = frameId === page.mainFrameId
    const own = isMainFrame && redirectedRequestId === undefined && page.takeOwnNavigation()
    if (own) return true
    const url = toApp(request.url)
    const event = cancellable({
      url,
      isMainFrame,
      isSameDocument: false,
      frame: page.frameOf(frameId) ?? null,
    })
    if (redirectedRequestId !== undefined) {
      if (isMainFrame) page.emit('will-redirect', event, url, false, true)
    } else {
      page.emit('will-frame-navigate', event)
      if (isMainFrame) page.emit('will-navigate', event, url)
    }
    return !event.defaultPrevented
  }

  const answerRequest = async (paused: Paused) => {
    const { requestId, request, resourceType, redirectedRequestId } = paused
    if (resourceType === 'Document' && !mayNavigate(paused)) return refuse(requestId, 'Aborted')
    const url = toApp(request.url)
    const isMain = resourceType === 'Document' && paused.frameId === page.mainFrameId
    // What our own redirection leads to was asked about before it.
    const askedBefore = redirectedRequestId !== undefined && isTheApps(url)
    if (!askedBefore) {
      const kind = resourceType === 'Document' && !isMain ? 'subdocument' : resourceType
      const details = { url, method: request.method, resourceType: resourceTypeOf(kind) }
      const { cancel, redirectURL } = await webRequests.beforeRequest(details)
      if (cancel) return refuse(requestId, 'BlockedByClient')
      if (redirectURL !== undefined) return redirect(requestId, redirectURL)
    }
    return isTheApps(request.url)
      ? redirect(requestId, request.url)
      : session.send('Fetch.continueRequest', { requestId })
  }

  /** The scheme server asks for the app's own answers; here it is asked for all others. */
  const answerResponse = async ({ requestId, request, resourceType, ...paused }: Paused) => {
    const url = toApp(request.url)
    if (isTheApps(url) || paused.responseStatusCode === undefined)
      return session.send('Fetch.continueRequest', { requestId })
    const given: Record<string, string[]> = {}
    for (const { name, value } of paused.responseHeaders ?? []) given[name] = [...(given[name] ?? []), value]
    const { cancel, responseHeaders } = await webRequests.headersReceived({
      url,
      method: request.method,
      resourceType: resourceTypeOf(resourceType),
      statusCode: paused.responseStatusCode,
      responseHeaders: given,
    })
    if (cancel) return refuse(requestId, 'BlockedByClient')
    return session.send('Fetch.continueResponse', {
      requestId,
      responseCode: paused.responseStatusCode,
      responseHeaders: Object.entries(responseHeaders).flatMap(([name, values]) =>
        values.map((value) => ({ name, value })),
      ),
    })
  }

  session.on('Fetch.requestPaused', (paused) => {
    const isResponse = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined
    const answer = isResponse ? answerResponse(paused) : answerRequest(paused)
    answer.catch(ignoreGone)
  })
  return enable()
}
