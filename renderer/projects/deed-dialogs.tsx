import { assertNever } from '../../shared/errors.ts'
import { BinDialog } from './bin-dialog.tsx'
import { DuplicateDialog, RenameDialog } from './name-dialogs.tsx'
import { ArchiveDialog, MoveDialog } from './place-dialogs.tsx'
import { useProjects } from './projects-store.ts'
import { UsageDialog } from './usage-dialog.tsx'

/** The dialog of what is done to one project just now. */
export const DeedDialogs = () => {
  const deed = useProjects((state) => state.deed)
  if (!deed) return null
  const { kind, card } = deed
  switch (kind) {
    case 'rename':
      return <RenameDialog card={card} />
    case 'duplicate':
      return <DuplicateDialog card={card} />
    case 'move':
      return <MoveDialog card={card} />
    case 'archive':
      return <ArchiveDialog card={card} />
    case 'bin':
      return <BinDialog card={card} />
    case 'usage':
      return <UsageDialog card={card} />
    default:
      return assertNever(kind)
  }
}
