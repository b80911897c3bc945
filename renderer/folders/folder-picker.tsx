import { CornerLeftUp, Folder, FolderPlus, FolderKanban } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { FolderListing } from '../../shared/views.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { strings } from '../strings/en/index.ts'
import { useFolderRequest, type FolderRequest } from './choose-folder.ts'
import styles from './folder-picker.module.css'
import { useListing } from './use-listing.ts'

const words = strings.folders

/** The folder picker of the window's own, while a folder is asked for. */
export const FolderPicker = () => {
  const request = useFolderRequest()
  return request && <Picker request={request} />
}

const Picker = ({ request }: { readonly request: FolderRequest }) => {
  const { listing, failure, go, make } = useListing(request.from)
  const close = () => request.answer(null)
  return (
    <Dialog
      open
      onClose={close}
      title={request.title}
      footer={
        <>
          {listing && <NewFolder key={listing.folder} onMake={(name) => make(listing.folder, name)} />}
          <Button onClick={close}>{strings.app.cancel}</Button>
          <Button
            variant="primary"
            disabled={!listing}
            onClick={() => listing && request.answer(listing.folder)}
          >
            {listing?.isProject ? words.openProject : words.choose}
          </Button>
        </>
      }
    >
      <div className={styles['here']}>
        <IconButton
          icon={CornerLeftUp}
          label={words.up}
          disabled={!listing?.parent}
          onClick={() => void go(listing?.parent ?? null)}
        />
        <span className={styles['path']} aria-live="polite" data-selectable>
          {listing?.folder ?? words.loading}
        </span>
      </div>
      {failure && (
        <p className={styles['failure']} role="alert">
          {strings.errors.describe(failure).text}
        </p>
      )}
      <Folders listing={listing} onGo={(folder) => void go(folder)} />
    </Dialog>
  )
}

const Folders = ({
  listing,
  onGo,
}: {
  readonly listing: FolderListing | null
  readonly onGo: (folder: string) => void
}) => {
  const name = listing?.folder.split(/[/\\]/).at(-1) ?? ''
  const list = useRef<HTMLUListElement>(null)
  // The list keeps the focus from folder to folder.
  useEffect(() => {
    if (listing) (list.current?.querySelector('button') ?? list.current)?.focus()
  }, [listing])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Backspace' && listing?.parent) {
      event.preventDefault()
      onGo(listing.parent)
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus()
  }
  return (
    <ul
      ref={list}
      className={styles['list']}
      tabIndex={-1}
      aria-label={words.inside(name)}
      onKeyDown={onKeyDown}
    >
      {listing?.folders.length === 0 && <li className={styles['empty']}>{words.empty}</li>}
      {listing?.folders.map(({ name: folderName, folder, isProject }) => (
        <li key={folder}>
          <button type="button" className={styles['folder']} onClick={() => onGo(folder)}>
            <Icon of={isProject ? FolderKanban : Folder} />
            <span className={styles['name']}>{folderName}</span>
            {isProject && <span className={styles['note']}>{words.project}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

const NewFolder = ({ onMake }: { readonly onMake: (name: string) => Promise<boolean> }) => {
  const [name, setName] = useState<string | null>(null)
  if (name === null)
    return (
      <Button variant="quiet" icon={FolderPlus} className={styles['make']} onClick={() => setName('')}>
        {words.newFolder}
      </Button>
    )
  const make = () => name.trim() !== '' && void onMake(name.trim())
  return (
    <span className={styles['make']}>
      <TextField
        aria-label={words.newName}
        placeholder={words.newName}
        value={name}
        onChange={setName}
        onEnter={make}
        onEscape={() => setName(null)}
        autoFocus
      />
      <Button disabled={name.trim() === ''} onClick={make}>
        {words.make}
      </Button>
    </span>
  )
}
