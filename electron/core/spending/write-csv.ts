import { join } from 'node:path'
import type { SpendingGrouping } from '../../../shared/domain/spending.ts'
import type { Result } from '../../../shared/errors.ts'
import { succeed } from '../../../shared/errors.ts'
import { diskFailure, errnoOf } from '../disk/failure.ts'
import type { Clock, FileSystem } from '../ports.ts'

/**
 * Writes a report into a folder, under a name that says what it is and is free: `Spending by day 2026-11-24.csv`.
 * Gives its path. Failure: `disk/…`.
 */
export const writeCsv = async (
  folder: string,
  csv: string,
  by: SpendingGrouping,
  { files, clock }: { readonly files: FileSystem; readonly clock: Pick<Clock, 'now'> },
): Promise<Result<string>> => {
  const name = `Spending by ${by} ${new Date(clock.now()).toISOString().slice(0, 10)}`
  try {
    await files.mkdir(folder, { recursive: true })
    for (let number = 1; ; number++) {
      const path = join(folder, `${name}${number === 1 ? '' : ` ${number}`}.csv`)
      try {
        await files.writeFile(path, csv, { flag: 'wx' })
        return succeed(path)
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error
      }
    }
  } catch (error) {
    return { ok: false, error: diskFailure(error, 'The spreadsheet could not be written') }
  }
}
