import { answerRequest, type Vault } from './answer-request.ts'
import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts'

/**
 * The keychain's own process, and the only place that loads keytar: a call that waits for a prompt cannot be taken
 * back, and native code may crash. Answers one request over the channel to its parent, then waits to be ended.
 */

// A call that is under way would keep an ordinary exit waiting for as long as the prompt stands.
const endAtOnce = () => process.kill(process.pid, 'SIGKILL')

const answer = async (request: KeychainRequest): Promise<KeychainAnswer> => {
  let vault: Vault
  try {
    vault = (await import('keytar')).default
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { kind: 'refused', why: 'library-missing', detail }
  }
  return answerRequest(request, vault)
}

process.once('disconnect', endAtOnce)
process.once('message', (request: KeychainRequest) => {
  void answer(request).then((answered) => process.send?.(answered))
})
