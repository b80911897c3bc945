import type { ServerResponse } from 'node:http'

/** Answers with bytes, or with the part of them that was asked for: a video is sought by ranges. */
export const answerRange = (
  response: ServerResponse,
  { type, bytes }: { readonly type: string; readonly bytes: Buffer },
  range: string | undefined,
): void => {
  response.setHeader('Content-Type', type)
  response.setHeader('Accept-Ranges', 'bytes')
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
  if (!asked) {
    response.end(bytes)
    return
  }
  const first = Number(asked[1])
  const last = asked[2] ? Math.min(Number(asked[2]), bytes.length - 1) : bytes.length - 1
  response.statusCode = 206
  response.setHeader('Content-Range', `bytes ${first}-${last}/${bytes.length}`)
  response.end(bytes.subarray(first, last + 1))
}
