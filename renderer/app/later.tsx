import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'

/**
 * Parts of the window that its first page does not need. Each is fetched when it is first shown, or before, when the
 * window has nothing else to do.
 */

/** A part that is fetched later: the component, and what fetches it ahead. */
export interface Later<Props extends object> {
  readonly Part: ComponentType<Props>
  readonly fetch: () => Promise<unknown>
}

export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> => {
  const fetch = async () => ({ default: await load() })
  const Lazy = lazy<ComponentType<Props>>(fetch)
  return { Part: (props) => <Lazy {...props} />, fetch }
}

/** Where such parts stand. Nothing is shown in their place for the moment that they take. */
export const Awaited = ({ children }: { readonly children: ReactNode }) => (
  <Suspense fallback={null}>{children}</Suspense>
)
