import { shell } from 'electron'
import { links } from '../../shared/contract.ts'
import { fail, succeed, type Result } from '../../shared/errors.ts'

const known: ReadonlySet<string> = new Set(Object.values(links))

/**
 * Opens an address of the fixed list in the system's browser. Threat: an address from elsewhere, which the system would
 * hand to whatever program claims its scheme.
 */
export const openLink = async (address: string): Promise<Result<void>> => {
  if (!known.has(address)) return fail('input/invalid', 'That address is not one that Boardwright opens.')
  try {
    await shell.openExternal(address)
    return succeed(undefined)
  } catch (error) {
    return fail('input/invalid', `No browser could be opened. The address is ${address}.`, {
      detail: error instanceof Error ? error.message : String(error),
    })
  }
}
