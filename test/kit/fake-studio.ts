import * as files from 'node:fs/promises'
import { join } from 'node:path'
import { calls, type CallName, type Handlers } from '../../shared/contract.ts'
import { succeed, type Result } from '../../shared/errors.ts'
import { answerBytes, answerFile, noMedia } from '../../electron/core/media/answer-media.ts'
import { createHandedFiles } from '../../electron/core/studio/handed-files.ts'
import type { Send } from '../../electron/core/studio/front-door.ts'
import type { Studio } from '../../electron/core/studio/studio.ts'

/** A studio without a core: it answers every call with what was asked, and serves one clip. */
export interface FakeStudio extends Studio {
  /** The windows that listen, by their names. */
  readonly windows: ReadonlyMap<string, Send>
  /** Calls that arrived, in their order. */
  readonly asked: { readonly call: CallName; readonly input: unknown; readonly client: string }[]
  /** How many jobs run from now on. */
  readonly run: (jobs: number) => void
  readonly isClosed: () => boolean
}

export interface FakeStudioOptions {
  /** A folder of its own, for what windows hand over. */
  readonly folder: string
  /** The clip at `/media/p/clip/t`. */
  readonly clip?: string
  readonly staysOpen?: boolean
  /** Answers in place of the usual echo. */
  readonly answer?: (call: CallName, input: unknown) => Promise<Result<unknown>>
}

/** Makes a fake studio. */
export const createFakeStudio = (options: FakeStudioOptions): FakeStudio => {
  const windows = new Map<string, Send>()
  const asked: FakeStudio['asked'] = []
  const listeners = new Set<(running: number) => void>()
  let jobs = 0
  let closed = false
  const echo = async (call: CallName, input: unknown) =>
    call === 'app.state'
      ? succeed({ settings: { staysOpen: options.staysOpen === true } })
      : succeed({ call, input })
  const answer = options.answer ?? echo
  const handlers = Object.fromEntries(
    (Object.keys(calls) as CallName[]).map((call) => [
      call,
      (input: unknown, client: string) => {
        asked.push({ call, input, client })
        return answer(call, input)
      },
    ]),
  )
  return {
    windows,
    asked,
    run: (running) => {
      jobs = running
      for (const listener of listeners) listener(running)
    },
    isClosed: () => closed,
    // The contract pairs names with their own answers; an echo cannot.
    handlers: handlers as unknown as Handlers,
    join: (client, send) => {
      windows.set(client, send)
      return () => windows.delete(client)
    },
    handedFiles: createHandedFiles(join(options.folder, 'handed'), files),
    media: async (path, query, range) => {
      if (path === '/p/clip/t' && options.clip !== undefined)
        return answerFile(options.clip, 'video/mp4', range)
      if (path === '/p/thumb/a/64') return answerBytes(Buffer.from(`a picture, ${query}`), 'image/jpeg')
      return noMedia
    },
    resume: async () => undefined,
    jobsRunning: () => jobs,
    onJobsRunning: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clipPath: async () => null,
    close: async () => {
      closed = true
    },
  }
}
