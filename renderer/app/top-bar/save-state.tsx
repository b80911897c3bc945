import { CircleAlert } from 'lucide-react'
import { Button } from '../../design/kit/button.tsx'
import { Icon } from '../../design/kit/icon.tsx'
import { Popover, PopoverClose } from '../../design/kit/popover.tsx'
import { ask } from '../../state/ask.ts'
import { board, useBoard } from '../../state/board.ts'
import { useConnected } from '../../state/connection.ts'
import { boardStore } from '../../state/open-board.ts'
import { useSelected } from '../../state/select.ts'
import { strings } from '../../strings/en/index.ts'
import { copyText } from '../copy-text.ts'
import { saveWords } from './save-words.ts'
import styles from './top-bar.module.css'

const words = strings.app.top

/** How the project is saved, truthfully; where it is not, why, and a way to try again. */
export const SaveState = () => {
  const saveState = useBoard((open) => open.saveState)
  const savedAtMs = useBoard((open) => open.savedAtMs)
  const access = useBoard((open) => open.access)
  const waiting = useSelected(boardStore, (open) => open?.mirror.pending.length ?? 0)
  const said = saveWords({ saveState, savedAtMs, access }, waiting, useConnected())
  if (said.kind === 'fine')
    return (
      <span className={styles['saved']} data-save-state>
        {said.text}
      </span>
    )
  const detail = said.failure && strings.errors.detail(said.failure)
  return (
    <Popover
      label={words.whyNotSaved}
      align="start"
      trigger={
        <button type="button" className={styles['notSaved']} data-save-state>
          <Icon of={CircleAlert} size={13} />
          {said.text}
        </button>
      }
    >
      <div className={styles['sheet']}>
        <p data-selectable>{said.why}</p>
        <p className={styles['words']}>{words.nothingLost}</p>
        <div className={styles['buttons']}>
          {detail && (
            <Button variant="quiet" onClick={() => void copyText(detail)}>
              {words.copyDetails}
            </Button>
          )}
          <PopoverClose>
            <Button
              variant="primary"
              onClick={() => void ask('project.save', { projectId: board().projectId })}
            >
              {strings.app.tryAgain}
            </Button>
          </PopoverClose>
        </div>
      </div>
    </Popover>
  )
}
