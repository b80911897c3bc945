import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'

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
  let here: ComponentType<Props> | null = null
  const fetch = async () => {
    here = await load()
    return { default: here }
  }
  const Lazy = lazy<ComponentType<Props>>(fetch)
  const Part = (props: Props) => {
    // What is here already is shown at once: a key that follows the one that opened it finds it open.
    const [Shown] = useState<ComponentType<Props>>(() => here ?? Lazy)
    return <Shown {...props} />
  }
  return { Part, fetch }
}

/** Where such parts stand. Nothing is shown in their place for the moment that they take. */
export const Awaited = ({ children }: { readonly children: ReactNode }) => (
  <Suspense fallback={null}>{children}</Suspense>
)
