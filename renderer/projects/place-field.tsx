import { Button, type ButtonProps } from '../design/kit/button.tsx'
import { classNames } from '../design/class-names.ts'
import { Field, useField } from '../design/kit/field.tsx'
import { chooseFolder } from '../folders/choose-folder.ts'
import styles from './dialogs.module.css'

/** A folder, and the button that chooses another. */
export const PlaceField = ({
  label,
  folder,
  notChosen,
  change,
  chooseTitle,
  hint,
  disabled = false,
  onChoose,
}: {
  readonly label: string
  readonly folder: string | null
  /** What stands there while none is chosen. */
  readonly notChosen?: string
  readonly change: string
  readonly chooseTitle: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly onChoose: (folder: string) => void
}) => {
  const choose = async () => {
    const chosen = await chooseFolder({ title: chooseTitle })
    if (chosen !== null) onChoose(chosen)
  }
  return (
    <Field label={label} hint={hint}>
      <span className={styles['place']}>
        <span className={classNames(styles['path'], folder === null && styles['notChosen'])} data-selectable>
          {folder ?? notChosen}
        </span>
        <ChooseButton disabled={disabled} onClick={() => void choose()}>
          {change}
        </ChooseButton>
      </span>
    </Field>
  )
}

/** The button takes the label of the field. */
const ChooseButton = (props: Pick<ButtonProps, 'disabled' | 'onClick' | 'children'>) => (
  <Button {...useField()} {...props} size="small" />
)
