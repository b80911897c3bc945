import { z } from 'zod'
import { fail, succeed, type Result } from '../../shared/errors.ts'
import type { InstanceCard } from '../core/instance/instance.ts'

const answerSchema = z.object({ ok: z.literal(true), value: z.object({ address: z.url() }) })

/**
 * Asks the program that runs already for the address of another window; null where it does not answer now, because it is
 * starting or ending. Failure: `app/unreachable` where it is the Electron one, which shows its own windows.
 */
export const joinInstance = async (card: InstanceCard | null): Promise<Result<string> | null> => {
  if (card === null) return null
  if (card.frontDoor === 'electron')
    return fail(
      'app/unreachable',
      'Boardwright is open already, as an Electron window. Use that one, or close it first; --home starts another with a data folder of its own.',
    )
  const address = await askForAddress(card)
  return address === null ? null : succeed(address)
}

const askForAddress = async ({
  port,
  secret,
}: InstanceCard & { frontDoor: 'browser' }): Promise<string | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/instance`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(5000),
    })
    return answerSchema.safeParse(await response.json()).data?.value.address ?? null
  } catch {
    // Nobody listens there (any more), or somebody else does.
    return null
  }
}
