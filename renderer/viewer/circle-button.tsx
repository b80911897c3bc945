import { Circle, CircleDot } from 'lucide-react'
import type { Shot, Take } from '../../shared/domain/document.ts'
import { IconButton } from '../design/kit/icon-button.tsx'
import { edit } from '../state/open-board.ts'
import { strings } from '../strings/en/index.ts'
import styles from './viewer.module.css'

const words = strings.viewer

/** Circles a take, or takes its circle away: the choice that comparing is for. */
export const CircleButton = ({ take, shot }: { readonly take: Take; readonly shot: Shot }) => {
  const isCircled = shot.circledTakeId === take.id
  return (
    <IconButton
      className={styles['circle']}
      size="small"
      icon={isCircled ? CircleDot : Circle}
      label={isCircled ? words.uncircle(take.number) : words.circle(take.number)}
      pressed={isCircled}
      onClick={() =>
        edit(
          { type: 'take.circle', shotId: shot.id, takeId: isCircled ? null : take.id },
          isCircled ? words.uncircleStep : words.circleStep(take.number),
        )
      }
    />
  )
}
