import type { Gap, Shot } from '../../shared/domain/document.ts'
import { promptLimit } from '../../shared/domain/endpoints.ts'
import { composeGapPrompt, composePrompt } from '../../shared/domain/prompt.ts'
import { characterCount, textLimit } from '../../shared/domain/text.ts'
import { Button } from '../design/kit/button.tsx'
import { Popover } from '../design/kit/popover.tsx'
import { TextArea } from '../design/kit/text-area.tsx'
import { edit, seal, useBoard } from '../state/board.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import styles from './gap-prompt.module.css'
import { openField, useIsOpen } from './track-ui.ts'

const words = strings.timeline.prompt

/** Under a post taller than this, in pixels, there is room for one line alone. */
const tallPost = 56

/** The prompt of a gap under it, which opens to be written. `spare`: how far it may reach under the posts beside it. */
export const GapPrompt = ({
  shot,
  gap,
  index,
  spare,
  top,
}: {
  readonly shot: Shot
  readonly gap: Gap
  readonly index: number
  readonly spare: number
  readonly top: number
}) => {
  const isOpen = useIsOpen({ shotId: shot.id, gap: index, field: 'prompt' })
  const open = () => {
    setSession({ slot: { kind: 'gap', index } })
    openField({ shotId: shot.id, gap: index, field: 'prompt' })
  }
  const isOwn = gap.prompt.trim() !== ''
  const text = isOwn ? gap.prompt : strings.timeline.track.shotsPrompt
  return (
    <Popover
      label={words.label(index + 1)}
      side="top"
      align="center"
      open={isOpen}
      onOpenChange={(next) => (next ? open() : close())}
      trigger={
        <button
          type="button"
          className={styles['prompt']}
          style={{ left: -spare + 4, right: -spare + 4, top }}
          tabIndex={-1}
          aria-label={words.open(text, index + 1)}
          data-lines={top > tallPost ? 1 : 2}
          title={isOwn ? gap.prompt : undefined}
          data-of={`gap-${index}`}
          data-own={isOwn || undefined}
        >
          <span>{text}</span>
        </button>
      }
    >
      <PromptField shot={shot} gap={gap} index={index} onDone={close} />
    </Popover>
  )
}

const PromptField = ({
  shot,
  gap,
  index,
  onDone,
}: {
  readonly shot: Shot
  readonly gap: Gap
  readonly index: number
  readonly onDone: () => void
}) => {
  const shots = useBoard(({ document }) => composePrompt(document, shot))
  const count = useBoard(({ document }) => characterCount(composeGapPrompt(document, shot, gap)))
  const write = (prompt: string) =>
    edit(
      { type: 'gap.edit', shotId: shot.id, index, prompt: prompt.slice(0, textLimit) },
      strings.timeline.steps.gapPrompt,
    )
  return (
    <div className={styles['editor']}>
      <strong className={styles['title']}>{words.title(index + 1, gap.seconds)}</strong>
      <TextArea
        aria-label={words.label(index + 1)}
        rows={3}
        value={gap.prompt}
        placeholder={shots || words.none}
        onChange={write}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          onDone()
        }}
      />
      <p className={styles['hint']}>{words.hint}</p>
      <div className={styles['end']}>
        <span className={styles['count']} data-over={count > promptLimit || undefined}>
          {words.characters(count)}
        </span>
        {gap.prompt !== '' && (
          <Button size="small" variant="quiet" onClick={() => write('')}>
            {words.clear}
          </Button>
        )}
        <Button size="small" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  )
}

const close = () => {
  openField(null)
  seal()
}
