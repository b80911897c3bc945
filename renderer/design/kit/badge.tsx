import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './badge.module.css'

/** A few words on a tinted ground; `onPicture` where they lie over an image. */
export const Badge = ({
  tone = 'neutral',
  onPicture = false,
  children,
}: {
  readonly tone?: 'neutral' | 'accent' | 'select' | 'ok' | 'bad'
  readonly onPicture?: boolean
  readonly children: ReactNode
}) => (
  <span className={classNames(styles['badge'], styles[tone], onPicture && styles['onPicture'])}>
    {children}
  </span>
)
