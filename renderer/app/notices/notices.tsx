import { CircleAlert, CircleCheck, Copy, Info, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../design/kit/button.tsx'
import { Icon } from '../../design/kit/icon.tsx'
import { IconButton } from '../../design/kit/icon-button.tsx'
import { classNames } from '../../design/class-names.ts'
import { dismissNotice, useNotices, type Notice } from '../../state/notices.ts'
import { strings } from '../../strings/en/index.ts'
import { copyText } from '../copy-text.ts'
import styles from './notices.module.css'

const words = strings.app.notices

/** What is said in passing, over everything: a dialog does not make it inert. */
export const Notices = () => {
  const notices = useNotices()
  return createPortal(
    <section className={styles['notices']} aria-label={words.label} data-notices>
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>,
    document.body,
  )
}

const icons = { info: Info, good: CircleCheck, bad: CircleAlert } as const

/** How long a notice stays: long enough to be read twice. A failure stays until it is dismissed. */
const stayMs = (notice: Notice): number | null =>
  notice.tone === 'bad' ? null : 4000 + 60 * notice.text.length + (notice.action ? 4000 : 0)

const NoticeLine = ({ notice }: { readonly notice: Notice }) => {
  const { id, tone, text, detail, action, times } = notice
  const [isHeld, setHeld] = useState(false)
  const stay = stayMs(notice)
  useEffect(() => {
    if (stay === null || isHeld) return undefined
    const timer = setTimeout(() => dismissNotice(id), stay)
    return () => clearTimeout(timer)
  }, [id, stay, isHeld])
  return (
    <div
      className={classNames(styles['notice'], styles[tone])}
      role={tone === 'bad' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={icons[tone]} />
      <p className={styles['text']} data-selectable>
        {text}
        {times > 1 && <span className={styles['times']}> {words.times(times)}</span>}
      </p>
      {action && (
        <Button
          size="small"
          onClick={() => {
            dismissNotice(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      {detail !== undefined && (
        <IconButton icon={Copy} size="small" label={words.copy} onClick={() => void copyText(detail)} />
      )}
      <IconButton icon={X} size="small" label={strings.app.dismiss} onClick={() => dismissNotice(id)} />
    </div>
  )
}
