import { answerRequest, type Vault } from './answer-request.ts'
import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts'

/**
 * The keychain's own process, and the only place that loads keytar: a call that waits for a prompt cannot be taken
 * back, and native code may crash. Answers one request over the channel to its parent, then waits to be ended.
 */

/** The channel of a process that Electron started; under Node there is none. */
interface ParentPort {
  readonly once: (event: 'message', listener: (message: { readonly data: unknown }) => void) => void
  readonly postMessage: (message: unknown) => void
}

const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort }

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

if (parentPort) {
  // Electron ends its processes with itself.
  parentPort.once('message', ({ data }) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
    void answer(data as KeychainRequest).then((answered) => parentPort.postMessage(answered))
  })
} else {
  process.once('disconnect', endAtOnce)
  process.once('message', (request: KeychainRequest) => {
    void answer(request).then((answered) => process.send?.(answered))
  })
}
