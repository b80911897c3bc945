import { useDrop } from 'react-dnd'
import { useEffect } from 'react'
import { FilesFrame } from '../dnd/files-frame.tsx'
import { desktopFiles, type DesktopFilesDrag } from '../dnd/items.ts'
import { useFilesOver } from '../dnd/use-files-over.ts'
import { session, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { filesOf } from './dropped-files.ts'
import { importFiles } from './import-files.ts'

const words = strings.library.dropOver

/**
 * Takes files that are dropped anywhere in the window where no area of its own takes them, and says so while they are
 * over it.
 */
export const FilesOver = () => {
  const isOver = useFilesOver()
  // A dialog lies over everything else; what it takes, it takes itself.
  const isCovered = useSession(({ dialog }) => dialog !== null)
  const [, drop] = useDrop<DesktopFilesDrag>({
    accept: desktopFiles,
    canDrop: () => session().dialog === null,
    drop: (item, monitor) => {
      if (!monitor.didDrop()) void take(item)
      return undefined
    },
  })
  useEffect(() => {
    drop(document.body)
    return () => void drop(null)
  }, [drop])
  if (!isOver || isCovered) return null
  return <FilesFrame title={words.title} hint={words.hint} />
}

const take = async (item: DesktopFilesDrag) => {
  await importFiles(await filesOf(item))
}
