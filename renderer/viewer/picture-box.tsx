import type { CSSProperties, ReactNode } from 'react'
import type { Aspect } from '../../shared/domain/endpoints.ts'
import { strings } from '../strings/en/index.ts'
import styles from './picture-box.module.css'
import { safeAreasOf } from './safe-areas.ts'
import { useLook } from './transport-store.ts'

/** The largest box of a shape that fits on the stage, with what lies over the picture: its label and safe areas. */
export const PictureBox = ({
  ratio,
  label,
  mark,
  aspect,
  children,
}: {
  /** Width to height. */
  readonly ratio: number
  readonly label: string
  /** Stands at the other end of the top. */
  readonly mark?: ReactNode
  /** Shape whose safe areas are drawn; null for none. */
  readonly aspect: Aspect | null
  readonly children: ReactNode
}) => (
  <div className={styles['room']}>
    <figure className={styles['box']} style={{ '--ratio': ratio } as CSSProperties}>
      {children}
      {aspect !== null && <SafeAreas aspect={aspect} />}
      <figcaption className={styles['label']}>{label}</figcaption>
      {mark !== undefined && <span className={styles['mark']}>{mark}</span>}
    </figure>
  </div>
)

const SafeAreas = ({ aspect }: { readonly aspect: Aspect }) => {
  const areShown = useLook(({ safeAreas }) => safeAreas)
  if (!areShown) return null
  return safeAreasOf(aspect).map(({ name, top, right, bottom, left }) => (
    <span
      key={name}
      className={styles['safe']}
      data-area={name}
      title={strings.viewer.safeArea[name]}
      style={{ top: `${top}%`, right: `${right}%`, bottom: `${bottom}%`, left: `${left}%` }}
    />
  ))
}
