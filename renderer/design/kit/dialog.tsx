import { X } from 'lucide-react'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import * as Radix from 'radix-ui/dialog'
import { strings } from '../../strings/en/index.ts'
import { classNames } from '../class-names.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

/**
 * Something that wants to be done or left before the window goes on. What is behind it is inert. Radix is told that it
 * is not modal, since its own way of keeping the page still puts a style sheet into the page, which the page's content
 * security policy refuses; the window never scrolls, and `inert` does the rest.
 */
export const Dialog = ({
  open,
  onClose,
  title,
  description,
  width = 'normal',
  footer,
  mustAnswer = false,
  className,
  children,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly width?: 'small' | 'normal' | 'large' | 'full'
  /** Buttons at its end. */
  readonly footer?: ReactNode
  /** Nothing but its own buttons (and Escape) close it. */
  readonly mustAnswer?: boolean
  readonly className?: string | undefined
  readonly children?: ReactNode
}) => (
  <Radix.Root open={open} onOpenChange={(next) => !next && onClose()} modal={false}>
    <Radix.Portal>
      <DialogLayer {...{ title, description, width, footer, mustAnswer, className, onClose }}>
        {children}
      </DialogLayer>
    </Radix.Portal>
  </Radix.Root>
)

const DialogLayer = ({
  title,
  description,
  width,
  footer,
  mustAnswer,
  className,
  onClose,
  children,
}: {
  readonly title: string
  readonly description: ReactNode
  readonly width: 'small' | 'normal' | 'large' | 'full'
  readonly footer: ReactNode
  readonly mustAnswer: boolean
  readonly className: string | undefined
  readonly onClose: () => void
  readonly children: ReactNode
}) => {
  const { layer, returnFocus } = useModalLayer()
  return (
    <div
      ref={layer}
      className={styles['layer']}
      data-modal-layer
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && !mustAnswer) onClose()
      }}
    >
      <Radix.Content
        className={classNames(styles['dialog'], styles[width], className)}
        role={mustAnswer ? 'alertdialog' : 'dialog'}
        aria-modal="true"
        {...(description === undefined && { 'aria-describedby': undefined })}
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          focusFirst(event.currentTarget)
        }}
        onInteractOutside={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          returnFocus()
        }}
      >
        <header className={styles['head']}>
          <Radix.Title className={styles['title']}>{title}</Radix.Title>
          {!mustAnswer && (
            <Radix.Close asChild>
              <IconButton icon={X} label={strings.app.close} />
            </Radix.Close>
          )}
        </header>
        {description !== undefined && (
          <Radix.Description asChild>
            <div className={styles['description']}>{description}</div>
          </Radix.Description>
        )}
        {children !== undefined && (
          <div className={styles['body']} data-dialog-body>
            {children}
          </div>
        )}
        {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
      </Radix.Content>
    </div>
  )
}

/**
 * The focus begins where the dialog is about something: at what asks for it (`autoFocus` has it already), the chosen
 * tab, the first control, a button of the foot; at the closing button only where there is nothing else.
 */
const focusFirst = (dialog: EventTarget | null) => {
  if (!(dialog instanceof HTMLElement) || dialog.contains(document.activeElement)) return
  const wanted = [
    '[role="tab"][data-state="active"]',
    `[data-dialog-body] :is(${controls})`,
    'footer button',
    controls,
  ]
  const first = wanted.map((selector) => dialog.querySelector<HTMLElement>(selector)).find((found) => found)
  ;(first ?? dialog).focus()
}
const controls =
  'input:not([type="radio"]:not(:checked)), textarea, select, button:not(:disabled), [tabindex="0"]'

/** Makes everything under the topmost dialog inert, and remembers where the focus was. */
const useModalLayer = () => {
  const layer = useRef<HTMLDivElement>(null)
  const focused = useRef<Element | null>(null)
  useLayoutEffect(() => {
    focused.current = document.activeElement
    settleLayers()
    return () => settleLayers(layer.current)
  }, [])
  return {
    layer,
    returnFocus: () => {
      if (focused.current instanceof HTMLElement && focused.current.isConnected) focused.current.focus()
    },
  }
}

const settleLayers = (without: Element | null = null) => {
  const layers = [...document.querySelectorAll<HTMLElement>('[data-modal-layer]')].filter(
    (element) => element !== without,
  )
  document.querySelector('#root')?.toggleAttribute('inert', layers.length > 0)
  for (const [at, element] of layers.entries()) element.toggleAttribute('inert', at < layers.length - 1)
}
