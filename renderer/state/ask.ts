import type { CallArgument, CallName, CallOutput } from '../../shared/contract.ts'
import { fail, type Result } from '../../shared/errors.ts'
import { bridge } from './bridge.ts'
import { notifyFailure } from './notices.ts'

/** Asks the core. A failure is given back and, unless `quiet`, shown as a notice. */
export const ask = async <Name extends CallName>(
  name: Name,
  input: CallArgument<Name>,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Promise<Result<CallOutput<Name>>> => {
  const answer = await answered(name, input)
  if (!answer.ok && !quiet) notifyFailure(answer.error)
  return answer
}

// A bridge answers failures as values. One that throws all the same has a fault of its own, which is said, not swallowed.
const answered = async <Name extends CallName>(
  name: Name,
  input: CallArgument<Name>,
): Promise<Result<CallOutput<Name>>> => {
  try {
    return await bridge().call(name, input)
  } catch (error) {
    return fail('app/broken', 'Boardwright could not do that because of a mistake of its own.', {
      detail: error instanceof Error ? error.message : String(error),
    })
  }
}
