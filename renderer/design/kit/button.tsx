import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { classNames } from '../class-names.ts'
import styles from './button.module.css'
import { Icon } from './icon.tsx'
import { Spinner } from './spinner.tsx'
import { Tooltip } from './tooltip.tsx'

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type'> {
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: LucideIcon
  readonly type?: 'button' | 'submit'
  /** Why it cannot be pressed just now. It stays within reach of keys, so that the reason can be read. */
  readonly blocked?: string | null | undefined
  /** It is doing what it was pressed for. */
  readonly busy?: boolean
  /** Keys that do the same, for the tooltip. */
  readonly keys?: string | null | undefined
  /** More words, for the tooltip. */
  readonly hint?: ReactNode
}

/** A button with words. */
export const Button = ({
  variant = 'plain',
  size = 'normal',
  icon,
  type = 'button',
  blocked,
  busy = false,
  keys,
  hint,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) => {
  const isBlocked = Boolean(blocked) || busy
  const onPress = (event: MouseEvent<HTMLButtonElement>) => {
    if (isBlocked) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <Tooltip text={blocked || hint} keys={keys}>
      <button
        {...rest}
        type={type}
        className={classNames(styles['button'], styles[variant], styles[size], className)}
        aria-disabled={isBlocked || undefined}
        aria-busy={busy || undefined}
        onClick={onPress}
      >
        {busy ? <Spinner /> : icon && <Icon of={icon} />}
        {children}
      </button>
    </Tooltip>
  )
}
