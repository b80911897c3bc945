import { useEffect } from 'react'
import { chooseFolder } from '../folders/choose-folder.ts'
import { FolderPicker } from '../folders/folder-picker.tsx'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { openFolder } from './deeds.ts'
import { NewProjectDialog } from './new-project-dialog.tsx'

/** The dialogs that make or open a project, over whatever is shown, and the picker of folders that they ask. */
export const ProjectDialogs = () => {
  const kind = useSession(({ dialog }) => dialog?.kind ?? null)
  useEffect(() => {
    if (kind === 'open-folder') void openAnother()
  }, [kind])
  return (
    <>
      {kind === 'new-project' && <NewProjectDialog />}
      <FolderPicker />
    </>
  )
}

const openAnother = async () => {
  setSession({ dialog: null })
  const folder = await chooseFolder({ title: strings.projects.open.title })
  if (folder !== null) await openFolder(folder)
}
