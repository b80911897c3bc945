import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts'

/** The part of keytar that is used. Not its `findCredentials`: that crashes where a keyring is locked (7.10.6). */
export interface Vault {
  readonly getPassword: (service: string, account: string) => Promise<string | null>
  readonly setPassword: (service: string, account: string, password: string) => Promise<void>
  readonly deletePassword: (service: string, account: string) => Promise<boolean>
}

/** The name under which the system's keychain lists our entries. */
const service = 'Boardwright'

/** An entry that is there for a moment, to see whether the keychain can be written to. */
const probeAccount = 'probe'

/** Does what was asked with the system's keychain. Never rejects. */
export const answerRequest = async (request: KeychainRequest, vault: Vault): Promise<KeychainAnswer> => {
  try {
    switch (request.kind) {
      case 'read':
        return await read(vault, request.account, request.probes)
      case 'store':
        await vault.setPassword(service, request.account, request.secret)
        return await read(vault, request.account, false)
      case 'forget': {
        // A locked entry is not deleted and nobody says so: reading it first unlocks it, or shows that it stays locked.
        const found = await read(vault, request.account, request.probes)
        if (found.kind !== 'secret') return found
        await vault.deletePassword(service, request.account)
        return await read(vault, request.account, false)
      }
    }
  } catch (error) {
    return refusal(error)
  }
}

const read = async (vault: Vault, account: string, probes: boolean): Promise<KeychainAnswer> => {
  const secret = await vault.getPassword(service, account)
  if (secret !== null) return { kind: 'secret', secret }
  if (probes) await probe(vault)
  return { kind: 'nothing', seenOpen: probes }
}

// Reading from a locked keyring whose prompt is dismissed finds nothing; only writing to it is refused in words.
const probe = async (vault: Vault): Promise<void> => {
  await vault.setPassword(service, probeAccount, probeAccount)
  await vault.deletePassword(service, probeAccount)
}

/**
 * Words by which a keychain says that it is locked, that a prompt was dismissed, or that there is no keyring yet.
 * GNOME Keyring 42: "Cannot create an item in a locked collection", "Object does not exist at path …/collection/login"
 * (none yet); libsecret: "No such secret collection at path"; macOS: "User interaction is not allowed.", "The user name
 * or passphrase you entered is not correct.", "User canceled the operation.".
 */
const lockedWords = /locked|collection|dismissed|cancell?ed|interaction is not allowed|not correct/i

const refusal = (error: unknown): KeychainAnswer => {
  const detail = error instanceof Error ? error.message : String(error)
  return { kind: 'refused', why: lockedWords.test(detail) ? 'locked' : 'no-service', detail }
}
