import type { ProjectSnapshot } from '../../../shared/views.ts'
import { strings } from '../../strings/en/index.ts'
import { minuteWords } from '../../strings/en/times.ts'

const words = strings.app.banners

/** What happened while a project was opened, in sentences; none where nothing did. */
export const reportWords = (report: ProjectSnapshot['report']): string[] => {
  const { recoveredFrom, keptAside, repairs, migratedFrom } = report
  return [
    recoveredFrom ? words.recovered(minuteWords(recoveredFrom.savedAt)) : '',
    recoveredFrom && keptAside ? words.keptAside(keptAside) : '',
    repairs.length > 0 ? words.repaired(repairs.length) : '',
    migratedFrom === undefined ? '' : words.migrated,
  ].filter((sentence) => sentence !== '')
}
