import type { LucideIcon } from 'lucide-react'

/** A line of a menu: an action's id, a line between groups, something of this menu alone, or a menu within it. */
export type MenuEntry =
  | string
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'item'
      readonly label: string
      readonly run: () => void
      readonly icon?: LucideIcon
      readonly disabled?: boolean
      readonly danger?: boolean
      /** It is one of several that exclude each other, or one that is on or off. */
      readonly checked?: boolean
      readonly hint?: string
    }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly MenuEntry[] }

/** The line between groups. */
export const separator: MenuEntry = { kind: 'separator' }
