import type { LucideIcon } from 'lucide-react'

/** An icon beside words, or inside a button that has a label; it says nothing of its own. */
export const Icon = ({ of: Drawing, size = 16 }: { readonly of: LucideIcon; readonly size?: number }) => (
  <Drawing size={size} strokeWidth={1.7} aria-hidden focusable={false} />
)
