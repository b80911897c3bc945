import { isDeepStrictEqual } from 'node:util'
import type { Job } from '../ledger/job.ts'
import type { ListedRequest } from './service.ts'

/**
 * Of the listed requests with this job's input that no job stands for, the one sent closest to when this job was; null
 * where there is none. A job draws its seed from 32 bits and its images have addresses of their own, so that the input
 * tells requests apart.
 */
export const closestMatch = (
  listed: readonly ListedRequest[],
  job: Pick<Job, 'input' | 'sentAtMs'>,
  holdsRequest: (requestId: string) => boolean,
): ListedRequest | null => {
  const { input, sentAtMs } = job
  if (input === null || sentAtMs === null) return null
  const distance = (request: ListedRequest) => Math.abs(request.sentAtMs - sentAtMs)
  return (
    listed
      .filter((request) => holdsInput(request.input, input) && !holdsRequest(request.requestId))
      .toSorted((a, b) => distance(a) - distance(b))[0] ?? null
  )
}

// The service may list defaults that we did not send, so what we sent must be in what it lists.
const holdsInput = (listed: unknown, sent: Readonly<Record<string, unknown>>): boolean =>
  typeof listed === 'object' &&
  listed !== null &&
  Object.entries(sent).every(([name, value]) =>
    isDeepStrictEqual((listed as Record<string, unknown>)[name], value),
  )
