import type { LucideIcon } from 'lucide-react'
import { useAction } from '../../actions/shortcuts.ts'
import { Button, type ButtonProps } from './button.tsx'
import { IconButton, type IconButtonProps } from './icon-button.tsx'

/** A button that does an action: title, keys and whether it can be done are the action's. */
export const ActionButton = ({
  action,
  children,
  ...rest
}: Omit<ButtonProps, 'keys' | 'disabled'> & { readonly action: string }) => {
  const { title, keys, ariaKeys, enabled, run } = useAction(action)
  return (
    <Button
      {...rest}
      keys={keys}
      hint={rest.hint ?? (children ? title : undefined)}
      disabled={!enabled}
      aria-keyshortcuts={ariaKeys}
      onClick={(event) => {
        run()
        rest.onClick?.(event)
      }}
    >
      {children ?? title}
    </Button>
  )
}

/** The same, showing an icon alone. */
export const ActionIconButton = ({
  action,
  icon,
  label,
  ...rest
}: Omit<IconButtonProps, 'keys' | 'disabled' | 'label' | 'icon'> & {
  readonly action: string
  readonly icon: LucideIcon
  readonly label?: string
}) => {
  const { title, keys, ariaKeys, enabled, run } = useAction(action)
  return (
    <IconButton
      {...rest}
      icon={icon}
      label={label ?? title}
      keys={keys}
      disabled={!enabled}
      aria-keyshortcuts={ariaKeys}
      onClick={(event) => {
        run()
        rest.onClick?.(event)
      }}
    />
  )
}
