import { useState, type ReactElement, type ReactNode } from 'react'
import * as Radix from 'radix-ui/popover'
import { classNames } from '../class-names.ts'
import styles from './popover.module.css'

/** Something small that opens at a button. */
export const Popover = ({
  trigger,
  label,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'end',
  className,
  children,
}: {
  readonly trigger: ReactElement
  readonly label: string
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly align?: 'start' | 'center' | 'end'
  readonly className?: string | undefined
  readonly children: ReactNode
}) => {
  const [isOpenItself, setOpenItself] = useState(false)
  const isOpen = open ?? isOpenItself
  return (
    <Radix.Root
      open={isOpen}
      onOpenChange={(next) => {
        setOpenItself(next)
        onOpenChange?.(next)
      }}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {isOpen && (
        <Radix.Portal>
          <Radix.Content
            className={classNames(styles['popover'], className)}
            aria-label={label}
            side={side}
            align={align}
            sideOffset={6}
            collisionPadding={8}
          >
            {children}
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  )
}

/** Closes the popover that it stands in. */
export const PopoverClose = ({ children }: { readonly children: ReactElement }) => (
  <Radix.Close asChild>{children}</Radix.Close>
)
