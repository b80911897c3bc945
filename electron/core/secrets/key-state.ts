import { assertNever } from '../../../shared/errors.ts'
import type { KeychainState, KeyProfile } from '../../../shared/domain/keys.ts'

/** A state in sentences: what is the matter, and what to do about it on this system. */
export const describeKeychain = (
  state: KeychainState,
  profile: KeyProfile,
  platform: NodeJS.Platform,
): string => {
  const words = wordsFor(platform)
  switch (state.kind) {
    case 'present':
      return `The ${profile} key is in ${words.keychain}: it ends in …${state.endsIn}${state.storedOn === null ? '' : `, stored on ${state.storedOn}`}.`
    case 'no-key':
      return `No ${profile} key is stored in ${words.keychain}${state.seenOpen || platform !== 'linux' ? '' : ', or it is locked and does not say'}.`
    case 'no-service':
      return `${words.noService} ${forThisSession}`
    case 'locked':
      return `${words.locked} ${forThisSession}`
    case 'unanswered':
      return `${words.Keychain} did not answer within ${Math.ceil(state.waitedMs / 1000)} s: it may be asking for a password in another window. ${words.unlock}, then try again. ${forThisSession}`
    case 'library-missing':
      return `${words.libraryMissing} ${forThisSession}`
    default:
      return assertNever(state)
  }
}

const forThisSession =
  'Until then you can give a key for this session only; it is kept in memory and never written to disk.'

interface SystemWords {
  readonly keychain: string
  readonly Keychain: string
  readonly unlock: string
  readonly noService: string
  readonly locked: string
  readonly libraryMissing: string
}

const wordsFor = (platform: NodeJS.Platform): SystemWords => {
  switch (platform) {
    case 'darwin':
      return {
        keychain: 'the macOS keychain',
        Keychain: 'The macOS keychain',
        unlock: 'Answer it, or unlock the login keychain in Keychain Access',
        noService:
          'The macOS keychain cannot be used. Open Keychain Access and see that there is a default keychain, then try again.',
        locked:
          'The macOS keychain is locked, or access was denied. Unlock the login keychain in Keychain Access and allow Boardwright, then try again.',
        libraryMissing:
          'The part that talks to the macOS keychain does not load. Install Boardwright again for this kind of Mac.',
      }
    case 'win32':
      return {
        keychain: 'the Windows Credential Manager',
        Keychain: 'The Windows Credential Manager',
        unlock: 'Answer it',
        noService:
          'The Windows Credential Manager cannot be used. Start the service “Credential Manager” in Services, then try again.',
        locked:
          'The Windows Credential Manager refuses access. Sign in to Windows with your own account, then try again.',
        libraryMissing:
          'The part that talks to the Windows Credential Manager does not load. Install Boardwright again for this kind of Windows.',
      }
    default:
      return {
        keychain: 'the keyring',
        Keychain: 'The keyring',
        unlock: 'Answer it, or unlock the keyring in the system’s password manager',
        noService:
          'No keyring service answers here. Start one that offers the Secret Service (GNOME Keyring, KWallet, KeePassXC) in a session with D-Bus, then try again.',
        locked:
          'The keyring is locked, or not set up yet, and was not opened. Unlock it in the system’s password manager (Passwords and Keys, KWalletManager), then try again.',
        libraryMissing:
          'The library libsecret, which talks to the keyring, does not load. Install it (Debian and Ubuntu: libsecret-1-0; Fedora, Arch, openSUSE: libsecret), then try again.',
      }
  }
}
