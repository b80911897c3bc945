import type { ProjectCard } from '../../shared/views.ts'
import { formatUsd } from '../../shared/domain/prices.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { strings } from '../strings/en/index.ts'
import styles from './dialogs.module.css'
import { FailureText } from './failure-text.tsx'
import { beginDeed, endDeed, refreshProjects } from './projects-store.ts'
import { formatBytes } from './quantities.ts'
import { useAsking } from './use-asking.ts'

/** Moves a project to the system's bin, after saying what goes with it. Not while jobs of it are open. */
export const BinDialog = ({ card }: { readonly card: ProjectCard }) => {
  const words = strings.projects.bin
  const asking = useAsking()
  const hasCost = card.rendered > 0 || card.spentMicroUsd > 0
  const bin = async () => {
    const done = await asking.ask(() => ask('project.bin', { folder: card.folder }, { quiet: true }))
    if (!done) return
    endDeed()
    notify({ tone: 'info', text: words.done(card.title) })
    await refreshProjects()
  }
  return (
    <Dialog
      open
      onClose={endDeed}
      title={words.title(card.title)}
      width="small"
      mustAnswer
      description={words.description(card.bytes === null ? null : formatBytes(card.bytes))}
      footer={
        <>
          {card.state === 'ready' && (
            <Button
              variant="quiet"
              className={styles['pushLeft']}
              disabled={asking.busy}
              onClick={() => beginDeed('archive', card)}
            >
              {words.archiveFirst}
            </Button>
          )}
          <Button onClick={endDeed} autoFocus>
            {strings.app.cancel}
          </Button>
          <Button
            variant="danger"
            busy={asking.busy}
            blocked={card.jobsRunning > 0 ? words.blocked(card.jobsRunning) : null}
            onClick={() => void bin()}
          >
            {words.bin}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {hasCost && <p>{words.rendered(card.rendered, formatUsd(card.spentMicroUsd))}</p>}
        {card.jobsRunning > 0 && <p className={styles['failure']}>{words.blocked(card.jobsRunning)}</p>}
        <FailureText failure={asking.failure} />
      </div>
    </Dialog>
  )
}
