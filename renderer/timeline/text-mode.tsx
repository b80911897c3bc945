import type { Shot } from '../../shared/domain/document.ts'
import { isDescribed, composePrompt } from '../../shared/domain/prompt.ts'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import styles from './text-mode.module.css'

/** A shot of words alone: the prompt that will be sent. */
export const TextMode = ({ shot }: { readonly shot: Shot }) => {
  const prompt = useBoard(({ document }) => composePrompt(document, shot))
  return isDescribed(shot) ? (
    // Long prompts scroll, also by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <p
      className={styles['prompt']}
      role="region"
      aria-label={strings.timeline.text.title(shot.label)}
      tabIndex={0}
      data-selectable
    >
      {prompt}
    </p>
  ) : (
    <p className={styles['empty']}>{strings.timeline.text.empty}</p>
  )
}
