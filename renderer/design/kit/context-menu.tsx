import { useEffect, useMemo, useState, type CSSProperties, type ReactElement } from 'react'
import * as Radix from 'radix-ui/dropdown-menu'
import { Attached, createAttachments } from './attached.tsx'
import type { MenuEntry } from './menu-entries.ts'
import { MenuEntries } from './menu.tsx'
import styles from './menu.module.css'

interface MenuAtPointer {
  readonly items: readonly MenuEntry[] | (() => readonly MenuEntry[])
  readonly label: string
}

const menus = createAttachments<MenuAtPointer>()

/**
 * A menu at the pointer, or at what has the focus (Shift+F10), over its child. `items` may be a function: it is called
 * when the menu opens. The window's one `ContextMenuLayer` shows it.
 */
export const ContextMenu = ({
  items,
  label,
  children,
}: MenuAtPointer & { readonly children: ReactElement }) => (
  <Attached to={menus} value={useMemo(() => ({ items, label }), [items, label])}>
    {children}
  </Attached>
)

interface OpenMenu {
  readonly entries: readonly MenuEntry[]
  readonly label: string
  /** Where it was asked for, in CSS pixels of the window. */
  readonly at: Pick<CSSProperties, 'left' | 'top'>
  /** What had the focus, and has it again. */
  readonly focused: Element | null
}

/** Shows the menus at the pointer of the whole window, one at a time. */
export const ContextMenuLayer = () => {
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  useEffect(() => {
    const onContextMenu = (event: MouseEvent) => {
      const element = event.defaultPrevented ? null : menus.nearest(event.target)
      const asked = element && menus.get(element)
      if (!asked) return
      event.preventDefault()
      setMenu({
        entries: typeof asked.items === 'function' ? asked.items() : asked.items,
        label: asked.label,
        at: { left: event.clientX, top: event.clientY },
        focused: document.activeElement,
      })
    }
    document.addEventListener('contextmenu', onContextMenu)
    return () => document.removeEventListener('contextmenu', onContextMenu)
  }, [])
  return (
    menu && (
      <Radix.Root open onOpenChange={(open) => !open && setMenu(null)} modal={false}>
        <Radix.Trigger asChild>
          <span className={styles['pointer']} style={menu.at} aria-hidden />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            className={styles['menu']}
            aria-label={menu.label}
            aria-labelledby={undefined}
            side="right"
            align="start"
            sideOffset={2}
            collisionPadding={8}
            loop
            onCloseAutoFocus={(event) => {
              event.preventDefault()
              // What was chosen, or pressed instead, may have moved it on.
              if (document.activeElement === document.body && menu.focused instanceof HTMLElement)
                menu.focused.focus()
            }}
          >
            <MenuEntries items={menu.entries} />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    )
  )
}
