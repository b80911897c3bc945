import type { Bridge, CallName, EventName, FileToken, HandedFile } from '../../shared/contract.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import { fileTokenPattern, handedFileMaxBytes } from '../../shared/boundary-limits.ts'
import { createLink, type LinkOptions } from './link.ts'
import { postFile, type PostFile } from './post-file.ts'

/** What the bridge needs of the page; the page's own where nothing is given. */
export interface BrowserBridgeOptions extends Partial<LinkOptions> {
  readonly postFile?: PostFile
}

/** The contract over browser mode's WebSocket; files go by HTTP, and so do media. */
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

/** Files that go over at once: a browser opens six connections, and pictures are to come meanwhile. */
const atOnce = 3

/** Hands files over, a few at once; the first failure ends it. `onProgress` hears the sum of the bytes. */
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
  const sent = files.map(() => 0)
  const left = files.entries()
  let failed: Result<never> | null = null
  const tell = (at: number, bytes: number) => {
    sent[at] = bytes
    onProgress(sent.reduce((sum, each) => sum + each, 0))
  }
  const handNext = async () => {
    for (const [at, file] of left) {
      if (failed) return
      const handed = await handOne(file, (bytes) => tell(at, Math.min(bytes, file.size)), post)
      if (!handed.ok) return void (failed ??= handed)
      tokens[at] = handed.value
      tell(at, file.size)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, handNext))
  return failed ?? succeed(tokens)
}

const handOne = async (
  file: HandedFile,
  onProgress: (sentBytes: number) => void,
  post: PostFile,
): Promise<Result<FileToken>> => {
  const posted = await post(`/files?name=${encodeURIComponent(file.name)}`, file, onProgress)
  if (!posted.ok) return posted
  return isFileToken(posted.value)
    ? succeed(posted.value)
    : fail('app/broken', `${file.name} was taken in, but without a name for it. Try again.`)
}

const isFileToken = (value: unknown): value is FileToken =>
  typeof value === 'string' && fileTokenPattern.test(value)
