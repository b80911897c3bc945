import { useEffect, useState } from 'react'
import type { SpendingQuery, SpendingReport } from '../../shared/domain/spending.ts'
import { ask } from '../state/ask.ts'

/** The report for a query; null until the first is there. The one before stays until the next has come. */
export const useReport = ({ projectId, from, to, by }: SpendingQuery): SpendingReport | null => {
  const [report, setReport] = useState<SpendingReport | null>(null)
  useEffect(() => {
    let isWanted = true
    const read = async () => {
      const answer = await ask('spending.report', { projectId, from, to, by })
      if (isWanted && answer.ok) setReport(answer.value)
    }
    void read()
    return () => {
      isWanted = false
    }
  }, [projectId, from, to, by])
  return report
}
