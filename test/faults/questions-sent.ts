import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { onTestFinished } from 'vitest'
import { targetHeader } from '../../electron/core/fal/fetch-once.ts'

/**
 * When this process hands a question about a request to a connection, until the test ends, in `performance.now()`. A
 * stand-in in the same process sees them in bunches when that process is busy for a while, though they were sent one
 * by one.
 */
export const questionsSent = (): readonly number[] => {
  const sent: number[] = []
  const onStart = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest }
    const target = URL.parse(String(request.getHeader(targetHeader)))
    if (target?.pathname.endsWith('/status')) sent.push(performance.now())
  }
  diagnostics.subscribe('http.client.request.start', onStart)
  onTestFinished(() => {
    diagnostics.unsubscribe('http.client.request.start', onStart)
  })
  return sent
}
