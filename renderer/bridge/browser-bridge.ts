import type { Bridge, CallName, EventName, FileToken, HandedFile } from '../../shared/contract.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { fileTokenPattern, handedFileMaxBytes } from '../../shared/boundary-limits.ts'
import { createLink, type LinkOptions } from './link.ts'
import { postFile, type PostFile } from './post-file.ts'

/** What the bridge needs of the page; the page's own where nothing is given. */
export interface BrowserBridgeOptions extends Partial<LinkOptions> {
  readonly postFile?: PostFile
}

/** The contract over browser mode's WebSocket; files go by HTTP, one after another, and so do media. */
export const createBrowserBridge = (options: BrowserBridgeOptions = {}): Bridge => {
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const link = createLink({
    connect: () => new WebSocket(`ws://${location.host}/socket`),
    ...options,
    onEvent: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload)
    },
  })
  return {
    // The gate of the core parses what goes over, and answers in the contract's terms.
    call: (name: CallName, input: unknown) => link.call(name, input) as Promise<Result<never>>,
    on: (name: EventName, listener: (payload: never) => void) => {
      const heard = listeners.get(name) ?? new Set()
      listeners.set(name, heard)
      const hear = listener as (payload: unknown) => void
      heard.add(hear)
      return () => heard.delete(hear)
    },
    handOver: (files, onProgress) => handOver(files, onProgress ?? (() => {}), options.postFile ?? postFile),
    mediaBase: '/media',
    // A browser page cannot: there the clip is shown in its folder instead.
    dragOut: () => {},
    onConnection: link.onConnection,
  }
}

/** Hands files over one after another; the first failure ends it. `onProgress` hears the sum of the bytes. */
const handOver = async (
  files: readonly HandedFile[],
  onProgress: (sentBytes: number) => void,
  post: PostFile,
): Promise<Result<readonly FileToken[]>> => {
  const tooLarge = files.find(({ size }) => size > handedFileMaxBytes)
  if (tooLarge)
    return fail('media/too-large', `${tooLarge.name} is too large: at most 2 GB can be handed over.`, {
      cost: 'nothing',
    })
  const tokens: FileToken[] = []
  let done = 0
  for (const file of files) {
    const before = done
    const posted = await post(`/files?name=${encodeURIComponent(file.name)}`, file, (sent) =>
      onProgress(before + Math.min(sent, file.size)),
    )
    if (!posted.ok) return posted
    if (!isFileToken(posted.value))
      return fail('app/broken', `${file.name} was taken in, but without a name for it. Try again.`)
    tokens.push(posted.value)
    done += file.size
    onProgress(done)
  }
  return succeed(tokens)
}

const isFileToken = (value: unknown): value is FileToken =>
  typeof value === 'string' && fileTokenPattern.test(value)
