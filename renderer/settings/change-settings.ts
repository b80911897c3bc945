import type { CallArgument } from '../../shared/contract.ts'
import { ask } from '../state/ask.ts'

/** Changes settings; null takes one back to its default. Gives whether it could; why not is shown as a notice. */
export const changeSettings = async (edit: CallArgument<'settings.change'>['edit']): Promise<boolean> =>
  (await ask('settings.change', { edit })).ok
