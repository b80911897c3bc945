import {
  Archive,
  CopyPlus,
  FolderInput,
  FolderOpen,
  HardDrive,
  Pencil,
  Pin,
  PinOff,
  Trash2,
  Unlink,
} from 'lucide-react'
import type { ProjectCard } from '../../shared/views.ts'
import { separator, type MenuEntry } from '../design/kit/menu-entries.ts'
import { app } from '../state/app.ts'
import { strings } from '../strings/en/index.ts'
import { openCard, pin, projectsFolder, showFolder, unlist } from './deeds.ts'
import { parentOf } from './paths.ts'
import { beginDeed, refreshProjects } from './projects-store.ts'

const words = strings.projects.menu

/** Everything that can be done to a project, by its state: little where its folder is away. */
export const projectMenu = (card: ProjectCard): readonly MenuEntry[] => {
  const { state, pinned } = card
  const pinning: MenuEntry = {
    kind: 'item',
    label: pinned ? words.unpin : words.pin,
    icon: pinned ? PinOff : Pin,
    run: () => void pin(card, !pinned),
  }
  // What lies in the projects folder is listed because it lies there.
  const listing: readonly MenuEntry[] =
    state !== 'away' && parentOf(card.folder) === projectsFolder()
      ? []
      : [separator, { kind: 'item', label: words.unlist, icon: Unlink, run: () => void unlist(card) }]
  if (state === 'away')
    return [{ kind: 'item', label: words.lookAgain, run: () => void refreshProjects() }, pinning, ...listing]
  const open: MenuEntry = { kind: 'item', label: words.open, run: () => void openCard(card) }
  const reveal: readonly MenuEntry[] = app().abilities.reveal
    ? [{ kind: 'item', label: words.reveal, icon: FolderOpen, run: () => void showFolder(card) }]
    : []
  if (state === 'damaged' || state === 'too-new') return [open, pinning, ...reveal, ...listing]
  return [
    open,
    pinning,
    separator,
    { kind: 'item', label: words.rename, icon: Pencil, hint: 'F2', run: () => beginDeed('rename', card) },
    { kind: 'item', label: words.duplicate, icon: CopyPlus, run: () => beginDeed('duplicate', card) },
    { kind: 'item', label: words.move, icon: FolderInput, run: () => beginDeed('move', card) },
    { kind: 'item', label: words.archive, icon: Archive, run: () => beginDeed('archive', card) },
    { kind: 'item', label: words.usage, icon: HardDrive, run: () => beginDeed('usage', card) },
    ...reveal,
    ...listing,
    separator,
    {
      kind: 'item',
      label: words.bin,
      icon: Trash2,
      danger: true,
      hint: 'Del',
      run: () => beginDeed('bin', card),
    },
  ]
}
