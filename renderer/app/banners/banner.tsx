import { CircleAlert, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../../design/class-names.ts'
import { Icon } from '../../design/kit/icon.tsx'
import { IconButton } from '../../design/kit/icon-button.tsx'
import { strings } from '../../strings/en/index.ts'
import styles from './banner.module.css'

/** A line across the window that stays while it is true, or until it is read. */
export const Banner = ({
  tone,
  actions,
  onDismiss,
  children,
}: {
  readonly tone: 'info' | 'warn' | 'bad'
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
  readonly children: ReactNode
}) => (
  <div className={classNames(styles['banner'], styles[tone])} role={tone === 'info' ? 'status' : 'alert'}>
    <Icon of={tone === 'info' ? Info : CircleAlert} />
    <p className={styles['words']} data-selectable>
      {children}
    </p>
    {actions}
    {onDismiss && <IconButton icon={X} size="small" label={strings.app.dismiss} onClick={onDismiss} />}
  </div>
)
