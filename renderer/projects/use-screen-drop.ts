import { useState, type DragEvent } from 'react'
import { filesOf } from '../library/dropped-files.ts'
import { notify } from '../state/notices.ts'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { restore } from './deeds.ts'
import { imagesAmong } from './new-project.ts'

/** What lies over the screen (a dialog) hears of its drops first, and they are none of the screen's. */
const isOnScreen = ({ currentTarget, target }: DragEvent) =>
  target instanceof Node && currentTarget.contains(target)

const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** Files that are dropped on the projects: an archive is restored, images and folders of them begin a project. */
export const useScreenDrop = () => {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!holdsFiles(event) || !isOnScreen(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => {
        const { currentTarget, relatedTarget } = event
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOver(false)
      },
      onDrop: (event: DragEvent) => {
        setOver(false)
        if (!holdsFiles(event) || !isOnScreen(event)) return
        event.preventDefault()
        void take(event.dataTransfer)
      },
    },
  }
}

/** The folder is asked for before anything is awaited: the browser forgets what was dropped as soon as the drop is over. */
const take = async ({ files, items }: DataTransfer): Promise<void> => {
  const [only, ...others] = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const folder = only?.isDirectory && others.length === 0 ? only.name : null
  const dropped = await filesOf({ files: [...files], items })
  const archive = dropped.find(({ name }) => /\.zip$/i.test(name))
  if (archive) return restore(archive)
  const images = imagesAmong(dropped)
  if (images.length === 0) return notify({ tone: 'info', text: strings.projects.drop.nothing })
  return setSession({ dialog: { kind: 'new-project', images, title: folder } })
}
