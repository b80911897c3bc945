import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import styles from './empty-state.module.css'
import { Icon } from './icon.tsx'

/** What stands where there is nothing yet: what it is, and what to do. */
export const EmptyState = ({
  icon,
  title,
  hint,
  action,
}: {
  readonly icon: LucideIcon
  readonly title: string
  readonly hint?: ReactNode
  readonly action?: ReactNode
}) => (
  <div className={styles['empty']}>
    <Icon of={icon} size={22} />
    <p className={styles['title']}>{title}</p>
    {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    {action}
  </div>
)
