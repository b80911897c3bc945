import { useState } from 'react'
import { Button } from '../../design/kit/button.tsx'
import { Popover } from '../../design/kit/popover.tsx'
import { ask } from '../../state/ask.ts'
import { board, useBoard } from '../../state/board.ts'
import { notify } from '../../state/notices.ts'
import { strings } from '../../strings/en/index.ts'
import { Banner } from './banner.tsx'
import styles from './banner.module.css'
import { reportWords } from './report-words.ts'

const words = strings.app.banners

/** What is in the way of working on the open project. */
export const ProjectBanners = () => {
  const access = useBoard((open) => open.access)
  const isChangedOutside = useBoard((open) => open.saveState === 'changed-outside')
  return (
    <>
      {access.kind === 'read-only' && (
        <Banner tone="warn">
          {words.readOnly} {access.words}
        </Banner>
      )}
      {isChangedOutside && <ChangedOutside />}
      <Report />
    </>
  )
}

/** Two documents, and one that is to stand. Neither button is the first choice: both are safe. */
const ChangedOutside = () => {
  const [choosing, setChoosing] = useState<'mine' | 'theirs' | null>(null)
  const choose = async (choice: 'mine' | 'theirs') => {
    setChoosing(choice)
    const answer = await ask('project.resolveOutsideChange', { projectId: board().projectId, choice })
    setChoosing(null)
    if (answer.ok) notify({ tone: 'good', text: words.keptAs(answer.value.keptAs) })
  }
  return (
    <Banner
      tone="bad"
      actions={
        <>
          <Button size="small" busy={choosing === 'mine'} onClick={() => void choose('mine')}>
            {words.mine}
          </Button>
          <Button size="small" busy={choosing === 'theirs'} onClick={() => void choose('theirs')}>
            {words.theirs}
          </Button>
        </>
      }
    >
      {words.changedOutside}
    </Banner>
  )
}

/** What happened while the project was opened. */
const Report = () => {
  const report = useBoard((open) => open.report)
  const [isRead, setRead] = useState(false)
  const said = reportWords(report)
  if (isRead || said.length === 0) return null
  return (
    <Banner
      tone={report.recoveredFrom ? 'warn' : 'info'}
      onDismiss={() => setRead(true)}
      actions={
        report.repairs.length > 0 && (
          <Popover
            label={words.whatWasRepaired}
            trigger={<Button size="small">{words.whatWasRepaired}</Button>}
          >
            <ul className={styles['list']} data-selectable>
              {report.repairs.map((repair) => (
                <li key={repair}>{repair}</li>
              ))}
            </ul>
          </Popover>
        )
      }
    >
      {said.join(' ')}
    </Banner>
  )
}
