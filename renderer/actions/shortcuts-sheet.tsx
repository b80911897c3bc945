import { Search } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Kbd } from '../design/kit/kbd.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { allActions, titleOf } from './action.ts'
import { isFound } from './key-map.ts'
import { keysForPeople } from './keys.ts'
import { isMac, keysOf } from './shortcuts.ts'
import styles from './shortcuts-sheet.module.css'

const words = strings.app.shortcuts

/** All keys at a glance. */
export const ShortcutsSheet = () => {
  const [typed, setTyped] = useState('')
  const found = allActions()
    .map((action) => ({ id: action.id, group: action.group, title: titleOf(action), keys: keysOf(action) }))
    .filter((action) => action.keys.length > 0 && isFound(action, typed))
  const groups = [...Map.groupBy(found, ({ group }) => group)]
  return (
    <Dialog
      open
      onClose={() => setSession({ dialog: null })}
      title={words.title}
      width="large"
      footer={
        <Button onClick={() => setSession({ dialog: { kind: 'settings', page: 'shortcuts' } })}>
          {words.change}
        </Button>
      }
    >
      <TextField
        type="search"
        icon={Search}
        aria-label={words.search}
        placeholder={words.search}
        value={typed}
        onChange={setTyped}
      />
      {groups.length === 0 && <p className={styles['none']}>{words.none}</p>}
      <div className={styles['columns']}>
        {groups.map(([group, actions]) => (
          <section key={group} className={styles['group']}>
            <h3 className={styles['heading']}>{group}</h3>
            <dl>
              {actions.map(({ id, title, keys }) => (
                <div key={id} className={styles['line']}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((each) => (
                      <Kbd key={each}>{keysForPeople(each, isMac())}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
