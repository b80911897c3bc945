type Answer = (answer: { cancel?: boolean; redirectURL?: string; responseHeaders?: Headers }) => void
type Headers = Record<string, string | string[]>

export interface RequestDetails {
  readonly url: string
  readonly method: string
  readonly resourceType: string
}
interface ReceivedDetails extends RequestDetails {
  readonly statusCode: number
  readonly responseHeaders: Record<string, string[]>
}
type Listener<Details> = (details: Details, answer: Answer) => void
interface Held<Details> {
  readonly urls: readonly string[]
  readonly listener: Listener<Details>
}

const kinds: Record<string, string> = {
  document: 'mainFrame',
  iframe: 'subFrame',
  subdocument: 'subFrame',
  style: 'stylesheet',
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  video: 'media',
  audio: 'media',
  media: 'media',
  empty: 'xhr',
  fetch: 'xhr',
  xhr: 'xhr',
  ping: 'ping',
  websocket: 'webSocket',
}

/** Electron's word for what is asked for, from the request's own header or from the DevTools protocol's word. */
export const resourceTypeOf = (word: string): string => kinds[word.toLowerCase()] ?? 'other'

const matches = (pattern: string, url: string) => {
  if (pattern === '<all_urls>') return true
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')
  return new RegExp(`^${source}$`).test(url)
}

const ask = <Details extends RequestDetails>(held: Held<Details> | undefined, details: Details) =>
  new Promise<Parameters<Answer>[0]>((resolve) => {
    if (!held || !held.urls.some((pattern) => matches(pattern, details.url))) resolve({})
    else held.listener(details, resolve)
  })

let beforeRequest: Held<RequestDetails> | undefined
let received: Held<ReceivedDetails> | undefined
const changed: (() => void)[] = []

const hold = <Details>(args: [Listener<Details> | null] | [{ urls: string[] }, Listener<Details> | null]) => {
  const [urls, listener] = args.length === 1 ? [['<all_urls>'], args[0]] : [args[0].urls, args[1]]
  return listener ? { urls, listener } : undefined
}

/** What the app sets. Only these two events are doubled: asking for another fails, rather than seem to work. */
export const webRequest = {
  onBeforeRequest: (...args: Parameters<typeof hold<RequestDetails>>[0]) => {
    beforeRequest = hold(args)
    for (const tell of changed) tell()
  },
  onHeadersReceived: (...args: Parameters<typeof hold<ReceivedDetails>>[0]) => {
    received = hold(args)
    for (const tell of changed) tell()
  },
}

/** What the double asks on the way of each request. */
export const webRequests = {
  get wantsRequests() {
    return beforeRequest !== undefined
  },
  get wantsHeaders() {
    return received !== undefined
  },
  whenChanged: (tell: () => void) => void changed.push(tell),
  beforeRequest: (details: RequestDetails) => ask(beforeRequest, details),
  headersReceived: async (details: ReceivedDetails) => {
    const { cancel = false, responseHeaders = details.responseHeaders } = await ask(received, details)
    const lists = Object.entries(responseHeaders).map(([name, value]) => [name, [value].flat()] as const)
    return { cancel, responseHeaders: Object.fromEntries(lists) }
  },
}
