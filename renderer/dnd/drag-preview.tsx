import styles from './drag-preview.module.css'
import type { DragLook } from './items.ts'
import { grouped } from '../strings/en/counting.ts'

/** How a dragged thing looks: its picture, its name, and how many there are of it. */
export const DragPreview = ({ look }: { readonly look: DragLook }) => (
  <div className={styles['preview']}>
    {look.count > 2 && <span className={styles['third']} />}
    {look.count > 1 && <span className={styles['second']} />}
    <div className={styles['front']}>
      {look.picture !== null && (
        <img className={styles['picture']} src={look.picture} alt="" draggable={false} />
      )}
      <span className={styles['words']}>{look.words}</span>
    </div>
    {look.count > 1 && <span className={styles['count']}>{grouped(look.count)}</span>}
  </div>
)
