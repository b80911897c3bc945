import { useFolderRequest } from '../folders/choose-folder.ts'
import { useSession } from '../state/session.ts'
import { Awaited } from './later.tsx'
import { diagnostics, palette, projectDialogs, settings, shortcutsSheet, spending } from './parts.ts'

/** The dialogs of the window itself and those that may lie over any screen. Those of an area are that area's. */
export const AppDialogs = () => {
  const isFolderAsked = useFolderRequest() !== null
  const kind = useSession(({ dialog }) => dialog?.kind)
  const isOfProjects = kind === 'new-project' || kind === 'open-folder' || isFolderAsked
  return (
    <Awaited>
      <OpenDialog />
      {isOfProjects && <projectDialogs.Part />}
    </Awaited>
  )
}

const OpenDialog = () => {
  const dialog = useSession((session) => session.dialog)
  switch (dialog?.kind) {
    case 'palette':
      return <palette.Part />
    case 'shortcuts':
      return <shortcutsSheet.Part />
    case 'diagnostics':
      return <diagnostics.Part />
    case 'settings':
      return <settings.Part page={dialog.page ?? 'general'} />
    case 'spending':
      return <spending.Part />
    case undefined:
    default:
      return null
  }
}
