import { createFalClient } from '@fal-ai/client'
import type { FalClient } from '@fal-ai/client'
import { onTestFinished } from 'vitest'
import { startStandIn } from '../../stand-in/server.ts'
import type { StandIn, StandInOptions } from '../../stand-in/server.ts'

/** A stand-in that ends with the test. */
export const standInForTest = async (options?: StandInOptions): Promise<StandIn> => {
  const standIn = await startStandIn(options)
  onTestFinished(() => standIn.close())
  return standIn
}

/** fal's own client as it comes, pointed at the stand-in. */
export const stockClient = (standIn: StandIn, key = standIn.key): FalClient =>
  createFalClient({ credentials: () => key, proxyUrl: { url: standIn.proxyUrl, when: 'always' } })

/** A request to one of fal's addresses, by the proxy convention. */
export const ask = (standIn: StandIn, target: string, init: RequestInit = {}): Promise<Response> =>
  fetch(standIn.proxyUrl, {
    ...init,
    headers: {
      authorization: `Key ${standIn.key}`,
      'x-fal-target-url': target,
      'content-type': 'application/json',
    },
  })

/** A PNG of one pixel. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** Typed as any endpoint: the client's types want the length of this one as text, where fal's pages show a number. */
export const textEndpoint: string = 'fal-ai/pika/v2.2/text-to-video'
export const framesEndpoint = 'fal-ai/pika/v2.2/pikaframes'
export const queueAddress = 'https://queue.fal.run'

/** A complete request to `textEndpoint`. */
export const textInput = {
  prompt: 'a heron lands',
  aspect_ratio: '16:9',
  duration: 5,
  resolution: '720p',
  seed: 7,
} as const

/** Uploads a PNG with the stock client and gives its address. */
export const uploadPng = (client: FalClient): Promise<string> =>
  client.storage.upload(new File([tinyPng], 'frame 1.png', { type: 'image/png' }))

/** Submits `textInput` with one POST of our own and gives the request id. */
export const submitText = async (standIn: StandIn, seed = 7): Promise<string> => {
  const response = await ask(standIn, `${queueAddress}/${textEndpoint}`, {
    method: 'POST',
    body: JSON.stringify({ ...textInput, seed }),
  })
  const answer: unknown = await response.json()
  if (response.ok && typeof answer === 'object' && answer !== null && 'request_id' in answer) {
    return String(answer.request_id)
  }
  throw new Error(`Refused with ${response.status}: ${JSON.stringify(answer)}`)
}

/** The address of a job's clip. */
export const clipAddress = (standIn: StandIn, requestId: string): string =>
  `${standIn.origin}/clips/${requestId}/output.mp4`

/** A clock that stands still until it is moved. */
export const createHandClock = (): { now: () => number; advance: (ms: number) => void } => {
  let at = Date.UTC(2026, 0, 1)
  return {
    now: () => at,
    advance: (ms) => {
      at += ms
    },
  }
}
