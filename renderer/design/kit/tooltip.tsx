import type { ReactElement, ReactNode } from 'react'
import * as Radix from 'radix-ui/tooltip'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

/** Above everything that has tooltips: once one was shown, the next comes at once. */
export const TooltipProvider = ({ children }: { readonly children: ReactNode }) => (
  <Radix.Provider delayDuration={450} skipDelayDuration={250}>
    {children}
  </Radix.Provider>
)

/** Words about what the pointer rests on or the focus is at, with its keys. `isName`: the words are its name already. */
export const Tooltip = ({
  text,
  keys,
  side = 'bottom',
  isName = false,
  children,
}: {
  readonly text: ReactNode
  readonly keys?: string | null | undefined
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly isName?: boolean
  readonly children: ReactElement
}) => (
  <Radix.Root>
    <Radix.Trigger asChild {...(isName && { 'aria-describedby': undefined })}>
      {children}
    </Radix.Trigger>
    <Radix.Portal>
      <Radix.Content className={styles['tooltip']} side={side} sideOffset={6} collisionPadding={8}>
        {text}
        {keys && <Kbd>{keys}</Kbd>}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
