import { markOf } from '../../shared/domain/board.ts'
import { recordOf, type Take } from '../../shared/domain/document.ts'
import { endpointTitles } from '../../shared/domain/endpoints.ts'
import { textLimit } from '../../shared/domain/text.ts'
import { copyText } from '../app/copy-text.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Field } from '../design/kit/field.tsx'
import { TextArea } from '../design/kit/text-area.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { edit, seal, useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { minuteWords } from '../strings/en/times.ts'
import { openMarks, useMarking } from './take-ui.ts'
import { lengthWords, takePrice } from './take-words.ts'
import styles from './takes.module.css'

const words = strings.takes.marks
const { steps } = strings.takes

const close = () => {
  seal()
  openMarks(null)
}

/** Name and note of a take, and what made it. */
export const MarksDialog = () => {
  const marking = useMarking()
  const take = useBoard(({ document }) => (marking ? (recordOf(document.takes, marking) ?? null) : null))
  if (!take) return null
  return (
    <Dialog
      open
      onClose={close}
      title={words.title(take.number)}
      footer={
        <Button variant="primary" onClick={close}>
          {words.done}
        </Button>
      }
    >
      <Marks take={take} onDone={close} />
    </Dialog>
  )
}

const Marks = ({ take, onDone }: { readonly take: Take; readonly onDone: () => void }) => {
  const mark = useBoard(({ document }) => markOf(document, take.id))
  return (
    <div className={styles['marks']}>
      <Field label={words.name}>
        <TextField
          value={mark.name}
          placeholder={words.nameHint}
          maxLength={200}
          onChange={(name) => edit({ type: 'take.mark', takeId: take.id, name }, steps.name(take.number))}
          onBlur={seal}
          onEnter={onDone}
        />
      </Field>
      <Field label={words.note}>
        <TextArea
          rows={3}
          value={mark.note}
          placeholder={words.noteHint}
          maxLength={textLimit}
          onChange={(note) => edit({ type: 'take.mark', takeId: take.id, note }, steps.note(take.number))}
          onBlur={seal}
        />
      </Field>
      <Details take={take} />
    </div>
  )
}

const Details = ({ take }: { readonly take: Take }) => {
  const { requestId } = take
  const engine = take.engine === 'rehearsal' ? strings.takes.engines.rehearsal : endpointTitles[take.endpoint]
  return (
    <dl className={styles['details']} aria-label={words.details} data-selectable>
      <dt>{words.model}</dt>
      <dd>
        {engine} · {strings.takes.qualities[take.quality]}
      </dd>
      <dt>{words.price}</dt>
      <dd>{takePrice(take)}</dd>
      <dt>{words.size}</dt>
      <dd>
        {take.width} × {take.height}
      </dd>
      <dt>{words.length}</dt>
      <dd>{lengthWords(take.durationMs)}</dd>
      <dt>{words.seed}</dt>
      <dd>{take.seed}</dd>
      <dt>{words.made}</dt>
      <dd>{minuteWords(Date.parse(take.createdAt))}</dd>
      <dt>{words.file}</dt>
      <dd>{take.file}</dd>
      {requestId !== null && (
        <>
          <dt>{words.request}</dt>
          <dd>
            {requestId}{' '}
            <Button size="small" onClick={() => void copyText(requestId, words.copied)}>
              {words.copyRequest}
            </Button>
          </dd>
        </>
      )}
      <dt>{words.prompt}</dt>
      {/* It may scroll, so that it has to be within reach of keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <dd className={styles['prompt']} tabIndex={0}>
        {take.prompt || '–'}
      </dd>
    </dl>
  )
}
