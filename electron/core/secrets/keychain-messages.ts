/** What the program asks the keychain's own process: one request per process. */
export type KeychainRequest =
  /** `probes`: where nothing is found, find out whether the keychain is open at all. That may prompt. */
  | { readonly kind: 'read'; readonly account: string; readonly probes: boolean }
  | { readonly kind: 'store'; readonly account: string; readonly secret: string }
  | { readonly kind: 'forget'; readonly account: string; readonly probes: boolean }

/** What it answers. `detail` is the system's own words. */
export type KeychainAnswer =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'nothing'; readonly seenOpen: boolean }
  | {
      readonly kind: 'refused'
      readonly why: 'no-service' | 'locked' | 'library-missing'
      readonly detail: string
    }
