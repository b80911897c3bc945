import { useRef, type PointerEvent } from 'react'
import type { Gap as GapRecord, Shot } from '../../shared/domain/document.ts'
import { ContextMenu } from '../design/kit/context-menu.tsx'
import { useRejected } from '../jobs/rejection.ts'
import { setSession, useSession } from '../state/session.ts'
import { seal } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { gapMenu } from './frames-menus.ts'
import { GapPrompt } from './gap-prompt.tsx'
import { GapSeconds } from './gap-seconds.tsx'
import styles from './gap.module.css'
import type { Span } from './timeline-layout.ts'
import { openField, useIsOpen } from './track-ui.ts'

const words = strings.timeline.track

/** The span between two posts: its seconds, its prompt and the edge that changes it. */
export const Gap = ({
  shot,
  gap,
  index,
  span,
  postWidth,
  postHeight,
  isStop,
  isMoving,
  onTakeEdge,
}: {
  readonly shot: Shot
  readonly gap: GapRecord
  readonly index: number
  readonly span: Span
  readonly postWidth: number
  readonly postHeight: number
  readonly isStop: boolean
  /** Its edge is on its way. */
  readonly isMoving: boolean
  readonly onTakeEdge: (index: number, event: PointerEvent) => void
}) => {
  const pill = useRef<HTMLButtonElement>(null)
  const isSelected = useSession(({ slot }) => slot?.kind === 'gap' && slot.index === index)
  const isTyping = useIsOpen({ shotId: shot.id, gap: index, field: 'seconds' })
  const rejected = useRejected([shot], `transitions.${index}`)
  const select = () => setSession({ slot: { kind: 'gap', index } })
  const type = () => {
    select()
    openField({ shotId: shot.id, gap: index, field: 'seconds' })
  }
  return (
    <ContextMenu items={() => gapMenu(shot, index)} label={strings.timeline.menu.gap(index + 1)}>
      <div
        className={styles['gap']}
        style={{ left: span.x, width: span.width }}
        data-selected={isSelected || isMoving || undefined}
        data-rejected={rejected === null ? undefined : true}
        onContextMenu={select}
      >
        <div
          className={styles['line']}
          style={{ height: postHeight }}
          onPointerDown={select}
          onDoubleClick={type}
        >
          <button
            ref={pill}
            type="button"
            className={styles['seconds']}
            tabIndex={isStop ? 0 : -1}
            aria-pressed={isSelected}
            aria-label={words.gap(index + 1, gap.seconds, gap.prompt)}
            aria-description={rejected ?? undefined}
            title={rejected ?? undefined}
            data-stop={`gap-${index}`}
            onFocus={select}
            onBlur={seal}
          >
            {strings.timeline.seconds(gap.seconds)}
          </button>
          {isTyping && (
            <GapSeconds
              shot={shot}
              index={index}
              onClose={(byKey) => {
                openField(null)
                if (byKey) pill.current?.focus()
              }}
            />
          )}
        </div>
        <span
          className={styles['grip']}
          style={{ height: postHeight }}
          title={words.edge(index + 1)}
          data-grip={index}
          data-moving={isMoving || undefined}
          onPointerDown={(event) => {
            pill.current?.focus()
            onTakeEdge(index, event)
          }}
        />
        <GapPrompt shot={shot} gap={gap} index={index} spare={postWidth / 2} top={postHeight} />
      </div>
    </ContextMenu>
  )
}
