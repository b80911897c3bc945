import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { cancelImport } from './import-files.ts'
import { dismissImported, useImports, type ImportProgress, type RefusedFile } from './import-store.ts'
import styles from './import-status.module.css'

const { progress: words, refused: refusedWords } = strings.library
const nothing = { refused: [], said: null } as const

/** How far imports are, and what could not be used; at the foot of the library, where it moves nothing. */
export const ImportStatus = () => {
  const running = useImports((state) => state.running)
  const projectId = useBoard((board) => board.projectId)
  const outcome = useImports((state) => (state.outcome?.projectId === projectId ? state.outcome : null))
  const { refused, said } = outcome ?? nothing
  if (running.length === 0 && refused.length === 0 && said === null) return null
  return (
    <div className={styles['status']}>
      {running.map((progress) => (
        <Running key={progress.importId} progress={progress} />
      ))}
      {refused.length > 0 && <Refused refused={refused} />}
      {said !== null && running.length === 0 && (
        <div className={styles['row']}>
          <span className={styles['text']}>{said}</span>
          <IconButton
            icon={X}
            size="small"
            label={refusedWords.dismiss}
            onClick={() => dismissImported('said')}
          />
        </div>
      )}
    </div>
  )
}

const Running = ({ progress }: { readonly progress: ImportProgress }) => {
  const { importId, stage, done, of, cancelling } = progress
  const text = cancelling
    ? words.cancelling
    : stage === 'handing-over'
      ? words.handingOver(done, of)
      : words.takingIn(done, of)
  return (
    <div className={styles['row']}>
      <span className={styles['text']}>{text}</span>
      <Button size="small" variant="quiet" disabled={cancelling} onClick={() => cancelImport(importId)}>
        {words.cancel}
      </Button>
      <span className={styles['bar']}>
        <Progress label={words.label} fraction={of === 0 ? null : done / of} />
      </span>
    </div>
  )
}

const Refused = ({ refused }: { readonly refused: readonly RefusedFile[] }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles['row']}>
      <span className={styles['bad']}>{refusedWords.title(refused.length)}</span>
      <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
        {refusedWords.show}
      </Button>
      <Button size="small" variant="quiet" onClick={() => dismissImported('refused')}>
        {refusedWords.dismiss}
      </Button>
      <RefusedDialog open={isOpen} refused={refused} onClose={() => setOpen(false)} />
    </div>
  )
}

const RefusedDialog = ({
  open,
  refused,
  onClose,
}: {
  readonly open: boolean
  readonly refused: readonly RefusedFile[]
  readonly onClose: () => void
}) => (
  <Dialog
    open={open}
    onClose={onClose}
    title={refusedWords.title(refused.length)}
    description={refusedWords.hint}
    footer={
      <Button
        onClick={() => {
          dismissImported('refused')
          onClose()
        }}
      >
        {refusedWords.dismiss}
      </Button>
    }
  >
    <ul className={styles['list']}>
      {refused.map(({ name, failure }, at) => (
        // The list only grows; the same file may be in it twice.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at}>
          <b>{name}</b>
          <span>{strings.errors.describe(failure).text}</span>
        </li>
      ))}
    </ul>
  </Dialog>
)
