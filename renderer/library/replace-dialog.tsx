import { Search } from 'lucide-react'
import { useState } from 'react'
import { recordOf } from '../../shared/domain/document.ts'
import type { AssetId } from '../../shared/domain/ids.ts'
import { classNames } from '../design/class-names.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { useBoard } from '../state/board.ts'
import { thumbUrl } from '../state/media.ts'
import { strings } from '../strings/en/index.ts'
import { countUses, shownAssets } from './asset-uses.ts'
import { chooseFiles } from './choose-files.ts'
import { gridStep } from './grid-step.ts'
import { importFiles } from './import-files.ts'
import { replaceImage } from './library-deeds.ts'
import { setLibraryUi, useLibraryUi } from './library-ui.ts'
import styles from './replace-dialog.module.css'

const words = strings.library.replace
const columns = 4

const close = () => setLibraryUi({ replacing: null })

/** Lets the image be chosen that takes the place of another wherever that is used. */
export const ReplaceDialog = () => {
  const assetId = useLibraryUi((ui) => ui.replacing)
  return assetId === null ? null : <Chooser key={assetId} assetId={assetId} />
}

const Chooser = ({ assetId }: { readonly assetId: AssetId }) => {
  const document = useBoard((open) => open.document)
  const [chosen, setChosen] = useState<AssetId | null>(null)
  const [search, setSearch] = useState('')
  const asset = recordOf(document.assets, assetId)
  const uses = countUses(document)
  const others = shownAssets(document.assets, uses, { search, filter: 'all' }).filter(
    ({ id }) => id !== assetId,
  )
  if (!asset) return null
  const reached = Math.max(
    0,
    others.findIndex(({ id }) => id === chosen),
  )
  return (
    <Dialog
      open
      onClose={close}
      title={words.title(asset.name)}
      description={words.description(uses.get(assetId) ?? 0)}
      footer={
        <>
          <Button onClick={() => void fromFile(assetId)}>{words.fromFile}</Button>
          <Button onClick={close}>{words.cancel}</Button>
          <Button
            variant="primary"
            disabled={chosen === null}
            onClick={() => chosen !== null && replaceImage(assetId, chosen)}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      <TextField
        icon={Search}
        aria-label={strings.library.search}
        placeholder={strings.library.search}
        value={search}
        onChange={setSearch}
      />
      {others.length === 0 ? (
        <p>{search.trim() === '' ? words.none : strings.library.none.search(search.trim())}</p>
      ) : (
        <div
          role="listbox"
          aria-label={words.list}
          className={styles['grid']}
          onKeyDown={(event) => {
            const at = gridStep(event.key, reached, others.length, columns)
            const next = at === null ? undefined : others[at]
            if (!next) return
            event.preventDefault()
            setChosen(next.id)
            const tile = event.currentTarget.children[at ?? 0]
            if (tile instanceof HTMLElement) tile.focus()
          }}
        >
          {others.map(({ id, name }, at) => (
            <div
              key={id}
              role="option"
              tabIndex={at === reached ? 0 : -1}
              aria-selected={id === chosen}
              aria-label={name}
              className={classNames(styles['tile'], id === chosen && styles['chosen'])}
              onClick={() => setChosen(id)}
              onDoubleClick={() => replaceImage(assetId, id)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return
                event.preventDefault()
                if (event.key === 'Enter' && id === chosen) replaceImage(assetId, id)
                else setChosen(id)
              }}
            >
              <img src={thumbUrl(id, 160)} alt="" loading="lazy" draggable={false} />
              <span>{name}</span>
            </div>
          ))}
        </div>
      )}
    </Dialog>
  )
}

const fromFile = async (assetId: AssetId) => {
  const [by] = await importFiles(await chooseFiles(false))
  if (by !== undefined && by !== assetId) replaceImage(assetId, by)
}
