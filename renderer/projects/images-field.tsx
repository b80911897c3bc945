import { useRef, useState, type DragEvent } from 'react'
import { Button } from '../design/kit/button.tsx'
import { chooseFolder } from '../folders/choose-folder.ts'
import { filesOf } from '../library/dropped-files.ts'
import { strings } from '../strings/en/index.ts'
import styles from './dialogs.module.css'
import type { NewProjectForm } from './use-new-project.ts'

const words = strings.projects.create

/** The images of a new project: chosen one by one, by their folder, or dropped. */
export const ImagesField = ({ form }: { readonly form: NewProjectForm }) => {
  const { given, change, takeFiles, working } = form
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const choose = async () => {
    const folder = await chooseFolder({ title: words.imagesTitle })
    if (folder !== null) change({ images: { kind: 'folder', folder } })
  }
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { files, items } = event.dataTransfer
    void filesOf({ files: [...files], items }).then(takeFiles)
  }
  return (
    <div
      className={styles['drop']}
      role="group"
      aria-label={words.images}
      data-over={isOver || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <span className={styles['path']} aria-live="polite">
        {given.images === null
          ? words.noImages
          : given.images.kind === 'folder'
            ? words.folderChosen(given.images.folder)
            : words.imagesChosen(given.images.files.length)}
      </span>
      <span className={styles['buttons']}>
        <Button size="small" disabled={working !== null} onClick={() => input.current?.click()}>
          {words.chooseImages}
        </Button>
        <Button size="small" disabled={working !== null} onClick={() => void choose()}>
          {words.chooseFolder}
        </Button>
      </span>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={words.chooseImages}
        onChange={(event) => {
          if (event.target.files?.length) takeFiles(event.target.files)
          event.target.value = ''
        }}
      />
    </div>
  )
}
