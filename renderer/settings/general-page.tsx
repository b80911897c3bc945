import { appearances } from '../../shared/domain/settings.ts'
import { Button } from '../design/kit/button.tsx'
import { Field } from '../design/kit/field.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { Switch } from '../design/kit/switch.tsx'
import { chooseFolder } from '../folders/choose-folder.ts'
import { useApp } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { changeSettings } from './change-settings.ts'
import styles from './settings.module.css'

const words = strings.settings.general

/** Looks of the window, where projects are, whether the program goes on alone. */
export const GeneralPage = () => {
  const appearance = useApp(({ settings }) => settings.appearance)
  const staysOpen = useApp(({ settings }) => settings.staysOpen)
  const folder = useApp((app) => app.projectsFolder)
  const isUsual = useApp(({ settings }) => settings.projectsFolder === undefined)
  const isBrowser = useApp((app) => app.frontDoor === 'browser')

  const choose = async () => {
    const chosen = await chooseFolder({ title: words.chooseTitle, from: folder })
    if (chosen !== null) await changeSettings({ projectsFolder: chosen })
  }

  return (
    <div className={styles['form']}>
      <Field label={words.appearance}>
        <Segmented
          className={styles['fit']}
          label={words.appearance}
          value={appearance}
          segments={appearances.map((value) => ({ value, label: words.appearances[value] }))}
          onChange={(next) => void changeSettings({ appearance: next })}
        />
      </Field>
      <Field label={words.projects} hint={words.projectsHint}>
        <span className={styles['path']}>
          <span className={styles['folder']} data-selectable>
            {folder}
          </span>
          {!isUsual && (
            <Button variant="quiet" onClick={() => void changeSettings({ projectsFolder: null })}>
              {words.usual}
            </Button>
          )}
          <Button onClick={() => void choose()}>{words.choose}</Button>
        </span>
      </Field>
      {isBrowser && (
        <Field label={words.stays} hint={words.staysHint}>
          <Switch on={staysOpen} onChange={(on) => void changeSettings({ staysOpen: on })} />
        </Field>
      )}
    </div>
  )
}
