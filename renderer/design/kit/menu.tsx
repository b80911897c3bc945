import { Check, ChevronRight } from 'lucide-react'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import * as RadixContext from 'radix-ui/context-menu'
import * as RadixDropdown from 'radix-ui/dropdown-menu'
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
}) => (
  <RadixDropdown.Root modal={false}>
    <RadixDropdown.Trigger asChild>{trigger}</RadixDropdown.Trigger>
    <RadixDropdown.Portal>
      <RadixDropdown.Content
        className={styles['menu']}
        aria-label={label}
        align={align}
        side={side}
        sideOffset={4}
        collisionPadding={8}
        loop
      >
        <Entries items={items} parts={RadixDropdown} />
      </RadixDropdown.Content>
    </RadixDropdown.Portal>
  </RadixDropdown.Root>
)

/** A menu at the pointer, or at what has the focus (Shift+F10), over its child. */
export const ContextMenu = ({
  items,
  label,
  disabled = false,
  children,
}: {
  readonly items: readonly MenuEntry[] | (() => readonly MenuEntry[])
  readonly label: string
  readonly disabled?: boolean
  readonly children: ReactElement
}) => (
  <RadixContext.Root modal={false}>
    <RadixContext.Trigger asChild disabled={disabled}>
      {children}
    </RadixContext.Trigger>
    <RadixContext.Portal>
      <RadixContext.Content className={styles['menu']} aria-label={label} collisionPadding={8} loop>
        <Entries items={items} parts={RadixContext} />
      </RadixContext.Content>
    </RadixContext.Portal>
  </RadixContext.Root>
)

/** What both kinds of menu are made of. */
interface Parts {
  readonly Item: ComponentType<ItemProps>
  readonly CheckboxItem: ComponentType<ItemProps & { readonly checked?: boolean }>
  readonly Separator: ComponentType<{ readonly className?: string }>
  readonly Label: ComponentType<{ readonly className?: string; readonly children: ReactNode }>
  readonly Sub: ComponentType<{ readonly children: ReactNode }>
  readonly SubTrigger: ComponentType<{ readonly className?: string; readonly children: ReactNode }>
  readonly SubContent: ComponentType<{
    readonly className?: string
    readonly collisionPadding?: number
    readonly children: ReactNode
  }>
  readonly Portal: ComponentType<{ readonly children: ReactNode }>
}

interface ItemProps {
  readonly className?: string
  readonly disabled?: boolean
  readonly onSelect?: () => void
  readonly children: ReactNode
}

const Entries = ({
  items,
  parts,
}: {
  readonly items: readonly MenuEntry[] | (() => readonly MenuEntry[])
  readonly parts: Parts
}) =>
  (typeof items === 'function' ? items() : items).map((entry, at) => (
    // The lines of a menu do not change their order while it is open.
    // oxlint-disable-next-line react/no-array-index-key
    <Entry key={at} entry={entry} parts={parts} />
  ))

const Entry = ({ entry, parts }: { readonly entry: MenuEntry; readonly parts: Parts }) => {
  if (typeof entry === 'string') return <ActionItem action={entry} parts={parts} />
  switch (entry.kind) {
    case 'separator':
      return <parts.Separator className={styles['separator'] ?? ''} />
    case 'heading':
      return <parts.Label className={styles['heading'] ?? ''}>{entry.label}</parts.Label>
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
        <parts.Item {...props}>{content}</parts.Item>
      ) : (
        <parts.CheckboxItem {...props} checked={entry.checked}>
          {content}
        </parts.CheckboxItem>
      )
    }
    case 'menu':
      return (
        <parts.Sub>
          <parts.SubTrigger className={styles['item'] ?? ''}>
            <span className={styles['icon']} />
            <span className={styles['label']}>{entry.label}</span>
            <Icon of={ChevronRight} size={14} />
          </parts.SubTrigger>
          <parts.Portal>
            <parts.SubContent className={styles['menu'] ?? ''} collisionPadding={8}>
              <Entries items={entry.items} parts={parts} />
            </parts.SubContent>
          </parts.Portal>
        </parts.Sub>
      )
    default:
      return assertNever(entry)
  }
}

const ActionItem = ({ action, parts }: { readonly action: string; readonly parts: Parts }) => {
  const { title, keys, enabled, run } = useAction(action)
  return (
    <parts.Item className={styles['item'] ?? ''} disabled={!enabled} onSelect={run}>
      <span className={styles['icon']} />
      <span className={styles['label']}>{title}</span>
      {keys !== null && <span className={styles['keys']}>{keys}</span>}
    </parts.Item>
  )
}
