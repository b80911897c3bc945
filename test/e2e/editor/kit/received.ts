import { z } from 'zod'
import type { StandIn } from '../../../stand-in/server.ts'
import { pictureIn, type PictureName } from './pictures.ts'

const images = z.object({ image_urls: z.array(z.url()).optional(), image_url: z.url().optional() })

/** A request that fal took in and charged: all of it, with the pictures themselves in place of their addresses. */
export interface Received {
  readonly endpoint: string
  readonly pictures: readonly PictureName[]
  readonly rest: Readonly<Record<string, unknown>>
}

/** Every request that was charged, by the last part of its endpoint. Fails where an endpoint was asked twice. */
export const receivedBy = async ({ journal }: StandIn): Promise<ReadonlyMap<string, Received>> => {
  const requests = new Map<string, Received>()
  for (const { endpoint, input } of journal.accepted()) {
    const kind = endpoint.replace(/^.*\//, '')
    if (requests.has(kind)) throw new Error(`${kind} was asked for twice`)
    const { image_urls: many, image_url: one } = images.parse(input)
    const { image_urls: _many, image_url: _one, ...rest } = input as Record<string, unknown>
    const pictures = await Promise.all(
      (many ?? (one === undefined ? [] : [one])).map(async (address) => {
        const answer = await fetch(address)
        return pictureIn(Buffer.from(await answer.arrayBuffer()))
      }),
    )
    requests.set(kind, { endpoint, pictures, rest })
  }
  return requests
}
