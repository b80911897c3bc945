import { Plus, RotateCcw, Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '../a11y/announce.ts'
import { allActions, titleOf, type Action } from '../actions/action.ts'
import { conflictsOf, isFound, keysIn, withKeys, withOwnKeys, withoutKeys } from '../actions/key-map.ts'
import { keysForPeople, keysOfPress } from '../actions/keys.ts'
import { isMac } from '../actions/shortcuts.ts'
import { Button } from '../design/kit/button.tsx'
import { ConfirmDialog } from '../design/kit/confirm-dialog.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Kbd } from '../design/kit/kbd.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { changeSettings } from './change-settings.ts'
import styles from './shortcuts-page.module.css'

const words = strings.settings.shortcuts
type Keys = ReturnType<typeof withKeys>

const save = (shortcuts: Keys) =>
  changeSettings({
    shortcuts: Object.fromEntries(Object.entries(shortcuts).map(([id, keys]) => [id, [...keys]])),
  })

/** The keys of every action, to be changed. */
export const ShortcutsPage = () => {
  const shortcuts = useApp(({ settings }) => settings.shortcuts)
  const [typed, setTyped] = useState('')
  const [recording, setRecording] = useState<string | null>(null)
  const [isResetting, setResetting] = useState(false)
  const found = allActions().filter((action) =>
    isFound({ title: titleOf(action), group: action.group, keys: keysIn(shortcuts, action) }, typed),
  )
  const groups = [...Map.groupBy(found, ({ group }) => group)]
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <TextField
          className={styles['search']}
          type="search"
          icon={Search}
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={setTyped}
        />
        <Button disabled={Object.keys(shortcuts).length === 0} onClick={() => setResetting(true)}>
          {words.reset}
        </Button>
      </div>
      <p className={styles['hint']}>{words.sharedHint}</p>
      {groups.length === 0 && <p className={styles['none']}>{words.none}</p>}
      {groups.map(([group, actions]) => (
        <section key={group}>
          <h3 className={styles['heading']}>{group}</h3>
          <ul>
            {actions.map((action) => (
              <ActionKeys
                key={action.id}
                action={action}
                shortcuts={shortcuts}
                isRecording={recording === action.id}
                onRecord={(on) => setRecording(on ? action.id : null)}
              />
            ))}
          </ul>
        </section>
      ))}
      <ConfirmDialog
        open={isResetting}
        title={words.resetTitle}
        description={words.resetText}
        confirm={words.reset}
        onCancel={() => setResetting(false)}
        onConfirm={() => {
          setResetting(false)
          void save({})
        }}
      />
    </div>
  )
}

const ActionKeys = ({
  action,
  shortcuts,
  isRecording,
  onRecord,
}: {
  readonly action: Action
  readonly shortcuts: Keys
  readonly isRecording: boolean
  readonly onRecord: (on: boolean) => void
}) => {
  const title = titleOf(action)
  const keys = keysIn(shortcuts, action)
  const shared = new Set(
    keys.flatMap((each) => conflictsOf(action, each, allActions(), shortcuts).map(titleOf)),
  )
  return (
    <li className={styles['line']}>
      <span className={styles['title']}>
        {title}
        {shared.size > 0 && <span className={styles['shared']}>{words.shared([...shared].join(', '))}</span>}
      </span>
      <span className={styles['keys']}>
        {keys.map((each) => (
          <span key={each} className={styles['key']}>
            <Kbd>{keysForPeople(each, isMac())}</Kbd>
            <IconButton
              icon={X}
              size="small"
              label={words.remove(keysForPeople(each, isMac()), title)}
              onClick={() => void save(withoutKeys(shortcuts, action, each))}
            />
          </span>
        ))}
        {isRecording ? (
          <Recorder
            onEnd={(pressed) => {
              onRecord(false)
              if (pressed === null) return
              announce(words.given(keysForPeople(pressed, isMac()), title))
              void save(withKeys(shortcuts, action, pressed))
            }}
          />
        ) : (
          <IconButton icon={Plus} size="small" label={words.add(title)} onClick={() => onRecord(true)} />
        )}
        {shortcuts[action.id] !== undefined && (
          <IconButton
            icon={RotateCcw}
            size="small"
            label={words.ownOf(title)}
            onClick={() => void save(withOwnKeys(shortcuts, action))}
          />
        )}
      </span>
    </li>
  )
}

/** Waits for keys; Escape, or leaving it, gives none. */
const Recorder = ({ onEnd }: { readonly onEnd: (keys: string | null) => void }) => {
  useEffect(() => {
    // Before anything else in the window, whose keys they may be.
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOfPress(event, isMac())
      event.preventDefault()
      event.stopPropagation()
      if (keys !== null) onEnd(keys === 'Escape' ? null : keys)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  })
  return (
    <button
      type="button"
      className={styles['recorder']}
      // It takes the place of the button that was pressed.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onBlur={() => onEnd(null)}
    >
      {words.press}
    </button>
  )
}
