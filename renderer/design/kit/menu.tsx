import { Check, ChevronRight } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import * as Radix from 'radix-ui/dropdown-menu'
import { assertNever } from '../../../shared/errors.ts'
import { useAction } from '../../actions/shortcuts.ts'
import { classNames } from '../class-names.ts'
import { Icon } from './icon.tsx'
import type { MenuEntry } from './menu-entries.ts'
import styles from './menu.module.css'

/** A menu at a button. `items` may be a function: it is called when the menu opens. */
export const Menu = ({
  trigger,
  items,
  label,
  align = 'end',
  side = 'bottom',
}: {
  readonly trigger: ReactElement
  readonly items: readonly MenuEntry[] | (() => readonly MenuEntry[])
  readonly label: string
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
}) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {isOpen && (
        <Radix.Portal>
          <Radix.Content
            className={styles['menu']}
            aria-label={label}
            align={align}
            side={side}
            sideOffset={4}
            collisionPadding={8}
            loop
          >
            <MenuEntries items={items} />
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  )
}

/** The lines of an open menu. */
export const MenuEntries = ({
  items,
}: {
  readonly items: readonly MenuEntry[] | (() => readonly MenuEntry[])
}) =>
  (typeof items === 'function' ? items() : items).map((entry, at) => (
    // The lines of a menu do not change their order while it is open.
    // oxlint-disable-next-line react/no-array-index-key
    <Entry key={at} entry={entry} />
  ))

const Entry = ({ entry }: { readonly entry: MenuEntry }) => {
  if (typeof entry === 'string') return <ActionItem action={entry} />
  switch (entry.kind) {
    case 'separator':
      return <Radix.Separator className={styles['separator']} />
    case 'heading':
      return <Radix.Label className={styles['heading']}>{entry.label}</Radix.Label>
    case 'item': {
      const props = {
        className: classNames(styles['item'], entry.danger && styles['danger']),
        disabled: entry.disabled ?? false,
        onSelect: entry.run,
      }
      const content = (
        <>
          <span className={styles['icon']}>
            {entry.checked ? <Icon of={Check} size={14} /> : entry.icon && <Icon of={entry.icon} size={14} />}
          </span>
          <span className={styles['label']}>{entry.label}</span>
          {entry.hint !== undefined && <span className={styles['keys']}>{entry.hint}</span>}
        </>
      )
      return entry.checked === undefined ? (
        <Radix.Item {...props}>{content}</Radix.Item>
      ) : (
        <Radix.CheckboxItem {...props} checked={entry.checked}>
          {content}
        </Radix.CheckboxItem>
      )
    }
    case 'menu':
      return (
        <Radix.Sub>
          <Radix.SubTrigger className={styles['item']}>
            <span className={styles['icon']} />
            <span className={styles['label']}>{entry.label}</span>
            <Icon of={ChevronRight} size={14} />
          </Radix.SubTrigger>
          <Radix.Portal>
            <Radix.SubContent className={styles['menu']} collisionPadding={8}>
              <MenuEntries items={entry.items} />
            </Radix.SubContent>
          </Radix.Portal>
        </Radix.Sub>
      )
    default:
      return assertNever(entry)
  }
}

const ActionItem = ({ action }: { readonly action: string }) => {
  const { title, keys, enabled, run } = useAction(action)
  return (
    <Radix.Item className={styles['item']} disabled={!enabled} onSelect={run}>
      <span className={styles['icon']} />
      <span className={styles['label']}>{title}</span>
      {keys !== null && <span className={styles['keys']}>{keys}</span>}
    </Radix.Item>
  )
}
