import { Command, useCommandState } from 'cmdk'
import { Search } from 'lucide-react'
import { useMemo } from 'react'
import { shotName, shotsInOrder } from '../../../shared/domain/board.ts'
import { holdsWordsOf } from '../../app/find-words.ts'
import { Dialog } from '../../design/kit/dialog.tsx'
import { Icon } from '../../design/kit/icon.tsx'
import { Kbd } from '../../design/kit/kbd.tsx'
import { boardStore } from '../../state/open-board.ts'
import { openProject } from '../../state/open-project.ts'
import { projectsToReopen } from '../../../shared/domain/settings.ts'
import { app } from '../../state/app.ts'
import { selectShots, session, setSession } from '../../state/session.ts'
import { strings } from '../../strings/en/index.ts'
import { runAction } from '../action.ts'
import { entriesByGroup } from './entries.ts'
import styles from './palette.module.css'

const words = strings.app.palette
const close = () => setSession({ dialog: null })

/** Closes the palette before the deed, so that what the deed opens stays open and the focus is back where it was. */
const choose = (deed: () => void) => {
  close()
  requestAnimationFrame(deed)
}

/** Every action that can be done just now, and every shot, found by typing. */
export const Palette = () => {
  const groups = useMemo(() => entriesByGroup(), [])
  return (
    <Dialog open onClose={close} title={words.label} className={styles['palette']}>
      <Command label={words.label} loop>
        <div className={styles['field']}>
          <Icon of={Search} />
          {/* The palette is there to be typed in. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Command.Input className={styles['input']} placeholder={words.placeholder} autoFocus />
        </div>
        <Command.List className={styles['list']} label={words.label}>
          <Command.Empty className={styles['none']}>{words.none}</Command.Empty>
          {groups.map(({ group, entries }) => (
            <Command.Group key={group} heading={group} className={styles['group']}>
              {entries.map(({ id, title, keys, also }) => (
                <Command.Item
                  key={id}
                  value={id}
                  keywords={[title, group, ...also]}
                  className={styles['item']}
                  onSelect={() => choose(() => runAction(id))}
                >
                  <span className={styles['title']}>{title}</span>
                  {keys !== null && <Kbd>{keys}</Kbd>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
          <RecentProjects />
          <Shots />
        </Command.List>
        <p className={styles['foot']}>{words.foot}</p>
      </Command>
    </Dialog>
  )
}

const RecentProjects = () => {
  const recent = projectsToReopen(app().settings.recentProjects, boardStore.getState()?.folder)
  if (recent.length === 0) return null
  return (
    <Command.Group heading={strings.app.top.recent} className={styles['group']}>
      {recent.map(({ folder, title }) => (
        <Command.Item
          key={folder}
          value={folder}
          keywords={[title, strings.app.top.recent]}
          className={styles['item']}
          onSelect={() => choose(() => void openProject(folder))}
        >
          <span className={styles['title']} title={folder}>
            {title.trim() || strings.app.top.untitled}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

/** More would be slow to show, and nobody reads them. */
const shotsAtMost = 300

const Shots = () => {
  const search = useCommandState((state) => state.search)
  const document = session().screen === 'editor' ? boardStore.getState()?.document : undefined
  const named = useMemo(
    () =>
      document
        ? shotsInOrder(document).map((shot) => ({
            id: shot.id,
            label: shot.label,
            name: shotName(document, shot),
          }))
        : [],
    [document],
  )
  // A board of a few is searched by the palette itself, which forgives more.
  const found = useMemo(() => {
    if (named.length <= shotsAtMost) return named
    const matches = holdsWordsOf(search)
    return named.filter(({ label, name }) => matches(`${label} ${name}`)).slice(0, shotsAtMost)
  }, [named, search])
  if (named.length === 0) return null
  return (
    <Command.Group heading={words.shots} className={styles['group']}>
      {found.map(({ id, label, name }) => (
        <Command.Item
          key={id}
          value={id}
          keywords={[label, name, words.shots]}
          className={styles['item']}
          onSelect={() => choose(() => selectShots([id]))}
        >
          <b>{label}</b>
          <span className={styles['title']}>{name || strings.app.top.untitled}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
