import type { ComponentPropsWithRef, MouseEvent } from 'react'
import type { LucideIcon } from 'lucide-react'
import { classNames } from '../class-names.ts'
import { Icon } from './icon.tsx'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'children'> {
  readonly icon: LucideIcon
  /** What it does: its name, and its tooltip. */
  readonly label: string
  readonly keys?: string | null | undefined
  readonly size?: 'small' | 'normal'
  /** It is one of two states: pressed or not. */
  readonly pressed?: boolean
  /** Why it cannot be pressed just now. */
  readonly blocked?: string | null | undefined
}

/** A button that shows an icon alone. */
export const IconButton = ({
  icon,
  label,
  keys,
  size = 'normal',
  pressed,
  blocked,
  className,
  onClick,
  ...rest
}: IconButtonProps) => {
  const onPress = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <Tooltip text={blocked ? `${label}: ${blocked}` : label} keys={keys} isName>
      <button
        {...rest}
        type="button"
        className={classNames(styles['button'], styles[size], className)}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={blocked ? true : undefined}
        onClick={onPress}
      >
        <Icon of={icon} size={size === 'small' ? 14 : 16} />
      </button>
    </Tooltip>
  )
}
