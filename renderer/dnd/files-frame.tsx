import { Images } from 'lucide-react'
import { Icon } from '../design/kit/icon.tsx'
import styles from './files-frame.module.css'

/** A frame around the window while files from the desktop are over it, and what becomes of them. */
export const FilesFrame = ({ title, hint }: { readonly title: string; readonly hint: string }) => (
  <div className={styles['frame']} aria-hidden="true">
    <div className={styles['words']}>
      <Icon of={Images} />
      <b>{title}</b>
      <span>{hint}</span>
    </div>
  </div>
)
