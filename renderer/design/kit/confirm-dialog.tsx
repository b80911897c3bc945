import type { ReactNode } from 'react'
import { strings } from '../../strings/en/index.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** Asks before something is done that is dear, or cannot be taken back. */
export const ConfirmDialog = ({
  open,
  title,
  description,
  confirm,
  cancel = strings.app.cancel,
  danger = false,
  busy = false,
  onConfirm,
  onCancel,
  children,
}: {
  readonly open: boolean
  readonly title: string
  readonly description: ReactNode
  /** What the button says that does it: the deed itself, never "OK". */
  readonly confirm: ReactNode
  readonly cancel?: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
  readonly children?: ReactNode
}) => (
  <Dialog
    open={open}
    onClose={onCancel}
    title={title}
    description={description}
    width="small"
    mustAnswer
    footer={
      <>
        <Button onClick={onCancel}>{cancel}</Button>
        <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </>
    }
  >
    {children}
  </Dialog>
)
