import { useRef, useState, type KeyboardEvent } from 'react'
import type { ProjectCard } from '../../shared/views.ts'
import { strings } from '../strings/en/index.ts'
import { movedInGrid } from './grid-move.ts'
import { ProjectItem } from './project-item.tsx'
import styles from './project-list.module.css'
import { beginDeed, useProjectLayout, type ProjectDeed } from './projects-store.ts'
import { useNow } from './use-now.ts'

const words = strings.projects

/** The projects, as cards or as a list. Arrow keys go from one to the next; Enter opens, F2 renames, Delete deletes. */
export const ProjectList = ({ cards }: { readonly cards: readonly ProjectCard[] }) => {
  const layout = useProjectLayout()
  const list = useRef<HTMLUListElement>(null)
  const [reached, setReached] = useState<string | null>(null)
  const nowMs = useNow()
  const reachable = cards.find(({ folder }) => folder === reached)?.folder ?? cards[0]?.folder

  const onKeyDown = (event: KeyboardEvent) => {
    const at = cards.findIndex(({ folder }) => folder === focusedFolder(event))
    const card = cards[at]
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return
    const deed = card.state === 'ready' ? deedKeys[event.key] : undefined
    if (deed) {
      event.preventDefault()
      beginDeed(deed, card)
      return
    }
    const next = movedInGrid(event.key, at, cards.length, layout === 'list' ? 1 : columnsOf(list.current))
    if (next === null) return
    event.preventDefault()
    const folder = cards[next]?.folder
    const button = [...(list.current?.querySelectorAll<HTMLElement>('[data-folder]') ?? [])].find(
      (element) => element.dataset['folder'] === folder,
    )
    button?.focus()
  }

  return (
    <div className={styles['room']} data-layout={layout}>
      {layout === 'list' && <Heads />}
      <ul ref={list} className={styles['list']} aria-label={words.list} onKeyDown={onKeyDown}>
        {cards.map((card) => (
          <ProjectItem
            key={card.folder}
            card={card}
            nowMs={nowMs}
            isReachable={card.folder === reachable}
            onFocus={() => setReached(card.folder)}
          />
        ))}
      </ul>
    </div>
  )
}

const deedKeys: Readonly<Record<string, ProjectDeed>> = { F2: 'rename', Delete: 'bin' }

const focusedFolder = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement ? target.dataset['folder'] : undefined

/** How many stand in the first row. */
const columnsOf = (list: HTMLElement | null): number => {
  const items = [...(list?.children ?? [])].filter((child) => child instanceof HTMLElement)
  const [first] = items
  return Math.max(1, items.filter(({ offsetTop }) => offsetTop === first?.offsetTop).length)
}

const Heads = () => (
  <div className={styles['heads']} aria-hidden>
    <span />
    <span>{words.columns.title}</span>
    <span>{words.columns.shots}</span>
    <span>{words.columns.changed}</span>
    <span className={styles['right']}>{words.columns.size}</span>
    <span className={styles['right']}>{words.columns.spent}</span>
    <span />
  </div>
)

/** Places where the cards will be, while they are looked for. */
export const ProjectSkeleton = () => (
  <div className={styles['room']} data-layout="cards" role="status" aria-label={words.loading}>
    <div className={styles['list']} aria-hidden>
      {Array.from({ length: 8 }, (_, at) => (
        // They are all alike.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles['ghost']}>
          <span />
        </div>
      ))}
    </div>
  </div>
)
