import type { z } from 'zod'
import { calls, type CallName, type Handlers } from '../../../shared/contract.ts'
import { fail, type Failure, type Result } from '../../../shared/errors.ts'
import type { Log } from '../ports.ts'

/** What a call is answered with, whatever was asked. */
export type Answer = Result<unknown>

/**
 * The gate between windows and the core, behind each front door's own check of who is asking: takes a call by name,
 * parses what came with it, has it carried out, and answers with a value or a failure. Never rejects.
 *
 * Threat: a hostile page. A name that is not in the contract, or input of another shape, reaches no handler; what a
 * handler throws by mistake is answered in general words, since an error's own may hold anything.
 */
export const createGate =
  (handlers: Handlers, log: Log) =>
  async (name: unknown, input: unknown, client: string): Promise<Answer> => {
    if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
      log.warn('gate.unknownCall', { client })
      return fail(
        'input/invalid',
        'The window asked for something that this version of Boardwright does not know. Reload it.',
        {
          cost: 'nothing',
        },
      )
    }
    const call = name as CallName
    const parsed = calls[call].input.safeParse(input)
    if (!parsed.success) {
      log.warn('gate.badInput', { call, client })
      return { ok: false, error: badInput(parsed.error) }
    }
    try {
      // The contract pairs each call's schema with its handler; the compiler cannot follow the pair through a name.
      const handler = handlers[call] as (given: unknown, by: string) => Promise<Answer>
      return await handler(parsed.data, client)
    } catch (error) {
      log.warn('gate.broken', { call, kind: error instanceof Error ? error.name : typeof error })
      return fail(
        'app/broken',
        `Boardwright could not do that because of a mistake of its own (${call}). Nothing was lost; try again, or restart it.`,
      )
    }
  }

const badInput = ({ issues: [issue] }: z.ZodError): Failure => {
  const field = issue?.path.join('.') ?? ''
  return {
    code: 'input/invalid',
    message: `That cannot be done as it was asked${field ? `: ${field} is not right` : ''}. Change it and try again.`,
    detail: issue?.message ?? '',
    ...(field && { field }),
    cost: 'nothing',
  }
}
