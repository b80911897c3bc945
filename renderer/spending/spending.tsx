import { FileSpreadsheet, Receipt, Scale } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  oftener,
  spendingGroupings,
  type SpendingGrouping,
  type SpendingQuery,
  type SpendingRow,
} from '../../shared/domain/spending.ts'
import { Button } from '../design/kit/button.tsx'
import { Dialog } from '../design/kit/dialog.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { Segmented } from '../design/kit/segmented.tsx'
import { ask } from '../state/ask.ts'
import { notify } from '../state/notices.ts'
import { boardStore } from '../state/open-board.ts'
import { useSelected } from '../state/select.ts'
import { setSession, useSession } from '../state/session.ts'
import { strings } from '../strings/en/index.ts'
import { Differences } from './differences.tsx'
import { daysOf, periods, type Period } from './period.ts'
import { SpendingChart } from './spending-chart.tsx'
import styles from './spending.module.css'
import { SpendingTable } from './spending-table.tsx'
import { Totals } from './totals.tsx'
import { useReport } from './use-report.ts'

const words = strings.spending

/** What was spent, over the window: by day, project, shot, model, quality and key, and whether it is all here. */
export const SpendingDialog = () => {
  const isOpen = useSession(({ dialog }) => dialog?.kind === 'spending')
  return isOpen ? <OpenSpending /> : null
}

/** Which model is made most, at a glance. */
const Oftener = ({ rows }: { readonly rows: readonly SpendingRow[] }) => {
  const found = oftener(rows)
  return found === null ? null : (
    <p className={styles['oftener']}>{words.oftener(found.often.label, found.times, found.seldom.label)}</p>
  )
}

const saveSheet = async (query: SpendingQuery): Promise<void> => {
  const answer = await ask('spending.export', query)
  if (answer.ok) notify({ tone: 'good', text: words.exported(answer.value.file) })
}

const OpenSpending = () => {
  const openProject = useSelected(boardStore, (board) => board?.projectId ?? null)
  const [period, setPeriod] = useState<Period>('month')
  const [by, setBy] = useState<SpendingGrouping>('day')
  const [ofProject, setOfProject] = useState(false)
  const [isComparing, setIsComparing] = useState(false)
  const days = useMemo(() => daysOf(period, new Date()), [period])
  const query = { projectId: ofProject ? openProject : null, ...days, by }
  const report = useReport(query)
  return (
    <Dialog
      open
      onClose={() => setSession({ dialog: null })}
      title={words.title}
      width="large"
      className={styles['dialog']}
      footer={
        <>
          <Button icon={Scale} hint={words.compareHint} onClick={() => setIsComparing(true)}>
            {words.compare}
          </Button>
          <Button icon={FileSpreadsheet} onClick={() => void saveSheet(query)}>
            {words.export}
          </Button>
        </>
      }
    >
      <div className={styles['choices']}>
        <Segmented
          label={words.period}
          value={period}
          segments={periods.map((value) => ({ value, label: words.periods[value] }))}
          onChange={setPeriod}
        />
        {openProject !== null && (
          <Segmented
            label={words.scope}
            value={ofProject ? 'project' : 'all'}
            segments={(['all', 'project'] as const).map((value) => ({ value, label: words.scopes[value] }))}
            onChange={(scope) => setOfProject(scope === 'project')}
          />
        )}
      </div>
      {report && <Totals total={report.total} />}
      <Segmented
        label={words.grouping}
        value={by}
        segments={spendingGroupings.map((value) => ({ value, label: words.by[value] }))}
        onChange={setBy}
      />
      {report && report.rows.length === 0 && (
        <EmptyState icon={Receipt} title={words.empty} hint={words.emptyHint} />
      )}
      {report && report.rows.length > 0 && (
        <>
          {by === 'day' && <SpendingChart rows={report.rows} />}
          {by === 'endpoint' && <Oftener rows={report.rows} />}
          <SpendingTable rows={report.rows} by={by} />
        </>
      )}
      {isComparing && <Differences from={days.from} to={days.to} />}
    </Dialog>
  )
}
