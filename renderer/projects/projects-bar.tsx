import { useRef } from 'react'
import { ArchiveRestore, FolderOpen, LayoutGrid, List, Plus, Search, X } from 'lucide-react'
import { Button } from '../design/kit/button.tsx'
import { Icon } from '../design/kit/icon.tsx'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Progress } from '../design/kit/progress.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { Select } from '../design/kit/select.tsx'
import { TextField } from '../design/kit/text-field.tsx'
import { setSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { restore } from './deeds.ts'
import { projectOrders } from './project-order.ts'
import styles from './projects.module.css'
import {
  chooseLayout,
  chooseOrder,
  setProjects,
  useProjectLayout,
  useProjectOrder,
  useProjects,
} from './projects-store.ts'

const words = strings.projects

/** The head of the projects screen: search and order at the one end, ways to get a project at the other. */
export const ProjectsBar = ({
  count,
  foundCount,
}: {
  readonly count: number | null
  readonly foundCount: number
}) => {
  const order = useProjectOrder()
  const search = useProjects((state) => state.search)
  const layout = useProjectLayout()
  return (
    <div className={styles['bar']}>
      <h1 className={styles['title']}>{words.title}</h1>
      <span className={styles['count']} aria-live="polite">
        {count === null
          ? ''
          : search.trim() === ''
            ? words.count(count)
            : words.countFound(foundCount, count)}
      </span>
      <TextField
        className={styles['search']}
        icon={Search}
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        data-projects-search
        value={search}
        onChange={(text) => setProjects({ search: text })}
        onEscape={() => setProjects({ search: '' })}
        end={
          search !== '' && (
            <IconButton
              icon={X}
              size="small"
              label={words.clearSearch}
              onClick={() => setProjects({ search: '' })}
            />
          )
        }
      />
      <Select
        aria-label={words.order}
        value={order}
        options={projectOrders.map((value) => ({ value, label: words.orders[value] }))}
        onChange={chooseOrder}
      />
      <Segmented
        label={words.layout}
        value={layout}
        segments={[
          { value: 'cards', label: <LayoutName icon={LayoutGrid} name={words.layouts.cards} /> },
          { value: 'list', label: <LayoutName icon={List} name={words.layouts.list} /> },
        ]}
        onChange={chooseLayout}
      />
      <span className={styles['end']}>
        <Restoring />
        <Button
          icon={FolderOpen}
          hint={words.openFolder}
          onClick={() => setSession({ dialog: { kind: 'open-folder' } })}
        >
          {words.openFolder}
        </Button>
        <Button variant="primary" icon={Plus} onClick={() => setSession({ dialog: { kind: 'new-project' } })}>
          {words.new}
        </Button>
      </span>
    </div>
  )
}

const LayoutName = ({ icon, name }: { readonly icon: typeof List; readonly name: string }) => (
  <span className={styles['layoutName']} title={name}>
    <Icon of={icon} size={14} />
    <span className={styles['unseen']}>{name}</span>
  </span>
)

/** Restores an archive; while that goes on, how far it is stands in its place. */
const Restoring = () => {
  const restoring = useProjects((state) => state.restoring)
  const input = useRef<HTMLInputElement>(null)
  if (restoring) return <RestoringProgress {...restoring} />
  return (
    <>
      <Button icon={ArchiveRestore} data-projects-restore onClick={() => input.current?.click()}>
        {words.restore}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={words.restoring.choose}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void restore(file)
        }}
      />
    </>
  )
}

const RestoringProgress = ({
  name,
  fraction,
}: {
  readonly name: string
  readonly fraction: number | null
}) => {
  const said =
    fraction === null
      ? words.restoring.unpacking(name)
      : words.restoring.handingOver(name, Math.round(fraction * 100))
  return (
    <span className={styles['restoring']} role="status">
      <span className={styles['restoringWords']} title={said}>
        {said}
      </span>
      <Progress fraction={fraction} label={said} />
    </span>
  )
}
