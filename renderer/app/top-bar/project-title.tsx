import { useRef, useState } from 'react'
import { classNames } from '../../design/class-names.ts'
import { Tooltip } from '../../design/kit/tooltip.tsx'
import { edit, seal, useBoard } from '../../state/board.ts'
import { strings } from '../../strings/en/index.ts'
import styles from './top-bar.module.css'

const words = strings.app.top

/** The project's title; a click, or Enter, lets it be edited where it stands. */
export const ProjectTitle = () => {
  const title = useBoard(({ document }) => document.title)
  const mayEdit = useBoard(({ access }) => access.kind === 'write')
  const [draft, setDraft] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const shown = title.trim() || words.untitled
  const look = classNames(styles['title'], title.trim() === '' && styles['untitled'])

  const end = (keep: boolean, toButton: boolean) => {
    if (keep && draft !== null && draft.trim() !== title) {
      edit({ type: 'project.edit', title: draft.trim() }, words.renamed)
      seal()
    }
    setDraft(null)
    if (toButton) requestAnimationFrame(() => button.current?.focus())
  }

  if (!mayEdit) return <h1 className={look}>{shown}</h1>
  if (draft === null)
    return (
      <h1 className={styles['heading']}>
        <Tooltip text={words.rename}>
          <button
            ref={button}
            type="button"
            className={look}
            data-project-title
            onClick={() => setDraft(title)}
          >
            {shown}
          </button>
        </Tooltip>
      </h1>
    )
  return (
    <input
      className={styles['titleField']}
      aria-label={words.title}
      value={draft}
      maxLength={1000}
      // It takes the place of the button that was pressed.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => end(true, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') end(true, true)
        if (event.key === 'Escape') end(false, true)
      }}
    />
  )
}
