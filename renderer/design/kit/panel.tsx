import { useId, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './panel.module.css'

/** A part of the window under a heading. `note` stands beside the title, `actions` at the end of the head. */
export const Panel = ({
  title,
  note,
  actions,
  className,
  bodyClassName,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string | undefined
  readonly bodyClassName?: string | undefined
  readonly children: ReactNode
}) => {
  const id = useId()
  return (
    <section className={classNames(styles['panel'], className)} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {note !== undefined && <span className={styles['note']}>{note}</span>}
        {actions !== undefined && <span className={styles['actions']}>{actions}</span>}
      </header>
      <div className={classNames(styles['body'], bodyClassName)}>{children}</div>
    </section>
  )
}
