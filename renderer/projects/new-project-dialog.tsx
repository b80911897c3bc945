import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Field } from '../design/kit/field.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { useApp } from '../state/app.ts'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { AspectField } from './aspect-field.tsx'
import styles from './dialogs.module.css'
import { FailureText } from './failure-text.tsx'
import { ImagesField } from './images-field.tsx'
import { beginnings, canCreate, titleOfNew } from './new-project.ts'
import { folderWithin } from './paths.ts'
import { PlaceField } from './place-field.tsx'
import { useNewProject, type NewProjectForm, type Working } from './use-new-project.ts'

const words = strings.projects.create
const close = () => setSession({ dialog: null })

/** Makes a project: empty, of images, or of the sample. It begins with images that were dropped. */
export const NewProjectDialog = () => {
  const dialog = useSession((session) => session.dialog)
  const form = useNewProject(dialog?.kind === 'new-project' ? dialog : {})
  const { given, working } = form
  const isBusy = working !== null
  const create = () => {
    if (canCreate(given) && !isBusy) void form.create()
  }
  return (
    <Dialog
      open
      onClose={close}
      title={words.title}
      footer={
        <>
          <Button onClick={close}>{strings.app.cancel}</Button>
          <Button
            variant="primary"
            busy={isBusy}
            blocked={canCreate(given) ? null : words.needsImages}
            onClick={create}
          >
            {words.create}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Beginnings form={form} />
        <Field label={words.name}>
          <TextField
            value={given.title ?? ''}
            placeholder={titleOfNew({ ...given, title: null }, words)}
            onChange={(title) => form.change({ title })}
            onEnter={create}
            disabled={isBusy || given.beginning === 'sample'}
            autoFocus
            maxLength={1000}
          />
        </Field>
        {given.beginning === 'images' && <ImagesField form={form} />}
        {given.beginning !== 'sample' && (
          <AspectField value={given.aspect} onChange={(aspect) => form.change({ aspect })} />
        )}
        <Where form={form} />
        {working && <HowFar {...working} />}
        <FailureText failure={form.failure} />
      </div>
    </Dialog>
  )
}

const Beginnings = ({ form }: { readonly form: NewProjectForm }) => {
  const { beginning } = form.given
  return (
    <div className={styles['beginnings']}>
      <Segmented
        label={words.from}
        value={beginning}
        segments={beginnings.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(next) => form.change({ beginning: next })}
      />
      <p className={styles['hint']}>{words.kindHints[beginning]}</p>
    </div>
  )
}

const Where = ({ form }: { readonly form: NewProjectForm }) => {
  const { given } = form
  const projectsFolder = useApp((app) => app.projectsFolder)
  return (
    <PlaceField
      label={words.where}
      folder={folderWithin(given.into ?? projectsFolder, titleOfNew(given, words))}
      change={words.change}
      chooseTitle={words.whereTitle}
      disabled={form.working !== null}
      onChoose={(into) => form.change({ into })}
    />
  )
}

const HowFar = ({ stage, fraction }: Working) => {
  const percent = fraction === null ? null : Math.round(fraction * 100)
  const said =
    stage === 'handing-over' && percent !== null ? words.handingOver(percent) : words.creating(percent)
  return (
    <div className={styles['working']}>
      {said}
      <Progress fraction={fraction} label={said} />
    </div>
  )
}
