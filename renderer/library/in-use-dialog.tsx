import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { board } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import { labelsUsing, partitionByUse } from './asset-uses.ts'
import styles from './in-use-dialog.module.css'
import { removeImages } from './library-deeds.ts'
import { setLibraryUi, useLibraryUi } from './library-ui.ts'

const words = strings.library.remove

const close = () => setLibraryUi({ inUse: [] })

/** Says where images that were to be deleted are used, and offers what can be done. */
export const InUseDialog = () => {
  const inUse = useLibraryUi((ui) => ui.inUse)
  if (inUse.length === 0) return null
  const { document } = board()
  const { used, unused } = partitionByUse(document, inUse)
  const [only] = used
  return (
    <Dialog
      open
      onClose={close}
      width="small"
      title={words.title(inUse.length)}
      description={words.hint}
      footer={
        <>
          <Button onClick={close}>{words.cancel}</Button>
          {unused.length > 0 && (
            <Button
              onClick={() => {
                removeImages(inUse)
                close()
              }}
            >
              {words.removeUnused(unused.length)}
            </Button>
          )}
          {used.length === 1 && only && (
            <Button variant="primary" onClick={() => setLibraryUi({ inUse: [], replacing: only.id })}>
              {words.replace}
            </Button>
          )}
        </>
      }
    >
      <ul className={styles['list']}>
        {used.map(({ id, name }) => (
          <li key={id}>{words.usedIn(name, labelsUsing(document, id))}</li>
        ))}
      </ul>
    </Dialog>
  )
}
