import { Settings2 } from 'lucide-react'
import type { Shot } from '../../shared/domain/document.ts'
import { promptLimit } from '../../shared/domain/endpoints.ts'
import { IconButton } from '../design/kit/icon-button.tsx'
import { useBoard } from '../state/board.ts'
import { isSame } from '../state/mirror.ts'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { longestWordsOf, sentWordsOf, type SentWords } from './sent-words.ts'
import styles from './sent-prompt.module.css'

const words = strings.inspector.sent

/** The prompt just as it is sent, always in sight: the shot's own words, and dimmer those of the board. */
export const SentPrompt = ({ shots }: { readonly shots: readonly Shot[] }) => {
  const slot = useSession((session) => session.slot)
  const gap = slot?.kind === 'gap' ? slot.index : null
  const [only, ...others] = shots
  const sent = useBoard(
    ({ document }) =>
      only && others.length === 0 ? sentWordsOf(document, only, gap) : longestWordsOf(document, shots),
    isSame,
  )
  const isOver = sent.over > 0
  return (
    <section className={styles['sent']} aria-label={words.region} data-over={isOver || undefined}>
      <div className={styles['head']}>
        <h3 className={styles['title']}>{titleOf(sent, shots.length)}</h3>
        <span className={styles['count']}>{words.count(sent.characters, promptLimit)}</span>
        <IconButton
          size="small"
          icon={Settings2}
          label={words.template}
          onClick={() => setSession({ dialog: { kind: 'settings', page: 'template' } })}
        />
      </div>
      {/* It scrolls, so that it has to be within reach of keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <p className={styles['words']} tabIndex={0} aria-label={words.region} role="group" data-selectable>
        {sent.pieces.length === 0 && <span className={styles['board']}>{words.none}</span>}
        {sent.pieces.map((piece, at) => (
          <span
            // Pieces have no names of their own; their order is all they are.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            className={piece.source === 'board' ? styles['board'] : undefined}
            title={piece.source === 'board' ? words.board : undefined}
          >
            {piece.text}
          </span>
        ))}
      </p>
      <Wrong sent={sent} />
    </section>
  )
}

const titleOf = ({ shot, gap }: SentWords, count: number): string =>
  count > 1 ? words.longest(shot.label) : gap === null ? words.title : words.gap(gap)

const Wrong = ({ sent }: { readonly sent: SentWords }) => {
  const { over, gapsOver, cleaned, gap } = sent
  const others = gapsOver.filter((number) => number !== gap)
  return (
    <>
      {over > 0 && (
        <p className={styles['wrong']} role="alert">
          {words.over(over)}
        </p>
      )}
      {others.length > 0 && <p className={styles['wrong']}>{words.gapsOver(others)}</p>}
      {cleaned > 0 && <p className={styles['said']}>{words.cleaned(cleaned)}</p>}
    </>
  )
}
