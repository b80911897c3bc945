import { useState } from 'react'
import { isOpen } from '../../shared/domain/jobs.ts'
import type { JobView } from '../../shared/views.ts'
import { Button } from '../design/kit/button.tsx'
import { ConfirmDialog } from '../design/kit/confirm-dialog.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Field } from '../design/kit/field.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { ask } from '../state/ask.ts'
import { useJobs } from '../state/jobs.ts'
import { strings } from '../strings/en/index.ts'
import { isRepeatedPress } from '../render/presses.ts'
import { cancelAll, settleJob } from './job-deeds.ts'
import { jobPrice } from './job-words.ts'
import styles from './jobs.module.css'
import { askAboutJob, useQuestion } from './jobs-ui.ts'

const words = strings.jobs.uncertain

const close = () => askAboutJob(null)

/** What is asked before a job is adopted, sent again, given up or cancelled. */
export const JobQuestions = () => {
  const question = useQuestion()
  const job = useJobs((jobs) =>
    question && question.kind !== 'cancel-all' ? (jobs.get(question.jobId) ?? null) : null,
  )
  if (question?.kind === 'cancel-all') return <CancelAll onClose={close} />
  // It may have settled by itself while it was asked about.
  if (!question || job?.state !== 'uncertain') return null
  if (question.kind === 'adopt') return <Adopt job={job} onClose={close} />
  return <Settle job={job} kind={question.kind} onClose={close} />
}

const Settle = ({
  job,
  kind,
  onClose,
}: {
  readonly job: JobView
  readonly kind: 'send-again' | 'give-up'
  readonly onClose: () => void
}) => {
  const [isBusy, setIsBusy] = useState(false)
  const price = jobPrice(job)
  const isSend = kind === 'send-again'
  const settle = async () => {
    if (isBusy || isRepeatedPress()) return
    setIsBusy(true)
    const isDone = await settleJob(job, { kind })
    setIsBusy(false)
    if (isDone) onClose()
  }
  return (
    <ConfirmDialog
      open
      danger={!isSend}
      title={isSend ? words.sendTitle(price) : words.giveUpTitle}
      description={isSend ? words.sendText : words.giveUpText}
      confirm={isSend ? words.sendDo(price) : words.giveUpDo}
      busy={isBusy}
      onConfirm={() => void settle()}
      onCancel={onClose}
    >
      <RequestsLink />
    </ConfirmDialog>
  )
}

const Adopt = ({ job, onClose }: { readonly job: JobView; readonly onClose: () => void }) => {
  const [requestId, setRequestId] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const id = requestId.trim()
  const adopt = async () => {
    if (isBusy || id === '') return
    setIsBusy(true)
    const isDone = await settleJob(job, { kind: 'adopt', requestId: id })
    setIsBusy(false)
    if (isDone) onClose()
  }
  return (
    <Dialog
      open
      width="small"
      onClose={onClose}
      title={words.adoptTitle}
      footer={
        <>
          <Button onClick={onClose}>{strings.app.cancel}</Button>
          <Button variant="primary" busy={isBusy} disabled={id === ''} onClick={() => void adopt()}>
            {words.adoptDo}
          </Button>
        </>
      }
    >
      <Field label={words.adoptField} layout="stack" hint={words.adoptHint}>
        <TextField value={requestId} maxLength={200} onChange={setRequestId} onEnter={() => void adopt()} />
      </Field>
      <RequestsLink />
    </Dialog>
  )
}

const RequestsLink = () => (
  <p className={styles['link']}>
    <Button size="small" onClick={() => void ask('app.openLink', { link: 'fal-requests' })}>
      {strings.jobs.deeds.requests}
    </Button>
  </p>
)

const CancelAll = ({ onClose }: { readonly onClose: () => void }) => {
  const count = useJobs(
    (jobs) => [...jobs.values()].filter(({ state }) => isOpen(state) && state !== 'uncertain').length,
  )
  const ofCancel = strings.jobs.cancelAsk
  return (
    <ConfirmDialog
      open
      danger
      title={ofCancel.title(count)}
      description={ofCancel.text}
      confirm={ofCancel.confirm}
      cancel={ofCancel.keep}
      onConfirm={() => {
        void cancelAll()
        onClose()
      }}
      onCancel={onClose}
    />
  )
}
